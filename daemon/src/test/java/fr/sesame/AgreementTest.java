package fr.sesame;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import fr.sesame.account.Account;
import fr.sesame.account.AccountState;
import fr.sesame.account.Affiliation;
import fr.sesame.account.Calendar;
import fr.sesame.account.CivilIdentity;
import fr.sesame.account.DayRule;
import fr.sesame.account.Decision;
import fr.sesame.account.Facts;
import fr.sesame.account.Lock;
import fr.sesame.account.Login;
import fr.sesame.account.MailAddress;
import fr.sesame.account.Phase;
import fr.sesame.account.Population;
import fr.sesame.account.PopulationRule;
import fr.sesame.account.SourceKey;
import fr.sesame.account.StructureCode;
import fr.sesame.account.StructureTree;
import fr.sesame.directory.Change;
import fr.sesame.directory.Directory;
import fr.sesame.directory.ldap.Dialect;
import fr.sesame.directory.ldap.LdapDirectory;
import fr.sesame.directory.ldap.Tree;
import fr.sesame.reconcile.CalendarDay;
import fr.sesame.schema.AffiliationProjection;
import fr.sesame.schema.EduPersonAffiliation;
import fr.sesame.schema.GroupRule;
import fr.sesame.schema.GroupRules;
import fr.sesame.schema.MembershipProjection;
import fr.sesame.schema.PopulationCode;
import fr.sesame.schema.Projection;
import fr.sesame.schema.Projections;
import fr.sesame.schema.StateProjection;
import fr.sesame.schema.SupannPopulation;
import fr.sesame.schema.SupannPopulations;
import fr.sesame.server.TestDirectory;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Random people under random rules in zones with odd days: at the second before, of and after each boundary of the account and of
 * each of its affiliations the bind, what the calendar's job has made visible, the projections and the forecast say the same, and
 * it is what a reading of domain.md by civil days says.
 */
class AgreementTest {
    private static final int PEOPLE = 25;
    private static final List<Population> POPULATIONS =
            List.of(new Population("student"), new Population("staff"), new Population("hosted"));
    /** Each with one value of its own, so that it is seen which are valid. */
    private static final Map<Population, SupannPopulation> SUPANN = Map.of(
            new Population("student"), standing("AGE", EduPersonAffiliation.STUDENT),
            new Population("staff"), standing("RGP", EduPersonAffiliation.EMPLOYEE),
            new Population("hosted"), standing("RHJ", EduPersonAffiliation.AFFILIATE));

    private static final LocalDate FIRST = LocalDate.of(2024, 2, 20);
    private static final int DAYS = 1100;
    private static final List<String> OPENS = List.of("begin", "begin+1", "recorded+1", "year 09-01");
    private static final List<String> CLOSES = List.of("end", "year+1 12-31", "year+1 02-29", "end+1");
    private static final List<Period> GRACES =
            List.of(Period.ZERO, Period.ofDays(1), Period.ofMonths(3), Period.ofMonths(1), Period.ofYears(1));

    @TempDir
    Path folder;

    private static SupannPopulation standing(String code, EduPersonAffiliation affiliation) {
        return SupannPopulations.of(PopulationCode.parse(code)).orElseThrow().with(List.of(affiliation));
    }

    /** Midnight that is not there (Cairo), 25 hours (Paris), half hours (Lord Howe), a day ahead (Auckland). */
    @ParameterizedTest(name = "seed {0}, {1}")
    @CsvSource({
        "1, Europe/Paris",
        "2, Africa/Cairo",
        "3, Australia/Lord_Howe",
        "4, Pacific/Auckland",
        "5, America/Guadeloupe",
        "6, Europe/Paris"
    })
    void allSayTheSameAroundEachBoundary(long seed, ZoneId zone) throws Exception {
        Random random = new Random(seed);
        Calendar calendar = new Calendar(zone, rules(random));
        List<Account> people = people(random, calendar);
        Projections projections = new Projections(
                new StateProjection(zone, Map.of()),
                new AffiliationProjection(calendar, SUPANN, "univ.example", "0751717J"),
                new MembershipProjection(calendar, oneGroupEach(calendar)));
        TreeSet<Instant> instants = new TreeSet<>();
        Map<Instant, Set<Account>> affected = new HashMap<>();
        for (Account account : people) {
            for (Instant boundary : boundaries(calendar, account)) {
                for (int second = -1; second <= 1; second++) {
                    Instant instant = boundary.plusSeconds(second);
                    instants.add(instant);
                    affected.computeIfAbsent(
                                    instant, none -> new TreeSet<>(Comparator.comparing((Account a) -> a.login())))
                            .add(account);
                }
            }
        }
        try (TestDirectory server = TestDirectory.start(folder, projections);
                Directory directory = connect(server, projections);
                LDAPConnection operator = server.as("operator")) {
            Instant begin = instants.first().minusSeconds(86_400);
            server.setTime(begin);
            for (Account account : people) {
                directory.apply(new Change.CreateAccount(account), begin);
                directory.setPassword(account.login(), TestDirectory.PASSWORD);
            }
            for (Instant instant : instants) {
                server.setTime(instant);
                CalendarDay.Outcome day =
                        new CalendarDay(directory, server.clock(), () -> true, (done, known) -> {}).showDue();
                assertThat(day.failures()).isEmpty();
                for (Account account : affected.getOrDefault(instant, Set.of())) {
                    String what = account.login() + " at " + instant + " " + account;
                    Decision decision = byCivilDays(calendar, account, instant);
                    assertThat(Decision.at(account.timeline(), account.lock(), instant))
                            .as("forecast of " + what)
                            .isEqualTo(decision);
                    Account stored = directory.find(account.login()).orElseThrow();
                    assertThat(stored).as("stored " + what).isEqualTo(account);
                    assertThat(mayBind(server, server.person(account.login().value())))
                            .as("bind of " + what)
                            .isEqualTo(decision instanceof Decision.Allowed);
                    Entry entry =
                            operator.getEntry(server.person(account.login().value()), "*", "+");
                    shows(entry, projections, account, decision, instant);
                    assertThat(valuesOf(entry, "eduPersonAffiliation"))
                            .as("what is " + what)
                            .containsExactlyInAnyOrderElementsOf(standingByCivilDays(calendar, account, instant));
                    assertThat(valuesOf(entry, "memberOf"))
                            .as("groups of " + what)
                            .containsExactlyInAnyOrderElementsOf(
                                    groupsByCivilDays(calendar, account, decision, instant));
                }
            }
        }
    }

    /** Those of the account, and of each affiliation though the account may not change at them. */
    private static Set<Instant> boundaries(Calendar calendar, Account account) {
        Set<Instant> boundaries = new TreeSet<>(
                Decision.changes(account.timeline(), account.lock()).toList());
        for (Affiliation affiliation : account.affiliations()) {
            calendar.timeline(affiliation).steps().forEach(step -> boundaries.add(step.at()));
        }
        return boundaries;
    }

    /** By days, and without a timeline; SUPANN's table is {@link #SUPANN}. */
    private static Set<String> standingByCivilDays(Calendar calendar, Account account, Instant instant) {
        LocalDate today = LocalDate.ofInstant(instant, calendar.zone());
        Set<String> words = new TreeSet<>();
        for (Affiliation affiliation : account.affiliations()) {
            PopulationRule rule = calendar.ruleOf(affiliation.population());
            if (phase(rule, affiliation.facts(), today) == Phase.ACTIVE) {
                words.add(SUPANN.get(affiliation.population())
                        .affiliations()
                        .get(0)
                        .word());
            }
        }
        return words;
    }

    /** A group for each population, of its name. */
    private static GroupRules oneGroupEach(Calendar calendar) {
        return new GroupRules(
                calendar.rules().keySet().stream()
                        .map(one -> new GroupRule(one.name(), "", Set.of(one), Set.of(), Set.of()))
                        .toList(),
                SUPANN);
    }

    /** Everybody who is active is in theirs, and leaves when no longer active (domain.md). */
    private static Set<String> groupsByCivilDays(
            Calendar calendar, Account account, Decision decision, Instant instant) {
        Set<String> groups = new TreeSet<>();
        LocalDate today = LocalDate.ofInstant(instant, calendar.zone());
        for (Affiliation affiliation : account.affiliations()) {
            PopulationRule rule = calendar.ruleOf(affiliation.population());
            if (decision.state() == AccountState.ACTIVE && phase(rule, affiliation.facts(), today) == Phase.ACTIVE) {
                groups.add("cn=" + affiliation.population() + ",ou=groups," + TestDirectory.BASE);
            }
        }
        return groups;
    }

    private static List<String> valuesOf(Entry entry, String name) {
        String[] values = entry.getAttributeValues(name);
        return values == null ? List.of() : List.of(values);
    }

    private static LdapDirectory connect(TestDirectory server, Projections projections) throws Exception {
        return LdapDirectory.connect(
                new LdapDirectory.Access(
                        "127.0.0.1",
                        server.port(),
                        server.service("operator"),
                        String.valueOf(TestDirectory.SERVICES.get("operator"))),
                new Tree(TestDirectory.BASE),
                Map.of(),
                new LdapDirectory.Showing(Dialect.SESAME, projections, server.clock()));
    }

    /** On a connection of its own: that of an account that closes is ended. */
    private static boolean mayBind(TestDirectory server, String dn) throws LDAPException {
        try (LDAPConnection client = server.anonymous()) {
            client.bind(dn, TestDirectory.PASSWORD);
            return true;
        } catch (LDAPException e) {
            assertThat(e.getResultCode()).isEqualTo(ResultCode.INVALID_CREDENTIALS);
            return false;
        }
    }

    private static void shows(
            Entry entry, Projections projections, Account account, Decision decision, Instant instant) {
        Projection.Subject subject = new Projection.Subject(
                account.timeline(), account.lock(), true, account.affiliations(), StructureTree.EMPTY);
        Map<String, List<String>> shared = new HashMap<>();
        projections.shared().forEach(name -> shared.put(name, valuesOf(entry, name)));
        projections
                .of(subject, instant, shared)
                .forEach((name, values) -> assertThat(valuesOf(entry, name))
                        .as(name + " of " + account.login() + " at " + instant)
                        .containsExactlyInAnyOrderElementsOf(values));
        assertThat(entry.getAttributeValue("sesameState"))
                .isEqualTo(decision.state().word());
        assertThat(entry.getAttributeValue("sesameMayBind"))
                .isEqualTo(decision instanceof Decision.Allowed ? "TRUE" : "FALSE");
    }

    /** domain.md, "The calendar by population", by days and without a timeline. */
    private static Decision byCivilDays(Calendar calendar, Account account, Instant instant) {
        Lock lock = account.lock();
        if (lock != null
                && !instant.isBefore(lock.since())
                && (lock.until() == null || instant.isBefore(lock.until()))) {
            return new Decision.Refused(AccountState.LOCKED);
        }
        LocalDate today = LocalDate.ofInstant(instant, calendar.zone());
        Phase best = Phase.INACTIVE;
        for (Affiliation affiliation : account.affiliations()) {
            Phase phase = phase(calendar.ruleOf(affiliation.population()), affiliation.facts(), today);
            best = phase.compareTo(best) > 0 ? phase : best;
        }
        return best == Phase.ACTIVE || best == Phase.PENDING_MAY_BIND
                ? new Decision.Allowed(best.state())
                : new Decision.Refused(best.state());
    }

    private static Phase phase(PopulationRule rule, Facts facts, LocalDate today) {
        Optional<LocalDate> opening = rule.opening(facts);
        Optional<LocalDate> closing = rule.closing(facts);
        if (opening.isEmpty() || closing.isPresent() && closing.get().isBefore(opening.get())) {
            return Phase.INACTIVE;
        }
        if (today.isBefore(opening.get())) {
            return Phase.PREPARED;
        }
        if (closing.isEmpty() || !today.isAfter(closing.get())) {
            return Phase.ACTIVE;
        }
        if (!today.isAfter(closing.get().plus(rule.grace()))) {
            return rule.pendingMayBind() ? Phase.PENDING_MAY_BIND : Phase.PENDING;
        }
        return Phase.INACTIVE;
    }

    private static Map<Population, PopulationRule> rules(Random random) {
        Map<Population, PopulationRule> rules = new HashMap<>();
        for (Population population : POPULATIONS) {
            List<DayRule> opens = new ArrayList<>(List.of(DayRule.parse(any(random, OPENS))));
            if (random.nextInt(3) == 0) {
                opens.add(DayRule.parse(any(random, OPENS)));
            }
            List<DayRule> closes = random.nextInt(4) == 0 ? List.of() : List.of(DayRule.parse(any(random, CLOSES)));
            rules.put(
                    population,
                    new PopulationRule(opens, closes, any(random, GRACES), false, false, 0, random.nextBoolean()));
        }
        return rules;
    }

    private static List<Account> people(Random random, Calendar calendar) {
        List<Account> people = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            TreeSet<Affiliation> affiliations = new TreeSet<>();
            int records = 1 + random.nextInt(3);
            for (int j = 0; j < records; j++) {
                affiliations.add(new Affiliation(
                        new SourceKey("apogee", i + "-" + j),
                        any(random, POPULATIONS),
                        new StructureCode("UFR1"),
                        facts(random)));
            }
            String login = "p" + i;
            people.add(new Account(
                    new Login(login),
                    new MailAddress(login + "@univ.example"),
                    new CivilIdentity("Martin", null, "Claude", LocalDate.of(1990, 1, 1)),
                    new TreeSet<>(),
                    affiliations,
                    calendar.timeline(affiliations),
                    lock(random)));
        }
        return people;
    }

    private static Facts facts(Random random) {
        LocalDate begin = day(random);
        Facts facts = Facts.NONE
                .withBegin(begin)
                .withRecorded(begin.plusDays(random.nextInt(40) - 20L))
                .withYear(begin.getYear() - random.nextInt(2));
        if (random.nextInt(4) > 0) {
            facts = facts.withEnd(begin.plusDays(random.nextInt(400)));
        }
        if (random.nextInt(6) == 0) {
            facts = facts.withCancelled(day(random));
        }
        return random.nextInt(6) == 0 ? facts.withGone(day(random)) : facts;
    }

    private static @Nullable Lock lock(Random random) {
        if (random.nextInt(4) > 0) {
            return null;
        }
        Instant since = FIRST.atStartOfDay(ZoneId.of("UTC")).toInstant().plusSeconds(random.nextInt(DAYS * 86_400));
        Instant until = random.nextBoolean() ? null : since.plusSeconds(1 + random.nextInt(90 * 86_400));
        return new Lock(any(random, List.of(Lock.Kind.values())), since, until, "rssi", "phishing");
    }

    /** Days around which something happens come often: 29 February, the changes of the clock, the end of a month or year. */
    private static LocalDate day(Random random) {
        List<LocalDate> odd = List.of(
                LocalDate.of(2024, 2, 29),
                LocalDate.of(2024, 4, 26),
                LocalDate.of(2024, 10, 27),
                LocalDate.of(2025, 3, 30),
                LocalDate.of(2025, 4, 25),
                LocalDate.of(2025, 11, 30),
                LocalDate.of(2025, 12, 31),
                LocalDate.of(2026, 10, 25));
        return random.nextInt(3) == 0 ? any(random, odd) : FIRST.plusDays(random.nextInt(DAYS));
    }

    private static <T> T any(Random random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
