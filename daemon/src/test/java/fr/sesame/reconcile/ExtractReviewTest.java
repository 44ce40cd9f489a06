package fr.sesame.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import fr.sesame.source.Extract;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An extract beside the last ones that were accepted. */
class ExtractReviewTest {
    private static final Instant NOW = Instant.parse("2026-11-23T06:00:00Z");

    private static Remembered.Accepted accepted(int rows, Instant at) {
        return new Remembered.Accepted("RUN-" + rows, at, rows, "sha-" + rows);
    }

    private static Extract.Facts facts(int rows, Instant modified) {
        return new Extract.Facts("apogee.csv", rows, modified, "sha-" + rows);
    }

    private static ExtractReview.Findings review(Extract.Facts facts, GuardLimits.Extracts limits, Remembered before) {
        return new ExtractReview(limits, before, NOW).of(facts, Map.of(), facts.rows());
    }

    private static Remembered after(Remembered.Accepted... extracts) {
        return new Remembered(List.of(extracts), Map.of(), Map.of());
    }

    @ParameterizedTest(name = "{0} rows, then {1}")
    @CsvSource({
        "1000,  800, ",
        "1000,  799, fewer-rows-percent",
        "1000, 1750, ",
        "1000, 1751, more-rows-percent",
        "1000, 2000, more-rows-percent",
        "  30,   10, ",
        "  30,    9, fewer-rows-percent",
        "   5,   25, ",
        "   5,   26, more-rows-percent"
    })
    void rowsAreComparedWithTheLastAcceptedExtract(int before, int now, String rule) {
        List<String> refusals = review(
                        facts(now, NOW),
                        GuardLimits.Extracts.DEFAULT,
                        after(accepted(before, NOW.minusSeconds(86_400))))
                .refusals();
        if (rule == null) {
            assertThat(refusals).isEmpty();
        } else {
            assertThat(refusals)
                    .singleElement()
                    .satisfies(
                            text -> assertThat(text).contains(now + " rows", "RUN-" + before, "had " + before, rule));
        }
    }

    @ParameterizedTest(name = "{0} days ago, {1} rows now")
    @CsvSource({
        "364, 600, false",
        "364, 599, true",
        "367, 500, true",
        "361, 500, true",
        "368, 500, false",
        "360, 500, false"
    })
    void andWithTheSameWeekOfLastYear(int daysAgo, int rows, boolean refused) {
        Remembered before = after(
                accepted(rows + 1, NOW.minus(Duration.ofDays(1))), accepted(1000, NOW.minus(Duration.ofDays(daysAgo))));
        List<String> refusals =
                review(facts(rows, NOW), GuardLimits.Extracts.DEFAULT, before).refusals();
        assertThat(refusals).hasSize(refused ? 1 : 0);
        assertThat(refusals).allSatisfy(text -> assertThat(text).contains("last year", "fewer-than-last-year-percent"));
    }

    @ParameterizedTest(name = "{0} days old, limit {1}")
    @CsvSource({"7, 7, 0", "8, 7, 1", "800, 0, 0"})
    void anOldFileIsSaid(int days, int limit, int remarks) {
        GuardLimits.Extracts limits = new GuardLimits.Extracts(20, 75, 40, 20, 20, limit, 3);
        ExtractReview.Findings found = review(facts(10, NOW.minus(Duration.ofDays(days))), limits, after());
        assertThat(found.remarks()).hasSize(remarks);
        assertThat(found.refusals()).isEmpty();
    }

    @Test
    void yesterdaysFileAndAnOlderOneAreNoNews() {
        Remembered before =
                after(accepted(100, NOW.minus(Duration.ofDays(1))), accepted(101, NOW.minus(Duration.ofDays(2))));
        ExtractReview.Findings last = review(facts(100, NOW), GuardLimits.Extracts.DEFAULT, before);
        assertThat(last.news()).isFalse();
        assertThat(last.begun()).isTrue();
        assertThat(last.remarks())
                .singleElement()
                .satisfies(text -> assertThat(text).contains("run RUN-100;"));
        ExtractReview.Findings older = review(facts(101, NOW), GuardLimits.Extracts.DEFAULT, before);
        assertThat(older.news()).isFalse();
        assertThat(older.begun()).isFalse();
        assertThat(older.remarks())
                .singleElement()
                .satisfies(text -> assertThat(text).contains("run RUN-101, after which others were accepted"));
        assertThat(review(facts(102, NOW), GuardLimits.Extracts.DEFAULT, before).news())
                .isTrue();
    }

    @ParameterizedTest(name = "{0} of 1000 empty, then {1} of {2}")
    @CsvSource({
        "50, 250, 1000, false",
        "50, 251, 1000, true",
        "0, 1000, 1000, true",
        "50, 15, 20, false",
        "1000, 1000, 1000, false"
    })
    void aShareOfEmptyValuesMayRiseByTwentyPoints(int empty, int now, int of, boolean refused) {
        String name = "have no structure";
        Remembered before = new Remembered(
                List.of(accepted(1000, NOW.minus(Duration.ofDays(1)))),
                Map.of(name, new Remembered.Values(empty, 1000)),
                Map.of());
        List<String> refusals = new ExtractReview(GuardLimits.Extracts.DEFAULT, before, NOW)
                .of(facts(1000, NOW), Map.of(name, new Remembered.Values(now, of)), of)
                .refusals();
        assertThat(refusals).hasSize(refused ? 1 : 0);
        assertThat(refusals).allSatisfy(text -> assertThat(text).contains(now + " of " + of + " records " + name));
    }

    @Test
    void aNumberThatNobodyHasAnyMoreIsMissedToo() {
        Remembered before = new Remembered(
                List.of(accepted(1000, NOW.minus(Duration.ofDays(1)))),
                Map.of("have no number 'ine'", new Remembered.Values(10, 1000)),
                Map.of());
        assertThat(new ExtractReview(GuardLimits.Extracts.DEFAULT, before, NOW)
                        .of(facts(1000, NOW), Map.of(), 990)
                        .refusals())
                .singleElement()
                .satisfies(text -> assertThat(text).contains("990 of 990 records have no number 'ine'"));
    }

    @Test
    void oneExtractOfEachDayIsRememberedForTwoYears() {
        Remembered all = Remembered.NOTHING;
        for (int hour = 0; hour < 24 * 900; hour++) {
            all = all.accepting(accepted(hour, NOW.plus(Duration.ofHours(hour))), Map.of(), Map.of());
        }
        assertThat(all.accepted()).hasSize(800);
        List<Instant> days = new ArrayList<>();
        all.accepted().forEach(one -> days.add(one.at().truncatedTo(ChronoUnit.DAYS)));
        assertThat(days.subList(1, days.size())).doesNotHaveDuplicates();
        assertThat(all.last())
                .hasValueSatisfying(last -> assertThat(last.rows()).isEqualTo(24 * 900 - 1));
    }
}
