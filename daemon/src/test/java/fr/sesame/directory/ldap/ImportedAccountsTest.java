package fr.sesame.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import fr.sesame.account.Account;
import fr.sesame.directory.Directory;
import fr.sesame.directory.DirectoryException;
import fr.sesame.reconcile.CalendarDay;
import fr.sesame.server.TestDirectory;
import fr.sesame.store.StoreTools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
}
