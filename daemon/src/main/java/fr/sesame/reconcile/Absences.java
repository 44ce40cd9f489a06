package fr.sesame.reconcile;

import fr.sesame.account.HeldRecord;
import fr.sesame.account.HoldReason;
import fr.sesame.account.SourceKey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts the accepted extracts in a row that a record is missing from. It is gone when enough of them did not have it; until then it
 * is held, and what is known of it stays. The same extract again is no news, and counts nobody. Of one plan; not for several threads.
 */
public final class Absences {
    private final Map<SourceKey, Remembered.Missed> before;
    private final int needed;
    private final boolean ends;
    private final boolean news;
    private final LocalDate today;
    private final Map<SourceKey, Remembered.Missed> after = new HashMap<>();

    /**
     * @param before what the last extracts did not have
     * @param needed so many extracts make an absence
     * @param news whether this extract is another one than the last
     * @param today in the institution's zone
     */
    public Absences(Map<SourceKey, Remembered.Missed> before, int needed, boolean news, LocalDate today) {
        this(before, needed, true, news, today);
    }

    private Absences(
            Map<SourceKey, Remembered.Missed> before, int needed, boolean ends, boolean news, LocalDate today) {
        this.before = Map.copyOf(before);
        this.ends = ends;
        this.needed = needed;
        this.news = news;
        this.today = today;
    }

    /** Of changes alone: who is not among them is as missing as before, and who is among them is missing no more. */
    static Absences uncounted(Map<SourceKey, Remembered.Missed> before, int needed, LocalDate today) {
        return new Absences(before, needed, false, false, today);
    }

    /** For plans that no extract is behind: what is missing is gone. */
    static Absences atOnce(LocalDate today) {
        return new Absences(Map.of(), 1, true, today);
    }

    /** The same extract, counted anew as of another day. */
    Absences again(LocalDate day) {
        return new Absences(before, needed, ends, news, day);
    }

    /**
     * A record of the directory is not in the extract. May be asked again in the same plan.
     *
     * @param proves whether absence proves anything in this extract
     * @return whether it is gone
     */
    boolean isGone(SourceKey key, boolean proves) {
        Remembered.Missed counted = after.computeIfAbsent(key, one -> count(before.get(one), proves));
        return ends && proves && counted != null && counted.extracts() >= needed;
    }

    private Remembered.@Nullable Missed count(Remembered.@Nullable Missed old, boolean proves) {
        if (!proves || !news) {
            return old;
        }
        return old == null ? new Remembered.Missed(1, today) : new Remembered.Missed(old.extracts() + 1, old.since());
    }

    /** Whether this extract is the first without it. */
    boolean isNew(SourceKey key) {
        return !before.containsKey(key) && after.containsKey(key);
    }

    /** What is to be remembered if the extract is accepted. */
    Map<SourceKey, Remembered.Missed> missed() {
        return after;
    }

    /** Those that are missing and not gone yet. */
    List<HeldRecord> waiting() {
        List<HeldRecord> held = new ArrayList<>();
        after.forEach((key, missed) -> {
            if (missed.extracts() < needed) {
                held.add(new HeldRecord(
                        key,
                        HoldReason.MISSED,
                        "missing from " + missed.extracts() + " accepted extract" + (missed.extracts() == 1 ? "" : "s")
                                + " in a row, since " + missed.since() + "; it is gone when " + needed
                                + " did not have it"));
            }
        });
        return held;
    }
}
