package fr.sesame.source.jdbc;

import fr.sesame.account.InvalidValueException;
import java.time.Duration;

/**
 * How a view is read.
 *
 * @param fetchSize how many rows are asked for at once
 * @param timeout how long it may take, from the question to the last row
 * @param maxRows more are refused: a join that went wrong must not fill the memory
 */
public record ReadLimits(int fetchSize, Duration timeout, int maxRows) {
    /** A thousand rows, some hundred kilobytes. */
    public static final int DEFAULT_FETCH_SIZE = 1000;
    /** Half an hour. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(30);
    /** Five million: a row for each registration of fifty years in a large university. */
    public static final int DEFAULT_MAX_ROWS = 5_000_000;

    /** What is taken if nothing is said. */
    public static final ReadLimits DEFAULT = new ReadLimits(DEFAULT_FETCH_SIZE, DEFAULT_TIMEOUT, DEFAULT_MAX_ROWS);

    /** @throws InvalidValueException if one of them is not positive, or the time is longer than a day */
    public ReadLimits {
        if (fetchSize < 1 || maxRows < 1 || timeout.toSeconds() < 1 || timeout.compareTo(Duration.ofDays(1)) > 0) {
            throw new InvalidValueException("limits of " + fetchSize + " rows, " + maxRows + " rows and " + timeout
                    + " cannot be; expected one or more rows, and PT1S to P1D");
        }
    }
}
