package fr.sesame.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.sesame.account.Account;
import fr.sesame.account.CivilIdentity;
import fr.sesame.account.Login;
import fr.sesame.account.MailAddress;
import fr.sesame.account.Timeline;
import fr.sesame.directory.Change;
import fr.sesame.directory.DirectoryException;
import fr.sesame.directory.InMemoryDirectory;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class CalendarDayTest {
    private static final Instant WRITTEN = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant NEW_YEAR = Instant.parse("2026-12-31T23:00:00Z");
    private static final String CLOSES = "active 20261231230000Z=pending 20270101230000Z=inactive";

    private final InMemoryDirectory directory = new InMemoryDirectory();

    private void person(String login, String timeline) throws DirectoryException {
        Account account = new Account(
                new Login(login),
                new MailAddress(login + "@univ.example"),
                new CivilIdentity("Dupont", "Dupont", "Ana", LocalDate.of(2000, 1, 1)),
                new TreeSet<>(),
                new TreeSet<>(),
                Timeline.parse(timeline),
                null);
        directory.apply(new Change.CreateAccount(account), WRITTEN);
    }

    private CalendarDay day(Instant now, BooleanSupplier goesOn) {
        return new CalendarDay(directory, Clock.fixed(now, ZoneOffset.UTC), goesOn, (done, known) -> {});
    }

    private CalendarDay.Outcome run(Instant now) throws DirectoryException {
        return day(now, () -> true).showDue();
    }

    @Test
    void whatTheDatesChangedIsShownOnce() throws Exception {
        person("closes", CLOSES);
        person("stays", "active");
        assertThat(run(NEW_YEAR.minusSeconds(1)).shown()).isZero();
        assertThat(run(NEW_YEAR)).isEqualTo(new CalendarDay.Outcome(1, 0, List.of()));
        assertThat(directory.shown()).containsExactly(new Login("closes"));
        assertThat(run(NEW_YEAR).shown()).isZero();
    }

    /** Days without the daemon: one write brings everybody to where the dates are now, the oldest change first. */
    @Test
    void afterDaysOfDowntimeTheOldestChangeComesFirst() throws Exception {
        for (int i = 0; i < 50; i++) {
            person("b" + i, "active 20270102120000Z=inactive");
            person("c" + i, "active 20270103120000Z=inactive");
            person("a" + i, CLOSES);
        }
        Instant late = Instant.parse("2027-01-10T00:00:00Z");
        assertThat(run(late).shown()).isEqualTo(150);
        assertThat(directory.shown().subList(0, 50))
                .allSatisfy(login -> assertThat(login.value()).startsWith("a"));
        assertThat(directory.shown().subList(50, 100))
                .allSatisfy(login -> assertThat(login.value()).startsWith("b"));
        assertThat(directory.shown().subList(100, 150))
                .allSatisfy(login -> assertThat(login.value()).startsWith("c"));
        assertThat(directory.dueBy(Instant.parse("9999-01-01T00:00:00Z"), e -> {}))
                .isEmpty();
    }

    /** A stop does not wait for all of it: the next run does the rest. */
    @Test
    void itEndsBetweenTwoAccountsAndGoesOnThere() throws Exception {
        for (int i = 0; i < 100; i++) {
            person("p" + i, CLOSES);
        }
        AtomicInteger left = new AtomicInteger(30);
        assertThat(day(NEW_YEAR, () -> left.getAndDecrement() > 0).showDue().shown())
                .isEqualTo(30);
        assertThat(run(NEW_YEAR).shown()).isEqualTo(70);
        assertThat(directory.shown()).hasSize(100).doesNotHaveDuplicates();
    }

    @Test
    void oneThatIsRefusedHoldsNobodyUp() throws Exception {
        for (String login : List.of("first", "refused", "last")) {
            person(login, CLOSES);
        }
        directory.refuse(new Login("refused"));
        CalendarDay.Outcome outcome = run(NEW_YEAR);
        assertThat(outcome.shown()).isEqualTo(2);
        assertThat(outcome.failed()).isEqualTo(1);
        assertThat(outcome.failures()).singleElement().asString().contains("refused");
    }

    @Test
    void aDirectoryThatGoesAwayEndsItAndLosesNothing() throws Exception {
        for (int i = 0; i < 20; i++) {
            person("p" + i, CLOSES);
        }
        directory.goAwayAfter(5);
        assertThatThrownBy(() -> run(NEW_YEAR)).isInstanceOf(DirectoryException.class);
        directory.goAwayAfter(Integer.MAX_VALUE);
        assertThat(run(NEW_YEAR).shown()).isEqualTo(15);
    }

    /** The others of the eight are in the middle of their account when the first one finds that the directory is gone. */
    @Test
    void onceItHasEndedNobodyWritesAnyMore() throws Exception {
        for (int i = 0; i < 20; i++) {
            person("p" + i, CLOSES);
        }
        directory.goAwayAfter(0);
        AtomicInteger asked = new AtomicInteger();
        BooleanSupplier slowButForTheFirst = () -> {
            if (asked.getAndIncrement() > 0) {
                long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100);
                while (System.nanoTime() < end) {
                    Thread.onSpinWait();
                }
            }
            return true;
        };
        assertThatThrownBy(() -> day(NEW_YEAR, slowButForTheFirst).showDue()).isInstanceOf(DirectoryException.class);
        directory.goAwayAfter(Integer.MAX_VALUE);
        TimeUnit.MILLISECONDS.sleep(300);
        assertThat(directory.shown()).isEmpty();
    }

    @Test
    void everybodyIsShownAnewThoughNothingIsDue() throws Exception {
        person("closes", CLOSES);
        person("stays", "active");
        person("refused", "active");
        directory.refuse(new Login("refused"));
        CalendarDay.Outcome outcome = day(WRITTEN, () -> true).showEverybody();
        assertThat(outcome.shown()).isEqualTo(2);
        assertThat(outcome.failures()).singleElement().asString().contains("refused");
        assertThat(directory.shown()).containsExactlyInAnyOrder(new Login("closes"), new Login("stays"));
    }

    @Test
    void itSaysHowFarItIs() throws Exception {
        for (int i = 0; i < 10; i++) {
            person("p" + i, CLOSES);
        }
        List<String> told = new ArrayList<>();
        new CalendarDay(
                        directory,
                        Clock.fixed(NEW_YEAR, ZoneOffset.UTC),
                        () -> true,
                        (done, known) -> told.add(done + "/" + known))
                .showDue();
        assertThat(told).hasSize(10).startsWith("1/10").endsWith("10/10");
    }
}
