/**
 * The storage while nobody serves it, or beside whoever does: check, repair, copy, and LDIF in and out. It never speaks LDAP, and
 * never writes to a store that a service has open.
 */
@NullMarked
package fr.sesame.store;

import org.jspecify.annotations.NullMarked;
