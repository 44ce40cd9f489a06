/**
 * Proofs of the whole, seen from outside: the built distribution in a process of its own, LDAP and HTTP on the loopback, and
 * the commands. Nothing here knows a class of Sésame, or which storage it has. docs/proofs.md says how each is run.
 */
@NullMarked
package fr.sesame.proof;

import org.jspecify.annotations.NullMarked;
