/**
 * Quartz jobs, each one line into a run or into the calendar's day. No job overlaps itself.
 */
@NullMarked
package fr.sesame.schedule;

import org.jspecify.annotations.NullMarked;
