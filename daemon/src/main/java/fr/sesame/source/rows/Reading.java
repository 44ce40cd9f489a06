package fr.sesame.source.rows;

import java.time.Clock;
import java.time.ZoneId;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of rows.
 *
 * @param columns that they must have; others are welcome and not read
 * @param datePattern how a day is written that does not come as text, with {@code yyyy} for the year: the mapping's first form
 * @param zone where days begin and end, for what comes as an instant
 * @param clock says how old a file is, and when a view was read
 * @param changes the column that says when rows changed, or null if nobody asks
 */
public record Reading(
        SortedSet<String> columns,
        String datePattern,
        ZoneId zone,
        Clock clock,
        @Nullable ChangeColumn changes) {

    public Reading {
        columns = Collections.unmodifiableSortedSet(new TreeSet<>(columns));
    }

    /** Of rows of which nobody asks when they changed. */
    public Reading(SortedSet<String> columns, String datePattern, ZoneId zone, Clock clock) {
        this(columns, datePattern, zone, clock, null);
    }

    /** The columns, and that which says when rows changed. */
    public SortedSet<String> needed() {
        TreeSet<String> needed = new TreeSet<>(columns);
        if (changes != null) {
            needed.add(changes.column());
        }
        return needed;
    }
}
