/**
 * What an entry looks like: the names of attributes and object classes, the text forms of the values that are ours, and the
 * schema files themselves. No LDAP library lives here.
 */
@NullMarked
package fr.sesame.schema;

import org.jspecify.annotations.NullMarked;
