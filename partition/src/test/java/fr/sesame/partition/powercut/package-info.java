/**
 * Power cuts, simulated: what a writing process asks of the system is recorded, and for any moment of it the files are made
 * that a disk may hold if the power went just then. The store must open on each of them, with all that was acknowledged.
 */
@NullMarked
package fr.sesame.partition.powercut;

import org.jspecify.annotations.NullMarked;
