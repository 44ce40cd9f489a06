package fr.sesame.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.sesame.account.Account;
import fr.sesame.account.AccountState;
import fr.sesame.account.Act;
import fr.sesame.account.Affiliation;
import fr.sesame.account.Calendar;
import fr.sesame.account.CivilIdentity;
import fr.sesame.account.Erasure;
import fr.sesame.account.Facts;
import fr.sesame.account.Login;
import fr.sesame.account.MailAddress;
import fr.sesame.account.PersonNumber;
import fr.sesame.account.PersonRecord;
import fr.sesame.account.Population;
import fr.sesame.account.SourceKey;
import fr.sesame.account.Structure;
import fr.sesame.account.StructureCode;
import fr.sesame.account.Timeline;
import fr.sesame.directory.Change;
import fr.sesame.directory.InMemoryDirectory;
import fr.sesame.local.ActRefusedException;
import fr.sesame.local.LocalAccount;
import fr.sesame.local.LocalRequest;
import fr.sesame.reconcile.Plan;
import fr.sesame.reconcile.Reconciler;
import fr.sesame.reconcile.SourceReport;
import fr.sesame.reconcile.University;
import fr.sesame.schema.AffiliationText;
import fr.sesame.source.Extract;
import fr.sesame.source.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people make by hand lives by the calendar, is known by the directory alone, and is one person's once. */
class LocalAccountsTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final StructureCode LAB = new StructureCode("LABIRI");
    private static final Login CHEF = new Login("chef");
    private static final CivilIdentity EVE = new CivilIdentity("Martin", null, "Ève", LocalDate.of(1984, 2, 29));

    @TempDir
    Path folder;

    private final InMemoryDirectory directory = new InMemoryDirectory();
    private Instant now = Instant.parse("2026-11-25T08:00:00Z");
    private University university;
    private Calendar calendar;
    private RunStore store;

    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            now = now.plusMillis(1); // two runs do not begin at once
            return now;
        }
    };

    @BeforeEach
    void start() throws Exception {
        university = new University(Files.createDirectory(folder.resolve("extracts")));
        calendar = university.configuration().calendar();
        store = new RunStore(folder.resolve("runs"), university.changeText(), () -> "");
        directory.apply(new Change.CreateStructure(new Structure(LAB, "Laboratoire", "L", null)), now);
        member("chef", "staff", null);
        member("etudiant", "student", null);
        member("parti", "staff", "2026-08-31");
    }

    private void member(String login, String population, @Nullable String end) throws Exception {
        SourceKey key = new SourceKey("siham", login);
        Facts facts =
                Facts.NONE.withBegin(LocalDate.of(2020, 9, 1)).withYear(2026).withEnd(day(end));
        TreeSet<Affiliation> records =
                new TreeSet<>(Set.of(new Affiliation(key, new Population(population), LAB, facts)));
        directory.apply(
                new Change.CreateAccount(new Account(
                        new Login(login),
                        new MailAddress(login + "@univ.example"),
                        new CivilIdentity("Nom-" + login, null, "Prénom", LocalDate.of(1970, 1, 1)),
                        new TreeSet<>(),
                        records,
                        calendar.timeline(records),
                        null)),
                now);
    }

    private static @Nullable LocalDate day(@Nullable String text) {
        return text == null ? null : LocalDate.parse(text);
    }

    private Reconciler reconciler() {
        return new Reconciler(directory, university.planner(), university.guard(), clock);
    }

    private LocalAccounts accounts() {
        return new LocalAccounts(directory, calendar, university.planner(), reconciler(), University.KEY, store, clock);
    }

    private static LocalRequest partner(CivilIdentity civil, @Nullable String begin, String end) {
        return new LocalRequest(
                "", civil, Set.of(), new Population("partner"), LAB, CHEF, day(begin), day(end), "a contract");
    }

    private LocalAccount create(LocalRequest request) throws Exception {
        return accounts()
                .create(List.of(request), "counter", false, false)
                .accounts()
                .get(0);
    }

    private LocalAccount validated(@Nullable String begin, String end) throws Exception {
        LocalAccount made = create(partner(EVE, begin, end));
        return accounts().validate(made.id(), CHEF).accounts().get(0);
    }

    private Account stored(LocalAccount local) {
        return directory.find(local.account().login()).orElseThrow();
    }

    private Instant paris(String time) {
        return LocalDateTime.parse(time).atZone(PARIS).toInstant();
    }

    private static List<String> refusal(Asked act) {
        try {
            act.run();
        } catch (ActRefusedException e) {
            return e.problems();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        throw new AssertionError("it was not refused");
    }

    private interface Asked {
        void run() throws Exception;
    }

    @Test
    void whatWaitsHasLoginAndMailAndIsPreparedUntilItsEnd() throws Exception {
        LocalAccount made = create(partner(EVE, null, "2027-06-30"));
        assertThat(made.id()).isEqualTo("20261125-1");
        Account account = stored(made);
        assertThat(account.login()).isEqualTo(new Login("emartin"));
        assertThat(account.timeline()).hasToString("prepared 20270630220000Z=inactive");
        assertThat(made.record().facts().answered()).satisfies(answered -> {
            assertThat(answered.sponsor()).isEqualTo(CHEF);
            assertThat(answered.made()).isEqualTo(new Act("counter", now, "a contract"));
        });
    }

    @ParameterizedTest(name = "asked for from {0}, validated at {1}: opens {2}")
    @CsvSource({
        "2026-11-25, 2026-11-25T23:59:59, 2026-11-25T00:00:00", // the day it is validated
        "2026-11-25, 2026-11-26T00:00:00, 2026-11-26T00:00:00", // after midnight here, though not in UTC
        "2027-01-04, 2026-11-26T10:00:00, 2027-01-04T00:00:00", // before its first day
        "2027-01-04, 2027-01-04T10:00:00, 2027-01-04T00:00:00",
        "2027-01-04, 2027-01-05T10:00:00, 2027-01-05T00:00:00",
        "2026-09-01, 2026-11-27T10:00:00, 2026-11-27T00:00:00", // no opening in the past
        "2026-11-25, 2027-03-28T12:00:00, 2027-03-28T00:00:00", // the night in which clocks go forward
    })
    void itOpensOnTheDayOfItsValidationAndNotBeforeItsFirst(String begin, String validated, String opens)
            throws Exception {
        LocalAccount made = create(partner(EVE, begin, "2027-06-30"));
        now = paris(validated);
        accounts().validate("emartin", CHEF);
        Account account = stored(made);
        Instant first = paris(opens);
        assertThat(account.timeline().stateAt(first.minusSeconds(1))).isEqualTo(AccountState.PREPARED);
        assertThat(account.timeline().stateAt(first)).isEqualTo(AccountState.ACTIVE);
        assertThat(account.timeline().steps()).hasSize(2);
    }

    @ParameterizedTest(name = "the end {0} is open through {1}")
    @CsvSource({
        "2027-06-30, 2027-06-30T23:59:59",
        "2027-03-28, 2027-03-28T23:59:59", // 23 hours
        "2027-10-31, 2027-10-31T23:59:59", // 25 hours
        "2026-11-25, 2026-11-25T23:59:59",
    })
    void theEndItselfIsOpenAndNothingIsPendingAfterIt(String end, String last) throws Exception {
        Account account = stored(validated(null, end));
        Instant lastSecond = paris(last);
        assertThat(account.stateAt(lastSecond)).isEqualTo(AccountState.ACTIVE);
        assertThat(account.stateAt(lastSecond.plusSeconds(1))).isEqualTo(AccountState.INACTIVE);
    }

    @Test
    void itClosesOnThe29thOfFebruary() throws Exception {
        now = Instant.parse("2027-11-25T08:00:00Z");
        Account account = stored(validated(null, "2028-02-29"));
        assertThat(account.stateAt(paris("2028-02-29T23:59:59"))).isEqualTo(AccountState.ACTIVE);
        assertThat(account.stateAt(paris("2028-03-01T00:00:00"))).isEqualTo(AccountState.INACTIVE);
    }

    @Test
    void anExtensionAfterTheEndReopensTheSameAccount() throws Exception {
        LocalAccount made = validated(null, "2026-12-31");
        now = Instant.parse("2027-05-03T08:00:00Z");
        assertThat(stored(made).stateAt(now)).isEqualTo(AccountState.INACTIVE);
        LocalAccounts.Done done = accounts().extend("emartin", LocalDate.of(2027, 9, 30), null, CHEF, "goes on");
        assertThat(done.accounts().get(0).account().login())
                .isEqualTo(made.account().login());
        assertThat(done.accounts().get(0).id()).isEqualTo(made.id());
        assertThat(stored(made).stateAt(now)).isEqualTo(AccountState.ACTIVE);
        assertThat(stored(made).stateAt(paris("2027-10-01T00:00:00"))).isEqualTo(AccountState.INACTIVE);
        assertThat(done.run().sources().get(0).changes(Plan.Kind.OPEN)).isEqualTo(1);
    }

    @ParameterizedTest(name = "ended on {0}: open through {1}")
    @CsvSource({"2026-12-24, 2026-12-24T23:59:59", ", 2026-11-30T23:59:59", "2026-11-28, 2026-11-28T23:59:59"})
    void anEndIsEarlierAndMayBeOver(@Nullable String on, String last) throws Exception {
        LocalAccount made = validated(null, "2027-06-30");
        now = Instant.parse("2026-11-30T08:00:00Z");
        accounts().end(made.id(), day(on), "counter", "the contract was broken");
        assertThat(stored(made).timeline().stateAt(paris(last))).isEqualTo(AccountState.ACTIVE);
        assertThat(stored(made).timeline().stateAt(paris(last).plusSeconds(1))).isEqualTo(AccountState.INACTIVE);
        // and an extension takes the end away
        accounts().extend(made.id(), LocalDate.of(2027, 7, 31), null, CHEF, "a mistake");
        assertThat(stored(made).stateAt(paris("2027-07-31T12:00:00"))).isEqualTo(AccountState.ACTIVE);
    }

    @ParameterizedTest(name = "{0} to {1}, sponsor {2}: {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "|2026-11-24|chef|the end 2026-11-24 is over; expected today, 2026-11-25, or later",
                "2027-01-04|2026-12-31|chef|the end 2026-12-31 is before the begin 2027-01-04",
                "|2027-11-25|chef|the end 2027-11-25 is more than P1Y from 2026-11-25; expected 2027-11-24 or earlier",
                "2027-02-01|2028-02-01|chef|the end 2028-02-01 is more than P1Y from 2027-02-01; expected 2028-01-31 or earlier",
                "|+12027-06-30|chef|the end +12027-06-30 is none; expected one that comes, 2999-12-31 at the latest",
                "||chef|there is no end; what is made by hand has a last day",
                "|2027-06-30||this population needs a sponsor",
                "|2027-06-30|nobody|nobody cannot be the sponsor: there is no account 'nobody'; in LABIRI could: chef",
                "|2027-06-30|parti|parti cannot be the sponsor: parti is pending since 2026-09-01; in LABIRI could: chef",
                "|2027-06-30|etudiant|etudiant cannot be the sponsor: etudiant is not staff, who alone answers for partner; in LABIRI could: chef",
            })
    void whatTheRulesDoNotLetPassIsRefused(
            @Nullable String begin, @Nullable String end, @Nullable String sponsor, String problem) {
        LocalRequest request = new LocalRequest(
                "people.csv: line 2: ",
                EVE,
                Set.of(),
                new Population("partner"),
                LAB,
                sponsor == null ? null : new Login(sponsor),
                day(begin),
                day(end),
                "x");
        assertThat(refusal(() -> create(request))).contains("people.csv: line 2: " + problem);
        assertThat(directory.find(new Login("emartin"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "student|LABIRI|the population 'student' does not close at an end; expected one that does, such as [hosted, partner, staff]",
                "guest|LABIRI|there is no population 'guest'; expected one of [hosted, partner, staff, student, teacher-hourly]",
                "partner|NOWHERE|there is no structure 'NOWHERE'; expected the code of one of ou=structures"
            })
    void onlyWhatIsKnownAndEndsIsMadeByHand(String population, String structure, String problem) {
        LocalRequest request = new LocalRequest(
                "",
                EVE,
                Set.of(),
                new Population(population),
                new StructureCode(structure),
                CHEF,
                null,
                LocalDate.of(2027, 6, 30),
                "x");
        assertThat(refusal(() -> create(request))).contains(problem);
    }

    @Test
    void aHostedMadeByHandNeedsMoreThanThreeDays() {
        LocalRequest request = new LocalRequest(
                "", EVE, Set.of(), new Population("hosted"), LAB, null, null, LocalDate.of(2026, 11, 27), "x");
        assertThat(refusal(() -> create(request)))
                .containsExactly("2026-11-25 to 2026-11-27 is 3 days; expected more than 3");
    }

    @ParameterizedTest(name = "validated by {0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "nobody|nobody cannot validate it: there is no account 'nobody'; in LABIRI could: chef",
                "parti|parti cannot validate it: parti is pending since 2026-09-01; in LABIRI could: chef",
                "emartin|emartin validates their own account; expected somebody else",
            })
    void onlyWhoMayValidates(String by, String problem) throws Exception {
        create(partner(EVE, null, "2027-06-30"));
        assertThat(refusal(() -> accounts().validate("emartin", new Login(by)))).containsExactly(problem);
    }

    @Test
    void nobodyValidatesTwiceNorWhatIsOver() throws Exception {
        validated(null, "2026-12-31");
        assertThat(refusal(() -> accounts().validate("emartin", CHEF)))
                .containsExactly("20261125-1 of emartin was validated by chef on 2026-11-25 already");
        create(partner(new CivilIdentity("Durand", null, "Paul", LocalDate.of(1990, 5, 5)), null, "2026-12-31"));
        now = Instant.parse("2027-01-02T08:00:00Z");
        assertThat(refusal(() -> accounts().validate("pdurand", CHEF)).get(0))
                .startsWith("20261125-2 of pdurand ended on 2026-12-31 before anybody validated it");
    }

    @Test
    void aPartnerWhoBecomesStaffKeepsAccountLoginAndMail() throws Exception {
        LocalAccount made = validated(null, "2027-06-30");
        SourceReport report = run("siham", "UDM7", EVE, "staff");
        assertThat(report.changes(Plan.Kind.CREATE)).isZero();
        Account account = stored(made);
        assertThat(account.mail()).isEqualTo(made.account().mail());
        assertThat(account.keys()).containsExactly(made.record().key(), new SourceKey("siham", "UDM7"));
        // The night's run of the source touches nothing that people have made.
        assertThat(account.affiliations()).contains(made.record());
        assertThat(run("siham", "UDM7", EVE, "staff").outcome()).isEqualTo(SourceReport.Outcome.UNCHANGED);
        assertThat(account.stateAt(paris("2028-01-01T00:00:00"))).isEqualTo(AccountState.ACTIVE);
    }

    @Test
    void aHostedMadeByHandIsTheSameWhenHarpegeHasThem() throws Exception {
        LocalRequest request = new LocalRequest(
                "",
                EVE,
                Set.of(new PersonNumber("hr", "110089")),
                new Population("hosted"),
                LAB,
                null,
                null,
                LocalDate.of(2027, 6, 30),
                "x");
        LocalAccount made = create(request);
        CivilIdentity renamed = new CivilIdentity("Martin", "Petit", "Ève-Marie", LocalDate.of(1984, 2, 29));
        SourceKey key = new SourceKey("harpege", "H1");
        Facts facts = Facts.NONE
                .withBegin(LocalDate.of(2026, 11, 25))
                .withRecorded(LocalDate.of(2026, 11, 25))
                .withEnd(LocalDate.of(2027, 6, 30))
                .withValidatedBy("resp");
        run(
                "harpege",
                new PersonRecord(
                        key,
                        renamed,
                        Set.of(new PersonNumber("hr", "110089")),
                        new TreeSet<>(Set.of(new Affiliation(key, new Population("hosted"), LAB, facts)))));
        assertThat(stored(made).keys()).containsExactly(key, made.record().key());
    }

    private SourceReport run(String source, String id, CivilIdentity civil, String population) throws Exception {
        SourceKey key = new SourceKey(source, id);
        Facts facts = Facts.NONE.withBegin(LocalDate.of(2026, 12, 1));
        return run(
                source,
                new PersonRecord(
                        key,
                        civil,
                        Set.of(),
                        new TreeSet<>(Set.of(new Affiliation(key, new Population(population), LAB, facts)))));
    }

    /** A run of a source that says what it said before, and that. */
    private SourceReport run(String name, PersonRecord record) throws Exception {
        List<PersonRecord> records = new ArrayList<>(List.of(record));
        directory.snapshot().accounts().stream()
                .flatMap(account -> account.affiliations().stream()
                        .filter(one ->
                                one.key().source().equals(name) && !one.key().equals(record.key()))
                        .map(one -> new PersonRecord(one.key(), account.civil(), Set.of(), new TreeSet<>(Set.of(one)))))
                .forEach(records::add);
        return reconciler().begin(false).reconcile(new Source() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Extract read() {
                return new Extract(name, records, List.of(), new Extract.Facts(name, records.size(), now, ""));
            }
        });
    }

    @Test
    void theSamePersonTwiceIsOneAccountAndTheSameRightTwiceIsRefused() throws Exception {
        LocalAccount made = create(partner(EVE, null, "2027-06-30"));
        assertThat(refusal(() -> create(partner(EVE, null, "2027-09-30"))))
                .containsExactly("Ève Martin is emartin and is partner of LABIRI already, by local:20261125-1 through"
                        + " 2027-06-30; to prolong that: sesame account extend 20261125-1");
        LocalRequest hosted = new LocalRequest(
                "", EVE, Set.of(), new Population("hosted"), LAB, null, null, LocalDate.of(2027, 6, 30), "x");
        LocalAccounts.Done done = accounts().create(List.of(hosted), "counter", false, false);
        assertThat(done.recognised()).containsExactly(made.account().login());
        assertThat(stored(made).keys()).hasSize(2);
        assertThat(refusal(() -> accounts().end("emartin", null, "counter", "x")))
                .containsExactly("emartin has several records that were made by hand; name one of"
                        + " [20261125-1, 20261125-2]");
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource({"Martyn, Ève, 1984-02-29", "Martin, Eva, 1984-02-29", "Matrin, Ève, 1984-02-29"})
    void whoIsAlmostSomebodyIsRefusedUntilSomebodySays(String family, String given, String birth) throws Exception {
        create(partner(EVE, null, "2027-06-30"));
        CivilIdentity almost = new CivilIdentity(family, null, given, LocalDate.parse(birth));
        LocalRequest request = partner(almost, null, "2027-06-30");
        assertThat(refusal(() -> create(request)))
                .singleElement()
                .asString()
                .contains("is almost account emartin (local:20261125-1, Martin Ève, born 1984-02-29)")
                .endsWith("if it is another: --another-person");
        LocalAccounts.Done done = accounts().create(List.of(request), "counter", true, false);
        assertThat(done.accounts().get(0).account().login()).isNotEqualTo(new Login("emartin"));
    }

    @Test
    void aFileIsWrittenWholeOrNotAtAllAndSeesItsOwnDoubles() throws Exception {
        CivilIdentity paul = new CivilIdentity("Durand", null, "Paul", LocalDate.of(1990, 5, 5));
        CivilIdentity paulin = new CivilIdentity("Durant", null, "Paul", LocalDate.of(1990, 5, 5));
        List<LocalRequest> requests = List.of(
                at("line 2: ", partner(EVE, null, "2027-06-30")),
                at("line 3: ", partner(paul, null, "2027-06-30")),
                at("line 4: ", partner(EVE, null, "2027-07-31")));
        assertThat(refusal(() -> accounts().create(requests, "counter", false, false)))
                .containsExactly("line 4: Ève Martin is asked for twice as partner of LABIRI");
        List<LocalRequest> doubtful = List.of(requests.get(1), at("line 5: ", partner(paulin, null, "2027-06-30")));
        assertThat(refusal(() -> accounts().create(doubtful, "counter", false, false)))
                .singleElement()
                .asString()
                .startsWith("line 5: local:20261125-2 (Durant Paul, born 1990-05-05) is almost local:20261125-1");
        assertThat(directory.snapshot().accounts()).hasSize(3);

        LocalAccounts.Done shown = accounts().create(requests.subList(0, 2), "counter", false, true);
        assertThat(shown.accounts()).hasSize(2);
        assertThat(directory.snapshot().accounts()).hasSize(3);
        accounts().create(requests.subList(0, 2), "counter", false, false);
        assertThat(directory.snapshot().accounts()).hasSize(5);
    }

    private static LocalRequest at(String origin, LocalRequest request) {
        return new LocalRequest(
                origin,
                request.civil(),
                request.numbers(),
                request.population(),
                request.structure(),
                request.sponsor(),
                request.begin(),
                request.end(),
                request.reason());
    }

    @Test
    void whenTheSponsorLeavesTheAccountStaysAndIsExtendedUnderAnother() throws Exception {
        LocalAccount made = validated(null, "2027-06-30");
        Account chef = directory.find(CHEF).orElseThrow();
        TreeSet<Affiliation> ended = new TreeSet<>();
        chef.affiliations().forEach(one -> ended.add(one.with(one.facts().withEnd(LocalDate.of(2026, 12, 31)))));
        directory.apply(
                new Change.UpdateAccount(
                        chef,
                        new Account(
                                CHEF,
                                chef.mail(),
                                chef.civil(),
                                chef.numbers(),
                                ended,
                                calendar.timeline(ended),
                                null)),
                now);
        member("adjoint", "staff", null);
        now = Instant.parse("2027-02-01T08:00:00Z");
        assertThat(stored(made).stateAt(now)).isEqualTo(AccountState.ACTIVE);
        Login adjoint = new Login("adjoint");
        LocalDate later = LocalDate.of(2027, 12, 31);
        assertThat(refusal(() -> accounts().extend("emartin", later, null, adjoint, "goes on")))
                .containsExactly("chef cannot be the sponsor (name another: --sponsor): chef is pending since"
                        + " 2027-01-01; in LABIRI could: adjoint");
        accounts().extend("emartin", later, adjoint, adjoint, "goes on");
        assertThat(LocalAccount.of(stored(made)).get(0).sponsor()).contains(adjoint);
    }

    @Test
    void whileARunGoesOnNobodyActs() throws Exception {
        try (RunLock held = store.lock()) {
            assertThatThrownBy(() -> create(partner(EVE, null, "2027-06-30")))
                    .isInstanceOfSatisfying(
                            RunException.class, e -> assertThat(e.isBusy()).isTrue());
        }
        assertThat(directory.find(new Login("emartin"))).isEmpty();
        create(partner(EVE, null, "2027-06-30"));
    }

    @Test
    void theDirectoryAloneKnowsThem() throws Exception {
        LocalAccount made = create(partner(EVE, null, "2027-06-30"));
        store = new RunStore(folder.resolve("elsewhere"), university.changeText(), () -> "");
        LocalAccount validated = accounts().validate(made.id(), CHEF).accounts().get(0);
        assertThat(validated.record().key()).isEqualTo(made.record().key());
        CivilIdentity paul = new CivilIdentity("Durand", null, "Paul", LocalDate.of(1990, 5, 5));
        assertThat(create(partner(paul, null, "2027-06-30")).id()).isEqualTo("20261125-2");
    }

    @Test
    void whatARegistrarWritesOverLdapTakesEffectWithTheNextRun() throws Exception {
        Account parti = directory.find(new Login("parti")).orElseThrow();
        Affiliation written = AffiliationText.parse("[source=local][key=by-hand][population=partner][structure=LABIRI]"
                + "[begin=2026-11-01][end=2027-06-30][validated=chef][sponsor=chef]");
        Affiliation waits = AffiliationText.parse(
                "[source=local][key=waits][population=partner][begin=2026-11-01][end=2028-06-30][sponsor=chef]");
        TreeSet<Affiliation> affiliations = new TreeSet<>(parti.affiliations());
        affiliations.add(written);
        affiliations.add(waits);
        Account changed = new Account(
                parti.login(),
                parti.mail(),
                parti.civil(),
                parti.numbers(),
                affiliations,
                parti.timeline(), // the directory does not know the calendar
                null);
        directory.apply(new Change.UpdateAccount(parti, changed), now);
        run("siham", "UDM8", EVE, "staff");
        Account after = directory.find(parti.login()).orElseThrow();
        assertThat(after.affiliations()).isEqualTo(affiliations);
        assertThat(after.stateAt(now)).isEqualTo(AccountState.ACTIVE);
        assertThat(after.stateAt(paris("2027-07-01T00:00:00"))).isEqualTo(AccountState.PREPARED); // the other waits
        assertThat(accounts()
                        .validate("local:waits", CHEF)
                        .accounts()
                        .get(0)
                        .record()
                        .facts()
                        .validatedOn())
                .isEqualTo(LocalDate.of(2026, 11, 25));
    }

    @Test
    void theKeyOfAnErasedAccountIsGivenToNobody() throws Exception {
        LocalAccount made = create(partner(EVE, null, "2027-06-30"));
        accounts().end(made.id(), LocalDate.of(2026, 11, 24), "counter", "never came");
        TreeSet<String> hashes = new TreeSet<>(
                Set.of(University.KEY.findOrMake().of(made.record().key())));
        directory.erase(stored(made), hashes, new Erasure(now, "dpo", "request"));
        CivilIdentity paul = new CivilIdentity("Durand", null, "Paul", LocalDate.of(1990, 5, 5));
        assertThat(create(partner(paul, null, "2027-06-30")).id()).isEqualTo("20261125-2");
    }

    @Test
    void anActIsARunOfItsOwnAndTouchesNobodyElse() throws Exception {
        Account chef = directory.find(CHEF).orElseThrow();
        Account stale = new Account(
                CHEF,
                chef.mail(),
                chef.civil(),
                chef.numbers(),
                chef.affiliations(),
                Timeline.parse("prepared 20200101000000Z=active"),
                null);
        directory.apply(new Change.UpdateAccount(chef, stale), now);
        LocalAccounts.Done done = accounts().create(List.of(partner(EVE, null, "2027-06-30")), "counter", false, false);
        assertThat(directory.find(CHEF)).contains(stale);
        assertThat(Files.readAllLines(store.folderOf(done.run()).resolve("plan-local.txt")))
                .singleElement()
                .asString()
                .startsWith("create uid=emartin");
        assertThat(store.last("local", report -> true)).hasValueSatisfying(report -> {
            assertThat(report.outcome()).isEqualTo(SourceReport.Outcome.APPLIED);
            assertThat(report.messages()).containsExactly("created by counter");
        });
    }
}
