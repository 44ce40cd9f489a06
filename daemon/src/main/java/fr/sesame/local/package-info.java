/**
 * Accounts that people make by hand: what may be asked for, by whom, and what an act does to a record. Pure; neither reads nor writes
 * anything. The records themselves are affiliations of the source {@link fr.sesame.account.SourceKey#LOCAL}, in the directory alone.
 */
@NullMarked
package fr.sesame.local;

import org.jspecify.annotations.NullMarked;
