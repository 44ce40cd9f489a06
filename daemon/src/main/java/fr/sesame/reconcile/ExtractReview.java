package fr.sesame.reconcile;

import fr.sesame.account.Affiliation;
import fr.sesame.account.Facts;
import fr.sesame.account.HeldRecord;
import fr.sesame.account.HoldReason;
import fr.sesame.account.PersonNumber;
import fr.sesame.account.PersonRecord;
import fr.sesame.source.Extract;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks at an extract beside the last ones that were accepted: rows, values that are suddenly empty, age, and whether it is another
 * one at all.
 */
final class ExtractReview {
    private static final String HELD = "are held as ";
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration YEAR = WEEK.multipliedBy(52);
    private static final Duration HALF_A_WEEK = Duration.ofHours(84);

    private final GuardLimits.Extracts limits;
    private final Remembered remembered;
    private final Instant now;

    ExtractReview(GuardLimits.Extracts limits, Remembered remembered, Instant now) {
        this.limits = limits;
        this.remembered = remembered;
        this.now = now;
    }

    /**
     * @param refusals why it is not to be believed
     * @param remarks what is to be said of it
     * @param news whether it is another extract than those that were accepted before
     * @param begun whether it is the one that was accepted last
     */
    record Findings(List<String> refusals, List<String> remarks, boolean news, boolean begun) {}

    /** @param people how many records it gives */
    Findings of(Extract.Facts facts, Map<String, Remembered.Values> values, int people) {
        List<String> refusals = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        rows(facts, refusals);
        values(withThoseThatAreGone(values, people), refusals);
        age(facts, remarks);
        Optional<Remembered.Accepted> same = remembered.accepted().stream()
                .filter(one -> one.sha256().equals(facts.sha256()))
                .findFirst();
        same.ifPresent(one -> remarks.add(sameAs(one)));
        return new Findings(
                refusals,
                remarks,
                same.isEmpty() || limits.absentExtracts() == 1,
                same.isPresent() && same.equals(remembered.last()));
    }

    private String sameAs(Remembered.Accepted one) {
        boolean last = remembered.last().filter(one::equals).isPresent();
        return "the same extract as that of run " + one.run()
                + (last ? "" : ", after which others were accepted: is it an old one?")
                + "; it is no news, and nobody counts as missing by it";
    }

    private void rows(Extract.Facts facts, List<String> refusals) {
        remembered.last().ifPresent(last -> {
            compare(facts.rows(), last.rows(), limits.fewerRowsPercent(), "fewer-rows-percent", of(last), refusals);
            int more = facts.rows() - last.rows();
            if (last.rows() > 0
                    && more > limits.rowsAlways()
                    && more * 100L > (long) limits.moreRowsPercent() * last.rows()) {
                refusals.add(String.format(
                        Locale.ROOT,
                        "%d rows, where the last accepted extract%s had %d (+%.1f %%, limit %d %%; rule more-rows-percent)",
                        facts.rows(),
                        of(last),
                        last.rows(),
                        more * 100.0 / last.rows(),
                        limits.moreRowsPercent()));
            }
        });
        remembered.accepted().stream()
                .filter(one -> awayFromLastYear(one).compareTo(HALF_A_WEEK) <= 0)
                .min(Comparator.comparing(this::awayFromLastYear))
                .ifPresent(one -> compare(
                        facts.rows(),
                        one.rows(),
                        limits.fewerThanLastYearPercent(),
                        "fewer-than-last-year-percent",
                        " of the same week of last year" + of(one),
                        refusals));
    }

    private Duration awayFromLastYear(Remembered.Accepted one) {
        return Duration.between(one.at(), now.minus(YEAR)).abs();
    }

    private static String of(Remembered.Accepted one) {
        return " (run " + one.run() + ")";
    }

    private void compare(int rows, int before, int limit, String rule, String which, List<String> refusals) {
        int fewer = before - rows;
        if (fewer > limits.rowsAlways() && fewer * 100L > (long) limit * before) {
            refusals.add(String.format(
                    Locale.ROOT,
                    "%d rows, where the last accepted extract%s had %d (-%.1f %%, limit %d %%; rule %s)",
                    rows,
                    which,
                    before,
                    fewer * 100.0 / before,
                    limit,
                    rule));
        }
    }

    /** A number that nobody has any more is not there to be counted. */
    private Map<String, Remembered.Values> withThoseThatAreGone(Map<String, Remembered.Values> values, int people) {
        Map<String, Remembered.Values> all = new TreeMap<>(values);
        remembered.values().keySet().stream()
                .filter(name -> !name.startsWith(HELD))
                .forEach(name -> all.putIfAbsent(name, new Remembered.Values(people, people)));
        return all;
    }

    private void values(Map<String, Remembered.Values> values, List<String> refusals) {
        values.forEach((name, found) -> {
            Remembered.Values before = remembered.values().get(name);
            double last = before == null ? 0 : before.percent();
            boolean compared = before != null
                    || (name.startsWith(HELD) && remembered.last().isPresent());
            if (compared && found.empty() > limits.rowsAlways() && found.percent() - last > limits.emptyPoints()) {
                refusals.add(String.format(
                        Locale.ROOT,
                        "%d of %d records %s: %.1f %%, where the last accepted extract had %.1f %% (limit %d points more;"
                                + " rule empty-points)",
                        found.empty(),
                        found.of(),
                        name,
                        found.percent(),
                        last,
                        limits.emptyPoints()));
            }
        });
    }

    private void age(Extract.Facts facts, List<String> remarks) {
        long days = Duration.between(facts.modified(), now).toDays();
        if (limits.olderThanDays() > 0 && days > limits.olderThanDays()) {
            remarks.add(facts.origin() + " is " + days + " days old (written " + facts.modified() + ", limit "
                    + limits.olderThanDays() + " days; rule older-than-days): does the extraction still run?");
        }
    }

    /** How many records have no structure, no end, no number of each kind …, and how many are held for each reason. */
    static Map<String, Remembered.Values> values(Extract extract) {
        Map<String, int[]> counts = new TreeMap<>();
        for (PersonRecord record : extract.records()) {
            for (Affiliation affiliation : record.affiliations()) {
                Facts facts = affiliation.facts();
                count(counts, "have no structure", affiliation.structure());
                count(counts, "have no begin", facts.begin());
                count(counts, "have no end", facts.end());
                count(counts, "have no day on which they were recorded", facts.recorded());
                count(counts, "have no year", facts.year());
                count(counts, "have no validation", facts.validatedBy());
            }
        }
        Map<String, Remembered.Values> values = new TreeMap<>();
        counts.forEach((name, count) -> values.put(name, new Remembered.Values(count[0], count[1])));
        numbers(extract, values);
        attributes(extract, values);
        int all = extract.records().size() + extract.held().size();
        Map<String, Integer> held = new TreeMap<>();
        for (HeldRecord record : extract.held()) {
            if (record.reason().equals(HoldReason.BAD_VALUE)) {
                continue; // it holds back no record
            }
            held.merge(HELD + record.reason(), 1, Integer::sum);
        }
        held.forEach((name, count) -> values.put(name, new Remembered.Values(count, all)));
        return values;
    }

    private static void numbers(Extract extract, Map<String, Remembered.Values> values) {
        Map<String, Integer> have = new TreeMap<>();
        for (PersonRecord record : extract.records()) {
            record.numbers().stream()
                    .map(PersonNumber::kind)
                    .distinct()
                    .forEach(kind -> have.merge(kind, 1, Integer::sum));
        }
        int all = extract.records().size();
        have.forEach((kind, count) -> values.put(numberName(kind), new Remembered.Values(all - count, all)));
    }

    /** One that is held has a value, be it a bad one: what was known of it stays. */
    private static void attributes(Extract extract, Map<String, Remembered.Values> values) {
        Map<String, Integer> have = new TreeMap<>();
        for (PersonRecord record : extract.records()) {
            Stream.concat(record.given().values().keySet().stream(), record.given().held().stream())
                    .forEach(name -> have.merge(name, 1, Integer::sum));
        }
        int all = extract.records().size();
        have.forEach((name, count) ->
                values.put("have no attribute '" + name + "'", new Remembered.Values(all - count, all)));
    }

    private static String numberName(String kind) {
        return "have no number '" + kind + "'";
    }

    private static void count(Map<String, int[]> counts, String name, @Nullable Object value) {
        int[] count = counts.computeIfAbsent(name, one -> new int[2]);
        count[1]++;
        if (value == null) {
            count[0]++;
        }
    }
}
