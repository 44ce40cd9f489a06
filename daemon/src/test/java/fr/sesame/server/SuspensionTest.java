package fr.sesame.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.unboundid.ldap.sdk.BindResult;
import com.unboundid.ldap.sdk.CompareRequest;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPBindException;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.experimental.DraftBeheraLDAPPasswordPolicy10RequestControl;
import com.unboundid.ldap.sdk.experimental.DraftBeheraLDAPPasswordPolicy10ResponseControl;
import fr.sesame.interceptors.BindOutcome;
import fr.sesame.interceptors.audit.Kind;
import fr.sesame.interceptors.audit.Reason;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Suspensions on a real port: to the second, for binds and for open connections, with nothing but the directory running. */
class SuspensionTest {
    private static final String BRANCH = "ou=suspensions," + TestDirectory.BASE;
    private static final Instant BEFORE = Instant.parse("2026-12-20T12:00:00Z");
    /** From midnight at the beginning of 24 December, in Paris, until that at the end of 3 January. */
    private static final String FROM = "20261223230000Z";

    private static final String UNTIL = "20270103230000Z";
    private static final Instant FIRST = Instant.parse("2026-12-23T23:00:00Z");
    private static final Instant AFTER = Instant.parse("2027-01-03T23:00:00Z");

    @TempDir
    static Path folder;

    private static University university;
    private static TestDirectory directory;

    @BeforeAll
    static void start() throws Exception {
        university = new University(folder);
        directory = university.directory;
    }

    @AfterAll
    static void stop() {
        university.close();
    }

    @BeforeEach
    void nothingIsPlanned() throws Exception {
        directory.setTime(BEFORE);
        try (LDAPConnection operator = directory.as("operator")) {
            for (Entry planned :
                    operator.search(BRANCH, SearchScope.ONE, "(cn=*)", "cn").getSearchEntries()) {
                operator.delete(planned.getDN());
            }
        }
        directory.forgetBinds();
    }

    private static Entry window(String id, String... more) {
        Entry entry = new Entry("cn=" + id + "," + BRANCH);
        entry.addAttribute("objectClass", "top", "sesameSuspension");
        entry.addAttribute("cn", id);
        entry.addAttribute("sesameSuspensionFrom", FROM);
        entry.addAttribute("sesameSuspensionUntil", UNTIL);
        entry.addAttribute("sesameSuspensionMessage", "Fermeture jusqu'au 3 janvier à minuit.");
        entry.addAttribute("sesameSuspensionBy", "dsi");
        for (String one : more) {
            int equals = one.indexOf('=');
            String value = one.substring(equals + 1);
            entry.setAttribute("sesameSuspension" + one.substring(0, equals), value.split(","));
        }
        return entry;
    }

    private void plan(String who, Entry... windows) throws LDAPException {
        try (LDAPConnection connection = university.as(who)) {
            for (Entry window : windows) {
                connection.add(window);
            }
        }
    }

    private BindResult bind(String uid, String password, Control... controls) throws LDAPException {
        try (LDAPConnection connection = directory.anonymous()) {
            return connection.bind(new SimpleBindRequest(directory.person(uid), password, controls));
        } catch (LDAPBindException e) {
            return e.getBindResult();
        }
    }

    private BindOutcome outcome(String uid) throws LDAPException {
        directory.forgetBinds();
        bind(uid, TestDirectory.PASSWORD);
        assertThat(directory.binds()).hasSize(1);
        return directory.binds().get(0);
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "alice,  2026-12-23T22:59:59Z, ACCEPTED",
        "alice,  2026-12-23T23:00:00Z, SUSPENDED",
        "alice,  2027-01-03T22:59:59Z, SUSPENDED",
        "alice,  2027-01-03T23:00:00Z, ACCEPTED",
        "bob,    2026-12-30T12:00:00Z, ACCEPTED",
        "locked, 2026-12-30T12:00:00Z, LOCKED",
        "gone,   2026-12-30T12:00:00Z, INACTIVE",
        "late,   2026-12-30T12:00:00Z, SUSPENDED",
        // Support is stopped, who may end a suspension is not.
        "sam,    2026-12-30T12:00:00Z, SUSPENDED",
        "olga,   2026-12-30T12:00:00Z, ACCEPTED",
        "otto,   2026-12-30T12:00:00Z, ACCEPTED"
    })
    void itHoldsToTheSecondAndStopsWhomItIsFor(String uid, Instant now, BindOutcome outcome) throws Exception {
        plan("off", window("noel", "Exempt=bob"));
        directory.setTime(now);
        assertThat(outcome(uid)).isEqualTo(outcome);
    }

    /** The night of 28 March 2027: at 02:00 it is 03:00. The hour from 01:30 to 03:30 is one hour long. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "2027-03-28T00:29:59Z, ACCEPTED",
        "2027-03-28T00:30:00Z, SUSPENDED",
        "2027-03-28T01:00:00Z, SUSPENDED",
        "2027-03-28T01:29:59Z, SUSPENDED",
        "2027-03-28T01:30:00Z, ACCEPTED"
    })
    void theClockChangeIsNoBusinessOfIt(Instant now, BindOutcome outcome) throws Exception {
        plan("oper", window("nuit", "From=20270328003000Z", "Until=20270328013000Z"));
        directory.setTime(now);
        assertThat(outcome("alice")).isEqualTo(outcome);
    }

    @Test
    void aServiceIsNeverStopped() throws Exception {
        plan("oper", window("noel"));
        directory.setTime(FIRST);
        try (LDAPConnection cas = directory.as("cas")) {
            assertThat(cas.search("ou=people," + TestDirectory.BASE, SearchScope.ONE, "(uid=alice)")
                            .getEntryCount())
                    .isEqualTo(1);
        }
    }

    @Test
    void whoKnowsThePasswordIsToldTheMessageAndNobodyElse() throws Exception {
        plan("off", window("noel", "MessageEn=Closed until 3 January."));
        directory.setTime(FIRST);
        String message = "Fermeture jusqu'au 3 janvier à minuit. / Closed until 3 January.";
        BindResult right = bind("alice", TestDirectory.PASSWORD);
        assertThat(right.getResultCode()).isEqualTo(ResultCode.INVALID_CREDENTIALS);
        assertThat(right.getDiagnosticMessage()).endsWith(message);
        assertThat(right.getResponseControls()).isEmpty();

        BindResult asked = bind("alice", TestDirectory.PASSWORD, new DraftBeheraLDAPPasswordPolicy10RequestControl());
        assertThat(asked.getDiagnosticMessage()).endsWith(message);
        Control control =
                asked.getResponseControl(DraftBeheraLDAPPasswordPolicy10ResponseControl.PASSWORD_POLICY_RESPONSE_OID);
        assertThat(control).isNotNull();
        assertThat(control.getValue().getValue()).containsExactly(0x30, 0x03, 0x81, 0x01, 0x01); // accountLocked

        BindResult wrong = bind("alice", "not the password", new DraftBeheraLDAPPasswordPolicy10RequestControl());
        assertThat(wrong.getDiagnosticMessage()).endsWith("Invalid credentials");
        assertThat(wrong.getResponseControls()).isEmpty();
        BindResult locked = bind("locked", TestDirectory.PASSWORD);
        assertThat(locked.getDiagnosticMessage()).endsWith("Invalid credentials");
    }

    @Test
    void aComparisonWithThePasswordIsAsABind() throws Exception {
        plan("off", window("noel"));
        CompareRequest compare = new CompareRequest(directory.person("alice"), "userPassword", TestDirectory.PASSWORD);
        boolean[] matched = new boolean[3];
        Instant[] times = {BEFORE, FIRST, AFTER};
        try (LDAPConnection backup = university.as("repl")) {
            for (int i = 0; i < times.length; i++) {
                directory.setTime(times[i]);
                matched[i] = backup.compare(compare).compareMatched();
            }
        }
        assertThat(matched).containsExactly(true, false, true);
    }

    @Test
    void openConnectionsEndWithinASecondOfTheBegin() throws Exception {
        plan("off", window("noel", "Exempt=bob"));
        try (LDAPConnection idle = university.as("alice");
                LDAPConnection busy = university.as("petra");
                LDAPConnection exempt = university.as("bob");
                LDAPConnection officer = university.as("olga");
                LDAPConnection cas = directory.as("cas")) {
            directory.setTime(FIRST.minusSeconds(1));
            assertThat(busy.getEntry(directory.person("petra"))).isNotNull();
            directory.setTime(FIRST);
            assertThatThrownBy(() -> busy.getEntry(directory.person("petra"))).isInstanceOf(LDAPException.class);
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
            while (idle.isConnected() && System.nanoTime() < end) {
                Thread.sleep(10);
            }
            assertThat(idle.isConnected()).isFalse();
            assertThat(exempt.getEntry(directory.person("bob"))).isNotNull();
            assertThat(officer.getEntry(directory.person("alice"))).isNotNull();
            assertThat(cas.getEntry(directory.person("alice"))).isNotNull();
        }
        assertThat(directory.events())
                .filteredOn(event -> event.kind() == Kind.CONNECTION_CLOSED)
                .extracting(event -> event.actor().name() + " " + event.reason())
                .containsExactlyInAnyOrder(
                        directory.person("alice") + " " + Reason.SUSPENDED,
                        directory.person("petra") + " " + Reason.SUSPENDED);
        directory.setTime(AFTER);
        university.as("alice").close();
    }

    @Test
    void oneThatIsPlannedForNowHoldsAsSoonAsItIsAcknowledged() throws Exception {
        directory.setTime(FIRST.plusSeconds(60));
        try (LDAPConnection alice = university.as("alice")) {
            plan("off", window("noel"));
            assertThatThrownBy(() -> alice.getEntry(directory.person("alice"))).isInstanceOf(LDAPException.class);
        }
        assertThat(outcome("alice")).isEqualTo(BindOutcome.SUSPENDED);
        try (LDAPConnection officer = university.as("off")) {
            officer.modify(
                    "cn=noel," + BRANCH,
                    new Modification(ModificationType.REPLACE, "sesameSuspensionUntil", "20261223230100Z"));
        }
        assertThat(outcome("alice")).isEqualTo(BindOutcome.ACCEPTED);
        try (LDAPConnection officer = university.as("off")) {
            officer.modify(
                    "cn=noel," + BRANCH, new Modification(ModificationType.REPLACE, "sesameSuspensionUntil", UNTIL));
            assertThat(outcome("alice")).isEqualTo(BindOutcome.SUSPENDED);
            officer.delete("cn=noel," + BRANCH);
        }
        assertThat(outcome("alice")).isEqualTo(BindOutcome.ACCEPTED);
    }

    /** Alice is a student and, through 31 December, staff: of several populations the most open one counts. */
    @ParameterizedTest(name = "{0}, {1}: {2}")
    @CsvSource({
        "student,        2026-12-31T22:59:59Z, ACCEPTED",
        "student,        2026-12-31T23:00:00Z, SUSPENDED",
        "staff,          2026-12-31T22:59:59Z, ACCEPTED",
        "staff,          2026-12-31T23:00:00Z, ACCEPTED",
        "'student,staff', 2026-12-31T22:59:59Z, SUSPENDED"
    })
    void anotherPopulationThatIsOpenKeepsOpen(String populations, Instant now, BindOutcome outcome) throws Exception {
        try (LDAPConnection operator = university.as("oper")) {
            operator.modify(
                    directory.person("alice"),
                    University.replace(
                            "sesameAffiliation",
                            "[source=apogee][key=1][population=student][begin=2026-09-01]",
                            "[source=siham][key=2][population=staff][begin=2026-09-01][end=2026-12-31]"));
        }
        plan("off", window("noel", "Population=" + populations));
        directory.setTime(now);
        assertThat(outcome("alice")).isEqualTo(outcome);
    }

    @Test
    void windowsThatOverlapAreOneUntilTheLastEnds() throws Exception {
        plan(
                "off",
                window("noel"),
                window("maintenance", "From=20270102000000Z", "Until=20270104230000Z", "Exempt=bob"));
        directory.setTime(Instant.parse("2027-01-03T12:00:00Z"));
        assertThat(outcome("bob")).isEqualTo(BindOutcome.SUSPENDED); // exempt from one alone
        directory.setTime(AFTER);
        assertThat(outcome("bob")).isEqualTo(BindOutcome.ACCEPTED);
        assertThat(outcome("alice")).isEqualTo(BindOutcome.SUSPENDED);
        directory.setTime(Instant.parse("2027-01-04T23:00:00Z"));
        assertThat(outcome("alice")).isEqualTo(BindOutcome.ACCEPTED);
    }

    @Test
    void aRestartInTheMiddleChangesNothing() throws Exception {
        plan("off", window("noel", "Exempt=bob"));
        university.close();
        try (TestDirectory again = TestDirectory.start(folder)) {
            directory = again;
            directory.setTime(FIRST);
            assertThat(outcome("alice")).isEqualTo(BindOutcome.SUSPENDED);
            assertThat(outcome("bob")).isEqualTo(BindOutcome.ACCEPTED);
        } finally {
            university = new University(folder.resolve("another"));
            directory = university.directory;
        }
    }

    @Test
    void nothingOfTheAccountChanges() throws Exception {
        plan("off", window("noel"));
        List<String> before = shown();
        directory.setTime(FIRST);
        try (LDAPConnection operator = university.as("oper")) {
            operator.modify(directory.person("alice"), University.replace("description", "known for her work"));
        }
        assertThat(shown()).isEqualTo(before);
    }

    private List<String> shown() throws LDAPException {
        List<String> shown = new ArrayList<>();
        try (LDAPConnection operator = university.as("oper")) {
            for (String name : List.of(
                    "sesameState",
                    "sesameMayBind",
                    "sesameTimeline",
                    "nsAccountLock",
                    "pwdAccountLockedTime",
                    "shadowExpire")) {
                shown.add(name + "="
                        + operator.getEntry(directory.person("alice"), name).getAttributeValue(name));
            }
        }
        assertThat(shown).contains("sesameState=active", "sesameMayBind=TRUE");
        return shown;
    }

    @ParameterizedTest
    @CsvSource({
        "anonymous, INSUFFICIENT_ACCESS_RIGHTS",
        "self,      INSUFFICIENT_ACCESS_RIGHTS",
        "cas,       INSUFFICIENT_ACCESS_RIGHTS",
        "sup,       INSUFFICIENT_ACCESS_RIGHTS",
        "reg,       INSUFFICIENT_ACCESS_RIGHTS",
        "daem,      INSUFFICIENT_ACCESS_RIGHTS",
        "repl,      INSUFFICIENT_ACCESS_RIGHTS",
        "off,       SUCCESS",
        "oper,      SUCCESS",
        "otto,      SUCCESS"
    })
    void operatorsAndSecurityOfficersPlanIt(String who, String code) throws Exception {
        try (LDAPConnection connection = university.as(who)) {
            assertThat(Callers.refusal(() -> connection.add(window("noel")))
                            .getName()
                            .toUpperCase(Locale.ROOT)
                            .replace(' ', '_'))
                    .isEqualTo(code);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            From=20270103230000Z           | ends after it begins
            From=20270301000000Z           | ends after it begins
            From=202612232300Z             | sesameSuspensionFrom: '202612232300Z' is not an instant
            Population=stagiaire           | there is no population 'stagiaire'; expected one of [staff, student]
            Population=Student             | is not the name of a population
            Exempt=uid=bob                 | is not a login
            Message=                       | a suspension has 1 to 500 characters
            """)
    void whatIsNoneIsRefusedWithTheReason(String wrong, String told) throws Exception {
        String value = wrong.endsWith("=") ? wrong + " " : wrong;
        LDAPException refused = catchThrowableOfType(LDAPException.class, () -> plan("off", window("noel", value)));
        assertThat(refused.getResultCode()).isEqualTo(ResultCode.CONSTRAINT_VIOLATION);
        assertThat(refused.getDiagnosticMessage()).contains(told);
        plan("off", window("noel"));
        int equals = value.indexOf('=');
        Modification modification = new Modification(
                ModificationType.REPLACE, "sesameSuspension" + value.substring(0, equals), value.substring(equals + 1));
        try (LDAPConnection officer = university.as("off")) {
            assertThat(Callers.refusal(() -> officer.modify("cn=noel," + BRANCH, modification)))
                    .isEqualTo(ResultCode.CONSTRAINT_VIOLATION);
        }
    }

    @Test
    void itHasItsPlace() throws Exception {
        Entry elsewhere = window("noel");
        elsewhere.setDN("cn=noel,ou=groups," + TestDirectory.BASE);
        Entry another = new Entry("cn=list," + BRANCH);
        another.addAttribute("objectClass", "top", "groupOfNames");
        another.addAttribute("cn", "list");
        another.addAttribute("member", directory.person("alice"));
        for (Entry wrong : List.of(elsewhere, another)) {
            try (LDAPConnection operator = directory.as("operator")) {
                assertThat(Callers.refusal(() -> operator.add(wrong)))
                        .isIn(ResultCode.NAMING_VIOLATION, ResultCode.INSUFFICIENT_ACCESS_RIGHTS);
            }
        }
    }

    @Test
    void theTrailSaysWhatWasPlanned() throws Exception {
        directory.forgetBinds();
        plan("off", window("noel", "Population=student"));
        assertThat(directory.events())
                .filteredOn(event -> event.kind() == Kind.SUSPENSION)
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.actor().name()).isEqualTo(directory.person("olga"));
                    assertThat(event.detail())
                            .contains("from=" + FROM, "until=" + UNTIL, "population=student", "by=dsi");
                });
    }
}
