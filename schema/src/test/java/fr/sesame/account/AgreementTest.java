package fr.sesame.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Decision, course, explanation and forecast of random people under random rules in zones whose days are not all of 24 hours: the same
 * at every second around every boundary.
 */
class AgreementTest {
    private static final List<String> ZONES =
            List.of("Europe/Paris", "America/Santiago", "Africa/Cairo", "Pacific/Apia", "Asia/Kathmandu", "UTC");
    private static final List<String> OPENS = List.of("begin", "begin+1", "recorded+1", "year 09-01", "year 02-29");
    private static final List<String> CLOSES = List.of("end", "year+1 12-31", "year+1 08-31", "year+2 02-29");
    private static final List<Period> PERIODS =
            List.of(Period.ZERO, Period.ofDays(1), Period.ofMonths(1), Period.ofMonths(3), Period.ofYears(1));
    private static final int PEOPLE = 150;

    private final Random random = new Random();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 29, 366, 2028, 20261123})
    void everybodySaysTheSameAroundEveryBoundary(long seed) {
        random.setSeed(seed);
        long compared = 0;
        for (int i = 0; i < PEOPLE; i++) {
            Calendar calendar = calendar();
            Account account = Accounts.of(calendar, affiliations(calendar), lock());
            for (Instant instant : instants(account, calendar)) {
                agree(account, calendar, instant);
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(PEOPLE * 10L);
    }

    private static void agree(Account account, Calendar calendar, Instant instant) {
        Decision bind = account.decisionAt(instant);
        Course course = Course.of(account);
        Explanation explanation = Explanation.of(account, calendar, instant);
        assertThat(course.at(instant)).as("%s at %s", account, instant).isEqualTo(bind);
        assertThat(explanation.decision()).isEqualTo(bind);
        assertThat(explanation.rulesAgree()).isTrue();
        if (explanation.lock().isEmpty()) {
            assertThat(explanation.deciding().map(reason -> reason.phase().state()))
                    .as("%s at %s: the record that is told decides", account, instant)
                    .isEqualTo(Optional.of(bind.state()));
        }
        explanation.since().ifPresent(since -> {
            assertThat(account.decisionAt(since)).isEqualTo(bind);
            assertThat(account.decisionAt(since.minusSeconds(1))).isNotEqualTo(bind);
        });
        explanation.until().ifPresent(until -> {
            assertThat(account.decisionAt(until)).isNotEqualTo(bind);
            assertThat(account.decisionAt(until.minusSeconds(1))).isEqualTo(bind);
        });
        forecast(account, calendar, instant);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {7, 31, 2027})
    void theySayTheSameUnderSuspensions(long seed) {
        random.setSeed(seed);
        boolean stopped = false;
        for (int i = 0; i < PEOPLE; i++) {
            Calendar calendar = calendar();
            Account account = Accounts.of(calendar, affiliations(calendar), lock());
            Suspensions suspensions = suspensions(calendar);
            TreeSet<Instant> instants = instants(account, calendar);
            suspensions.planned().forEach(one -> instants.addAll(around(List.of(one.from(), one.until()))));
            for (Instant instant : instants) {
                Decision bind = suspensions.at(account, instant);
                Explanation explanation = Explanation.of(account, calendar, suspensions, instant);
                assertThat(explanation.decision())
                        .as("%s at %s", account, instant)
                        .isEqualTo(bind);
                explanation.until().ifPresent(until -> {
                    assertThat(suspensions.at(account, until)).isNotEqualTo(bind);
                    assertThat(suspensions.at(account, until.minusSeconds(1))).isEqualTo(bind);
                });
                assertThat(explanation.until()).isEqualTo(suspensions.nextChangeAfter(account, instant));
                stopped |= explanation.suspension().isPresent();
            }
        }
        assertThat(stopped).isTrue();
    }

    private Suspensions suspensions(Calendar calendar) {
        List<Suspension> planned = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            Instant from = calendar.startOf(day()).plusSeconds(random.nextInt(100_000));
            planned.add(new Suspension(
                    "s" + i,
                    from,
                    from.plusSeconds(1L + random.nextInt(30_000_000)),
                    "closed",
                    null,
                    random.nextBoolean() ? new TreeSet<>() : new TreeSet<>(List.of(new Population("one"))),
                    new TreeSet<>(),
                    "rssi",
                    null));
        }
        return new Suspensions(calendar, planned, login -> false);
    }

    /** The movements of a day lead from what is bound at its begin to what is bound at its end. */
    private static void forecast(Account account, Calendar calendar, Instant instant) {
        LocalDate day = calendar.dayOf(instant);
        boolean open = account.decisionAt(calendar.startOf(day).minusSeconds(1)) instanceof Decision.Allowed;
        for (Movement movement : Movement.of(account, calendar, day, day)) {
            assertThat(movement.day()).isEqualTo(day);
            assertThat(movement.decision()).isEqualTo(account.decisionAt(movement.at()));
            assertThat(movement.kind()).isNotEqualTo(open ? Movement.Kind.OPENS : Movement.Kind.CLOSES);
            open = movement.decision() instanceof Decision.Allowed;
        }
        Instant last = calendar.startOf(day.plusDays(1)).minusSeconds(1);
        assertThat(account.decisionAt(last) instanceof Decision.Allowed).isEqualTo(open);
    }

    private static TreeSet<Instant> instants(Account account, Calendar calendar) {
        TreeSet<Instant> instants = new TreeSet<>();
        Decision.changes(account.timeline(), account.lock()).forEach(instants::add);
        account.affiliations()
                .forEach(
                        affiliation -> calendar.timeline(affiliation).steps().forEach(step -> instants.add(step.at())));
        TreeSet<Instant> around = around(instants);
        around.add(Instant.parse("2028-02-29T12:00:00Z"));
        return around;
    }

    private static TreeSet<Instant> around(Collection<Instant> instants) {
        TreeSet<Instant> around = new TreeSet<>();
        for (Instant instant : instants) {
            for (int seconds : new int[] {-3600, -2, -1, 0, 1, 2, 3600}) {
                around.add(instant.plusSeconds(seconds));
            }
        }
        return around;
    }

    private Calendar calendar() {
        Map<Population, PopulationRule> rules = new HashMap<>();
        for (String name : List.of("one", "two", "three")) {
            List<DayRule> closes = new ArrayList<>();
            if (random.nextInt(5) > 0) {
                closes.add(DayRule.parse(one(CLOSES)));
            }
            Period grace = one(PERIODS);
            rules.put(
                    new Population(name),
                    new PopulationRule(
                            List.of(DayRule.parse(one(OPENS)), DayRule.parse(one(OPENS))),
                            closes,
                            grace,
                            false,
                            false,
                            0,
                            !grace.isZero() && random.nextBoolean()));
        }
        return new Calendar(ZoneId.of(one(ZONES)), rules);
    }

    private List<Affiliation> affiliations(Calendar calendar) {
        List<Population> populations =
                List.copyOf(new TreeSet<>(calendar.rules().keySet()));
        List<Affiliation> affiliations = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(4); i++) {
            LocalDate begin = day();
            Facts facts = new Facts(
                    begin,
                    random.nextInt(4) == 0 ? null : begin.plusDays(random.nextInt(900) - 50L),
                    begin.plusDays(random.nextInt(5)),
                    begin.getYear(),
                    random.nextInt(8) == 0 ? day() : null,
                    null,
                    random.nextInt(8) == 0 ? day() : null);
            affiliations.add(
                    new Affiliation(new SourceKey("siham", "UDM" + random.nextInt(3)), one(populations), null, facts));
        }
        return affiliations;
    }

    /** Near month ends, year ends, February and the nights on which clocks change. */
    private LocalDate day() {
        LocalDate day = LocalDate.of(2025 + random.nextInt(5), 1 + random.nextInt(12), 1);
        return day.plusDays(random.nextInt(3) == 0 ? random.nextInt(31) : random.nextInt(3) - 1L);
    }

    private @Nullable Lock lock() {
        if (random.nextInt(3) > 0) {
            return null;
        }
        Instant since = Instant.parse("2027-01-01T00:00:00Z").plusSeconds(random.nextInt(60_000_000));
        Instant until = random.nextBoolean() ? null : since.plusSeconds(1L + random.nextInt(20_000_000));
        return new Lock(Lock.Kind.TECHNICAL, since, until, "rssi", "virus");
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
