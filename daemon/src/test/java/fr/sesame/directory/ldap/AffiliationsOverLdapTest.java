package fr.sesame.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ResultCode;
import fr.sesame.account.Account;
import fr.sesame.account.Affiliation;
import fr.sesame.account.Calendar;
import fr.sesame.account.CivilIdentity;
import fr.sesame.account.Login;
import fr.sesame.account.MailAddress;
import fr.sesame.config.Configuration;
import fr.sesame.directory.Change;
import fr.sesame.directory.Directory;
import fr.sesame.reconcile.CalendarDay;
import fr.sesame.schema.AffiliationProjection;
import fr.sesame.schema.AffiliationText;
import fr.sesame.schema.Projections;
import fr.sesame.schema.StateProjection;
import fr.sesame.server.TestDirectory;
import fr.sesame.store.StoreTools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody is, as CAS reads it: in the same write as its cause, on the day that it changes, and by nobody's hand. */
class AffiliationsOverLdapTest {
    private static final String STUDENT =
            "[source=apogee][key=20100000][population=student][structure=UFRSCI][begin=2026-07-18][year=2026]";
    private static final String STAFF =
            "[source=siham][key=UDM1][population=staff][structure=DSI][begin=2026-09-01][end=2027-06-30]";
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @TempDir
    Path folder;

    private Configuration configuration;
    private Projections projections;
    private TestDirectory server;
    private Directory directory;

    @BeforeEach
    void start() throws Exception {
        configuration = Configuration.load(Path.of("..", "conf"));
        projections = new Projections(
                new StateProjection(configuration.institution().zone(), configuration.supannStates()),
                new AffiliationProjection(
                        calendar(),
                        configuration.supannPopulations(),
                        configuration.institution().mailDomain(),
                        configuration.institution().uai()));
        open();
    }

    private void open() throws Exception {
        server = TestDirectory.start(folder, projections);
        directory = LdapDirectory.connect(
                new LdapDirectory.Access(
                        "127.0.0.1",
                        server.port(),
                        server.service("daemon"),
                        String.valueOf(TestDirectory.SERVICES.get("daemon"))),
                new Tree(TestDirectory.BASE),
                Map.of(),
                new LdapDirectory.Showing(Dialect.SESAME, projections, server.clock()));
    }

    @AfterEach
    void stop() {
        directory.close();
        server.close();
    }

    private Calendar calendar() {
        return configuration.calendar();
    }

    private Account account(String... values) {
        List<Affiliation> affiliations =
                Arrays.stream(values).map(AffiliationText::parse).toList();
        return new Account(
                new Login("x"),
                new MailAddress("x@univ.example"),
                new CivilIdentity("X", null, "X", LocalDate.of(2000, 1, 1)),
                new TreeSet<>(),
                new TreeSet<>(affiliations),
                calendar().timeline(affiliations),
                null);
    }

    /** As a service reads it. */
    private Entry read() throws LDAPException {
        try (LDAPConnection cas = server.as("cas")) {
            return cas.getEntry(server.person("x"));
        }
    }

    private static List<String> words(@Nullable String text) {
        return text == null ? List.of() : List.of(text.split(" "));
    }

    private List<String> values(String name) throws LDAPException {
        String[] values = read().getAttributeValues(name);
        return values == null ? List.of() : List.of(values);
    }

    private void modify(Modification... modifications) throws LDAPException {
        try (LDAPConnection operator = server.as("operator")) {
            operator.modify(server.person("x"), modifications);
        }
    }

    private CalendarDay.Outcome day() throws Exception {
        return new CalendarDay(directory, server.clock(), () -> true, (done, known) -> {}).showDue();
    }

    @Test
    void anEntryHasThemFromItsFirstWriteOn() throws Exception {
        server.setTime(NOON);
        directory.apply(new Change.CreateAccount(account(STUDENT, STAFF)), NOON);
        Entry entry = read();
        assertThat(entry.getObjectClassValues()).contains("eduPerson", "supannPerson");
        assertThat(entry.getAttributeValues("eduPersonAffiliation"))
                .containsExactlyInAnyOrder("employee", "student", "member");
        assertThat(entry.getAttributeValues("eduPersonScopedAffiliation"))
                .containsExactlyInAnyOrder("employee@univ.example", "student@univ.example", "member@univ.example");
        assertThat(entry.getAttributeValue("eduPersonPrimaryAffiliation")).isEqualTo("employee");
        assertThat(entry.getAttributeValues("supannEntiteAffectation")).containsExactlyInAnyOrder("DSI", "UFRSCI");
        assertThat(entry.getAttributeValue("supannEntiteAffectationPrincipale")).isEqualTo("DSI");
        assertThat(entry.getAttributeValues("supannCodePopulation"))
                .containsExactlyInAnyOrder("{SUPANN}RGP", "{SUPANN}AGE");
        assertThat(entry.getAttributeValue("supannEtuInscription"))
                .isEqualTo("[etab={UAI}0751717J][anneeinsc=2026][affect=UFRSCI][population={SUPANN}AGE]"
                        + "[datefin=20271231225959Z]");
        assertThat(entry.getAttributeValue("supannEmpProfil"))
                .isEqualTo("[etab={UAI}0751717J][affil=employee][affect=DSI][population={SUPANN}RGP]"
                        + "[datefin=20270630215959Z]");
    }

    /** The account is active from July 2026 through December 2027; what the person is changes in between. */
    @Test
    void theCalendarsDayBringsThemUpToDateThoughTheStateStays() throws Exception {
        server.setTime(Instant.parse("2026-08-31T21:59:59Z"));
        directory.apply(
                new Change.CreateAccount(account(STUDENT, STAFF)),
                server.clock().instant());
        assertThat(values("sesameState")).containsExactly("active");
        assertThat(values("sesameNextChange")).containsExactly("20260831220000Z");
        assertThat(values("eduPersonPrimaryAffiliation")).containsExactly("student");
        assertThat(day().shown()).as("a second too early").isZero();

        server.setTime(Instant.parse("2026-08-31T22:00:00Z"));
        assertThat(day().shown()).isEqualTo(1);
        assertThat(values("sesameState")).containsExactly("active");
        assertThat(values("sesameNextChange")).containsExactly("20270630220000Z");
        assertThat(values("eduPersonPrimaryAffiliation")).containsExactly("employee");
        assertThat(values("eduPersonAffiliation")).containsExactlyInAnyOrder("employee", "student", "member");

        server.setTime(Instant.parse("2027-06-30T22:00:00Z"));
        assertThat(day().shown()).isEqualTo(1);
        assertThat(values("eduPersonAffiliation")).containsExactlyInAnyOrder("student", "member");
        assertThat(values("supannEntiteAffectation")).containsExactly("UFRSCI");
        assertThat(values("supannEmpProfil")).isEmpty();
        assertThat(values("sesameNextChange")).containsExactly("20271231230000Z");

        server.setTime(Instant.parse("2027-12-31T23:00:00Z"));
        assertThat(day().shown()).isEqualTo(1);
        assertThat(values("sesameState")).containsExactly("pending");
        assertThat(values("eduPersonAffiliation")).as("in grace").isEmpty();
        assertThat(values("supannEntiteAffectationPrincipale")).isEmpty();
        assertThat(day().shown()).as("nothing is due any more").isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[begin=2026-09-01][end=2026-11-22] |                 | a retroactive end",
                "[begin=2026-09-01][end=2026-11-23] | employee member | the exit date is still a working day",
                "[begin=2026-11-24]                 |                 | an entry that was moved",
                "[begin=2026-09-01]                 | employee member | a contract without an end"
            })
    void aRecordThatChangesIsFollowedInTheSameWrite(String facts, @Nullable String affiliations, String why)
            throws Exception {
        server.setTime(NOON);
        Account before = account(STAFF);
        directory.apply(new Change.CreateAccount(before), NOON);
        Account after = account("[source=siham][key=UDM1][population=staff]" + facts);
        directory.apply(new Change.UpdateAccount(before, after), NOON);
        assertThat(values("eduPersonAffiliation")).as(why).containsExactlyInAnyOrderElementsOf(words(affiliations));
    }

    @Test
    void anLdapWriteOfAnAffiliationIsFollowedToo() throws Exception {
        server.setTime(NOON);
        directory.apply(new Change.CreateAccount(account(STUDENT)), NOON);
        modify(new Modification(
                ModificationType.ADD,
                "sesameAffiliation",
                "[source=local][key=7][population=partner][begin=2026-11-01][end=2026-12-31][validated=jchef]"));
        assertThat(values("eduPersonAffiliation")).containsExactlyInAnyOrder("student", "member", "affiliate");
        assertThat(values("sesameNextChange")).containsExactly("20261231230000Z");
        modify(new Modification(ModificationType.DELETE, "sesameAffiliation", STUDENT));
        assertThat(values("eduPersonAffiliation")).containsExactly("affiliate");
    }

    /** Affiliation and account state are independent. */
    @Test
    void aLockTakesNothingAway() throws Exception {
        server.setTime(NOON);
        directory.apply(new Change.CreateAccount(account(STAFF)), NOON);
        modify(new Modification(
                ModificationType.ADD,
                "sesameLock",
                "[kind=administrative][since=2026-11-23T11:00:00Z][by=dgs][reason=charter]"));
        assertThat(values("sesameState")).containsExactly("locked");
        assertThat(values("eduPersonAffiliation")).containsExactlyInAnyOrder("employee", "member");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eduPersonAffiliation",
                "eduPersonPrimaryAffiliation",
                "eduPersonScopedAffiliation",
                "supannEntiteAffectation",
                "supannEntiteAffectationPrincipale",
                "supannCodePopulation",
                "supannEtuInscription",
                "supannEmpProfil",
                "supannExtProfil"
            })
    void whatSomebodyWritesThereDoesNotStay(String name) throws Exception {
        server.setTime(NOON);
        directory.apply(new Change.CreateAccount(account(STAFF)), NOON);
        List<String> before = values(name);
        modify(new Modification(ModificationType.REPLACE, name, "faculty"));
        assertThat(values(name)).containsExactlyInAnyOrderElementsOf(before);
        modify(new Modification(ModificationType.REPLACE, name));
        assertThat(values(name)).containsExactlyInAnyOrderElementsOf(before);
        try (LDAPConnection cas = server.as("cas")) {
            LDAPException refused = catchThrowableOfType(
                    LDAPException.class,
                    () -> cas.modify(server.person("x"), new Modification(ModificationType.REPLACE, name, "faculty")));
            assertThat(refused.getResultCode()).isEqualTo(ResultCode.INSUFFICIENT_ACCESS_RIGHTS);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "student since September",
                "[source=siham][key=UDM1]",
                "[source=siham][key=UDM1][population=staff][begin=31/12/2026]",
                "[source=siham][key=UDM1][population=staff][begin=+12026-01-01]",
                "[source=siham][key=UDM1][population=staff][year=2147483647]"
            })
    void anAffiliationThatCannotBeReadIsRefusedAndChangesNothing(String value) throws Exception {
        server.setTime(NOON);
        directory.apply(new Change.CreateAccount(account(STAFF)), NOON);
        LDAPException refused = catchThrowableOfType(
                LDAPException.class,
                () -> modify(
                        new Modification(ModificationType.REPLACE, "description", "changed"),
                        new Modification(ModificationType.ADD, "sesameAffiliation", value)));
        assertThat(refused.getResultCode()).isEqualTo(ResultCode.CONSTRAINT_VIOLATION);
        assertThat(read().hasAttribute("description")).isFalse();
        assertThat(values("eduPersonAffiliation")).containsExactlyInAnyOrder("employee", "member");
    }

    /** What was last written by a version that did not show what somebody is. */
    @Test
    void whatAnImportBroughtIsCompletedOnce() throws Exception {
        stop();
        Path ldif = Files.writeString(folder.resolve("old.ldif"), """
                dn: dc=univ,dc=example
                objectClass: dcObject
                objectClass: organization
                dc: univ
                o: univ

                dn: ou=people,dc=univ,dc=example
                objectClass: organizationalUnit
                ou: people

                dn: uid=x,ou=people,dc=univ,dc=example
                objectClass: inetOrgPerson
                objectClass: supannPerson
                objectClass: shadowAccount
                objectClass: sesameAccount
                uid: x
                mail: x@univ.example
                cn: Ana Old
                sn: Old
                givenName: Ana
                supannNomDeNaissance: Old
                supannOIDCDateDeNaissance: 2000-01-01
                sesameState: active
                sesameMayBind: TRUE
                sesameTimeline: active
                sesameAffiliation: AFFILIATION
                """.replace("AFFILIATION", STAFF));
        Path data = folder.resolve("data");
        new StoreTools(data, TestDirectory.BASE, 1L << 30, Clock.systemUTC()).importFrom(ldif);
        open();
        server.setTime(NOON);
        assertThat(read().hasAttribute("eduPersonAffiliation")).isFalse();
        CalendarDay day = new CalendarDay(directory, server.clock(), () -> true, (done, known) -> {});
        assertThat(day.showEverything().shown()).isEqualTo(1);
        assertThat(values("eduPersonAffiliation")).containsExactlyInAnyOrder("employee", "member");
        assertThat(day.showEverything().shown()).as("once").isZero();
    }
}
