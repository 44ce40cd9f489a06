package fr.sesame.access;

/**
 * How much one search may give and take.
 *
 * @param size the most entries; 0: any number
 * @param seconds the longest time; 0: any time
 */
public record SearchLimits(int size, int seconds) {
    public static final SearchLimits NONE = new SearchLimits(0, 0);

    /** What holds for whoever holds both roles. */
    public SearchLimits widest(SearchLimits other) {
        return new SearchLimits(wider(size, other.size), wider(seconds, other.seconds));
    }

    private static int wider(int one, int other) {
        return one == 0 || other == 0 ? 0 : Math.max(one, other);
    }
}
