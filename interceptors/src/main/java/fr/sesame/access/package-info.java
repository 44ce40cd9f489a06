/**
 * Who may do what: roles, places, groups of attributes, and the rights that follow. Pure: nothing here knows an LDAP library,
 * the clock or the network, and nobody who is not named in it may do anything.
 */
@NullMarked
package fr.sesame.access;

import org.jspecify.annotations.NullMarked;
