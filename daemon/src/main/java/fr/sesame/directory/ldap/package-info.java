/**
 * The one place with an LDAP client: entries become accounts and changes become operations. No rule of an account's life
 * is decided here.
 */
@NullMarked
package fr.sesame.directory.ldap;

import org.jspecify.annotations.NullMarked;
