/**
 * People, dates and states: what an account is, as pure values and functions. No clock, no I/O, no LDAP lives here, and
 * nothing here ever changes after it was made.
 */
@NullMarked
package fr.sesame.account;

import org.jspecify.annotations.NullMarked;
