package fr.sesame.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import fr.sesame.account.Account;
import fr.sesame.account.Affiliation;
import fr.sesame.account.CivilIdentity;
import fr.sesame.account.Facts;
import fr.sesame.account.PersonRecord;
import fr.sesame.account.Population;
import fr.sesame.account.SourceKey;
import fr.sesame.account.UnreadableAccount;
import fr.sesame.directory.Directory;
import fr.sesame.directory.DirectoryException;
import fr.sesame.directory.Snapshot;
import fr.sesame.identity.Correlator;
import fr.sesame.identity.LoginAttribution;
import fr.sesame.identity.NamePatterns;
import fr.sesame.reconcile.CalendarDay;
import fr.sesame.reconcile.Census;
import fr.sesame.reconcile.Guard;
import fr.sesame.reconcile.GuardLimits;
import fr.sesame.reconcile.Plan;
import fr.sesame.reconcile.Planner;
import fr.sesame.reconcile.Reconciler;
import fr.sesame.reconcile.SourceReport;
import fr.sesame.reconcile.University;
import fr.sesame.server.TestDirectory;
import fr.sesame.source.Extract;
import fr.sesame.source.Source;
import fr.sesame.store.StoreTools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an import brought without what others read: SSSD takes a missing lock for an open account. */
class ImportedAccountsTest {
    private static final String LDIF = """
            dn: dc=univ,dc=example
            objectClass: dcObject
            objectClass: organization
            dc: univ
            o: univ

            dn: ou=people,dc=univ,dc=example
            objectClass: organizationalUnit
            ou: people

            dn: uid=old,ou=people,dc=univ,dc=example
            objectClass: inetOrgPerson
            objectClass: supannPerson
            objectClass: sesameAccount
            uid: old
            mail: old@univ.example
            cn: Ana Old
            sn: Old
            givenName: Ana
            supannNomDeNaissance: Old
            supannOIDCDateDeNaissance: 2000-01-01
            sesameState: inactive
            sesameTimeline: inactive

            """;

    @TempDir
    Path folder;

    @Test
    void theyAreMadeVisibleWithTheDaysChanges() throws Exception {
        Path ldif = Files.writeString(folder.resolve("old.ldif"), LDIF);
        new StoreTools(folder.resolve("data"), TestDirectory.BASE, 1L << 30, Clock.systemUTC()).importFrom(ldif);
        try (TestDirectory server = TestDirectory.start(folder);
                Directory directory = LdapDirectory.connect(
                        new LdapDirectory.Access(
                                "127.0.0.1",
                                server.port(),
                                server.service("daemon"),
                                TestDirectory.SERVICES.get("daemon")),
                        new Tree(TestDirectory.BASE),
                        Map.of(),
                        new LdapDirectory.Showing(Dialect.SESAME, TestDirectory.PROJECTIONS, server.clock()));
                LDAPConnection cas = server.as("cas")) {
            List<DirectoryException> unreadable = new ArrayList<>();
            assertThat(directory.notShown(10, unreadable::add))
                    .extracting(Account::login)
                    .extracting(Object::toString)
                    .containsExactly("old");

            CalendarDay.Outcome outcome =
                    new CalendarDay(directory, server.clock(), () -> true, (done, known) -> {}).showEverything();

            assertThat(outcome.failures()).isEmpty();
            assertThat(outcome.shown()).isEqualTo(1);
            assertThat(directory.notShown(10, unreadable::add)).isEmpty();
            assertThat(unreadable).isEmpty();
            Entry entry = cas.getEntry(server.person("old"), "*", "pwdAccountLockedTime");
            assertThat(entry.getAttributeValue("pwdAccountLockedTime")).isEqualTo("000001010000Z");
            assertThat(entry.getAttributeValue("sesameMayBind")).isEqualTo("FALSE");
            assertThat(entry.getAttributeValue("supannRessourceEtat")).isEqualTo("{COMPTE}I:SupannInactif");
        }
    }

    /** One with a time that is none, one with a birth date that is none, and one that is well. */
    @Test
    void oneThatCannotBeReadIsLeftAloneAndTheOthersGoOn() throws Exception {
        String two = person(LDIF, "old", "bad", "sesameTimeline: inactive", "sesameTimeline: sometimes")
                .replace("sesameState: inactive", "sesameState: inactive\nsesameSourceKey: saghe:V1");
        String three = person(LDIF, "old", "worse", "2000-01-01", "first of May")
                .replace("Ana", "Zoé")
                .replace("sesameState: inactive", "sesameState: inactive\nsesamePersonNumber: hr:7");
        Path ldif = Files.writeString(folder.resolve("old.ldif"), LDIF + two + three);
        new StoreTools(folder.resolve("data"), TestDirectory.BASE, 1L << 30, Clock.systemUTC()).importFrom(ldif);
        try (TestDirectory server = TestDirectory.start(folder);
                Directory directory = LdapDirectory.connect(
                        new LdapDirectory.Access(
                                "127.0.0.1",
                                server.port(),
                                server.service("daemon"),
                                TestDirectory.SERVICES.get("daemon")),
                        new Tree(TestDirectory.BASE),
                        Map.of(),
                        new LdapDirectory.Showing(Dialect.SESAME, TestDirectory.PROJECTIONS, server.clock()))) {
            Snapshot snapshot = directory.snapshot();

            assertThat(snapshot.accounts())
                    .extracting(account -> account.login().value())
                    .containsExactly("old");
            assertThat(snapshot.takenNames()).contains("bad", "bad@univ.example", "worse", "worse@univ.example");
            assertThat(snapshot.unreadable())
                    .extracting(UnreadableAccount::why)
                    .anySatisfy(why -> assertThat(why).contains(server.person("bad"), "sometimes", "mend the entry"))
                    .anySatisfy(why -> assertThat(why).contains(server.person("worse"), "first of May"))
                    .hasSize(2);
            List<DirectoryException> unreadable = new ArrayList<>();
            Census.of(directory, TestDirectory.CALENDAR, server.clock().instant(), unreadable::add);
            assertThat(unreadable).hasSize(2);

            Reconciler reconciler = new Reconciler(
                    directory, planner(), new Guard(TestDirectory.CALENDAR, GuardLimits.DEFAULT), server.clock());
            SourceReport report = reconciler
                    .begin(false)
                    .reconcile(source(
                            record("V1", "Other", "Name", LocalDate.of(1990, 1, 1)),
                            record("V2", "Old", "Zoé", LocalDate.of(1991, 5, 1)),
                            record("V3", "Old", "Ana", LocalDate.of(1991, 5, 1)),
                            record("V4", "New", "Nina", LocalDate.of(1992, 5, 1))));

            assertThat(report.outcome()).isEqualTo(SourceReport.Outcome.APPLIED);
            assertThat(report.held())
                    .extracting(held -> held.key().value() + " " + held.reason())
                    .containsExactly("V1 unreadable-account", "V2 unreadable-account");
            assertThat(report.held().get(0).detail()).contains(server.person("bad"), "sometimes", "mend the entry");
            assertThat(report.messages())
                    .anyMatch(said -> said.startsWith("left alone") && said.contains(server.person("bad")));
            assertThat(report.changes(Plan.Kind.CREATE)).isEqualTo(2);
        }
    }

    private static String person(String ldif, String login, String other, String value, String wrong) {
        return ldif.substring(ldif.indexOf("dn: uid="))
                .replace("uid=" + login, "uid=" + other)
                .replace("uid: " + login, "uid: " + other)
                .replace("mail: " + login, "mail: " + other)
                .replace(value, wrong);
    }

    private static Planner planner() {
        return new Planner(
                TestDirectory.CALENDAR,
                new Correlator(List.of("saghe")),
                new LoginAttribution(new NamePatterns(
                        NamePatterns.DEFAULT_LOGIN,
                        NamePatterns.DEFAULT_LOGIN_MAX_LENGTH,
                        Set.of(),
                        NamePatterns.DEFAULT_MAIL,
                        "univ.example")),
                List.of("saghe"),
                University.KEY);
    }

    private static PersonRecord record(String key, String name, String given, LocalDate birth) {
        SourceKey source = new SourceKey("saghe", key);
        return new PersonRecord(
                source,
                new CivilIdentity(name, null, given, birth),
                Set.of(),
                new TreeSet<>(Set.of(new Affiliation(
                        source, new Population("staff"), null, Facts.NONE.withBegin(LocalDate.of(2020, 1, 1))))));
    }

    private static Source source(PersonRecord... records) {
        return new Source() {
            @Override
            public String name() {
                return "saghe";
            }

            @Override
            public Extract read() {
                return new Extract(
                        "saghe",
                        List.of(records),
                        List.of(),
                        new Extract.Facts("a test", records.length, Instant.parse("2026-11-23T06:00:00Z"), "0"));
            }
        };
    }
}
