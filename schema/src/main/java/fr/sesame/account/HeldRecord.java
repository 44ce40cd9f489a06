package fr.sesame.account;

import java.util.Comparator;
import java.util.List;

/**
 * A record that was not taken over, and why. What the directory already knows of its key stays as it is.
 *
 * @param key the key, or what stands for it where the source gave none ({@code INE:…}, {@code line:…})
 * @param reason why
 * @param detail for a human: the line, the column, what was found and what was expected
 * @param doubts whom the record may be about, if it is held for that; who has the most points first
 */
public record HeldRecord(SourceKey key, HoldReason reason, String detail, List<Doubt> doubts)
        implements Comparable<HeldRecord> {
    private static final Comparator<HeldRecord> ORDER = Comparator.comparing(HeldRecord::key)
            .thenComparing(HeldRecord::reason)
            .thenComparing(HeldRecord::detail);

    private static final String LINE = "line:";

    public HeldRecord {
        doubts = doubts == null ? List.of() : List.copyOf(doubts); // a report of an older version has none
    }

    /** One of which nobody doubts whom it is about. */
    public HeldRecord(SourceKey key, HoldReason reason, String detail) {
        this(key, reason, detail, List.of());
    }

    /** What stands for the key of a row that says nothing of whom it is about. */
    public static SourceKey line(String source, long line) {
        return new SourceKey(source, LINE + line);
    }

    /** Whether nobody knows whom the row was about: it may have been anybody's. */
    public boolean isAboutNobodyKnown() {
        return key.value().startsWith(LINE);
    }

    @Override
    public int compareTo(HeldRecord other) {
        return ORDER.compare(this, other);
    }
}
