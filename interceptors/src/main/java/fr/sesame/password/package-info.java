/**
 * Passwords, without LDAP: how they are hashed and verified, how often anybody may try, and what is remembered of that in
 * memory. Nothing here reads an entry, opens a connection or asks the clock.
 */
@NullMarked
package fr.sesame.password;

import org.jspecify.annotations.NullMarked;
