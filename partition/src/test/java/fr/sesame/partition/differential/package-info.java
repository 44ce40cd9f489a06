/**
 * The same random operations on the partition and on an oracle, and the same answers expected. What the oracle is known to
 * get wrong is in {@link fr.sesame.partition.differential.OracleDifference}, and nowhere else.
 */
@NullMarked
package fr.sesame.partition.differential;

import org.jspecify.annotations.NullMarked;
