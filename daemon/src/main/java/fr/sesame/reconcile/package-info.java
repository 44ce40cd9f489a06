/**
 * From extracts and a snapshot to a plan, past the guard, to the directory and a report: one direction. Only an approved
 * plan can be applied.
 */
@NullMarked
package fr.sesame.reconcile;

import org.jspecify.annotations.NullMarked;
