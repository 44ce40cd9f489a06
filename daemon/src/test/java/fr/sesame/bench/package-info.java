/**
 * Sésame and Debian's slapd side by side: the same entries, indices and hashes, the same clients, in turns. Reaches Sésame
 * as anybody does, by its distribution and over LDAP, and knows nothing of its storage. No test lives here: docs/benchmarks.md
 * has the command, and says what the figures mean.
 */
@NullMarked
package fr.sesame.bench;

import org.jspecify.annotations.NullMarked;
