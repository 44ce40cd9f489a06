package fr.sesame.audit;

import java.util.List;

/**
 * What a check of the whole trail has found.
 *
 * @param files how many days there are
 * @param lines how many lines
 * @param end {@code SEQ:CHAIN} of the last line
 * @param repairs how often a kill or a failure has left something that is no line, and the trail says so itself
 * @param unfinished whether the last line is not whole: it is just being written, or a kill has left it; the next start says so
 * @param problems what is wrong, with file and line; at most {@value TrailVerifier#MOST}
 */
public record Verification(int files, long lines, String end, int repairs, boolean unfinished, List<String> problems) {
    public Verification {
        problems = List.copyOf(problems);
    }

    public boolean isGood() {
        return problems.isEmpty();
    }
}
