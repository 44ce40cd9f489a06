package fr.sesame.partition;

import java.util.List;

/**
 * What a walk through a store found.
 *
 * @param entries how many entries there are
 * @param pairs how many pairs of value and entry the indices hold for them
 * @param problemCount how many disagreements there are
 * @param problems the first of them, in words
 */
public record Verification(long entries, long pairs, long problemCount, List<String> problems) {
    public Verification {
        problems = List.copyOf(problems);
    }

    /** Whether everything agrees. */
    public boolean isGood() {
        return problemCount == 0;
    }
}
