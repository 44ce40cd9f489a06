package fr.sesame.reconcile;

import fr.sesame.account.SourceKey;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is remembered of a source between its runs: what its accepted extracts looked like, and which records were missing from the
 * last ones. Losing it hurts nobody: absences are counted from the beginning.
 *
 * @param accepted the extracts, the newest first
 * @param values how many records had no value, by what the value is; of the newest extract
 * @param missed the records of the directory that the newest extracts did not have
 */
public record Remembered(List<Accepted> accepted, Map<String, Values> values, Map<SourceKey, Missed> missed) {
    private static final int KEPT = 800;

    /** Of a source that was never run. */
    public static final Remembered NOTHING = new Remembered(List.of(), Map.of(), Map.of());

    public Remembered {
        accepted = List.copyOf(accepted);
        values = Map.copyOf(values);
        missed = Map.copyOf(missed);
    }

    /** The newest extract that was accepted. */
    public Optional<Accepted> last() {
        return accepted.stream().findFirst();
    }

    /** The same, and one extract more. Of each day in UTC the last one is kept, for two years and more. */
    Remembered accepting(Accepted one, Map<String, Values> itsValues, Map<SourceKey, Missed> itsMissed) {
        List<Accepted> all = new ArrayList<>(List.of(one));
        for (Accepted old : accepted) {
            Accepted younger = all.get(all.size() - 1);
            boolean sameDay = day(old).equals(day(younger)) && all.size() > 1;
            if (!sameDay && !old.sha256().equals(one.sha256()) && all.size() < KEPT) {
                all.add(old);
            }
        }
        return new Remembered(all, itsValues, itsMissed);
    }

    /** The same, with these as missing: changes that were read alone are no extract to compare others with. */
    Remembered missing(Map<SourceKey, Missed> itsMissed) {
        return new Remembered(accepted, values, itsMissed);
    }

    /** Whether the other is this and one extract more: nothing has been accepted, and nobody seen again, since it was made. */
    boolean isJustBefore(Remembered planned) {
        return planned.last()
                .map(one -> accepting(one, planned.values, planned.missed).equals(planned))
                .filter(same -> same)
                .filter(same -> planned.missed.entrySet().stream().allMatch(entry -> {
                    int planning = entry.getValue().extracts();
                    Missed old = missed.get(entry.getKey());
                    int before = old == null ? 0 : old.extracts();
                    return before == planning || before == planning - 1;
                }))
                .isPresent();
    }

    private static LocalDate day(Accepted one) {
        return LocalDate.ofInstant(one.at(), ZoneOffset.UTC);
    }

    /** The same, but for these records, which count as seen. */
    public Remembered withoutMissed(Set<SourceKey> seen) {
        Map<SourceKey, Missed> left = new HashMap<>(missed);
        left.keySet().removeAll(seen);
        return new Remembered(accepted, values, left);
    }

    /**
     * One extract.
     *
     * @param run the run that accepted it
     * @param at when
     * @param rows data rows
     * @param sha256 checksum, in hexadecimal
     */
    public record Accepted(String run, Instant at, int rows, String sha256) {}

    /**
     * How many had no value.
     *
     * @param empty so many did not
     * @param of so many were looked at
     */
    public record Values(int empty, int of) {
        double percent() {
            return of == 0 ? 0 : empty * 100.0 / of;
        }
    }

    /**
     * A record that is missing.
     *
     * @param extracts from so many accepted extracts in a row
     * @param since the day of the first, in the institution's zone
     */
    public record Missed(int extracts, LocalDate since) {}
}
