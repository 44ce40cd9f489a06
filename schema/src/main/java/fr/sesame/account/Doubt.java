package fr.sesame.account;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A pair that may be one person, and what speaks for it.
 *
 * @param record the one that is held for it
 * @param other who that may be
 * @param clues the evidence, each once
 * @param since when a run first found the pair, or null if that is not known
 */
public record Doubt(
        Side record, Side other, List<Clue> clues, @Nullable Instant since) {

    public Doubt {
        clues = List.copyOf(clues);
    }

    /**
     * One of the two.
     *
     * @param name a login, or the source key of a record that has no account
     * @param keys what the sources call that one
     * @param person birth name and given name
     * @param born the day of birth, ISO 8601
     */
    public record Side(String name, List<SourceKey> keys, String person, String born) {
        public Side {
            keys = List.copyOf(keys);
        }
    }

    /** The points of the evidence, at most {@value Clue#SURE}. */
    public int score() {
        return Clue.score(clues);
    }

    /** The evidence in words: {@code birth-date-same 40, family-slip 20, given-same 25}. */
    public String evidence() {
        return clues.stream().map(clue -> clue.word() + " " + clue.points()).collect(Collectors.joining(", "));
    }

    /** The same, found at that instant. */
    public Doubt foundAt(Instant instant) {
        return new Doubt(record, other, clues, instant);
    }
}
