/**
 * The port to a directory, in our own words: a snapshot, a change, the accounts that are due. Nothing here knows LDAP.
 */
@NullMarked
package fr.sesame.directory;

import org.jspecify.annotations.NullMarked;
