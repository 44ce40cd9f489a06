package fr.sesame.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import fr.sesame.account.Account;
import fr.sesame.account.Affiliation;
import fr.sesame.account.CivilIdentity;
import fr.sesame.account.Facts;
import fr.sesame.account.Login;
import fr.sesame.account.MailAddress;
import fr.sesame.account.PersonNumber;
import fr.sesame.account.Population;
import fr.sesame.account.SourceKey;
import fr.sesame.account.StructureCode;
import fr.sesame.account.Timeline;
import fr.sesame.directory.Change;
import fr.sesame.directory.Directory;
import fr.sesame.directory.DirectoryContract;
import fr.sesame.directory.DirectoryException;
import fr.sesame.server.TestDirectory;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The port's contract over a real LDAP connection, and what other readers see of an entry. */
class LdapDirectoryTest extends DirectoryContract {
    @TempDir
    Path folder;

    private TestDirectory server;
    private Directory directory;

    @BeforeEach
    void start() throws Exception {
        server = TestDirectory.start(folder);
        directory = LdapDirectory.connect(
                access("operator", TestDirectory.SERVICES.get("operator")),
                new Tree(TestDirectory.BASE),
                Map.of("apogee", "supannEtuId", "siham", "supannEmpId"),
                showing());
    }

    @AfterEach
    void stop() {
        directory.close();
        server.close();
    }

    private LdapDirectory.Showing showing() {
        return new LdapDirectory.Showing(Dialect.SESAME, TestDirectory.PROJECTIONS, server.clock());
    }

    private LdapDirectory.Access access(String service, String password) {
        return new LdapDirectory.Access("127.0.0.1", server.port(), server.service(service), password);
    }

    @Override
    protected void itIs(Instant instant) {
        server.setTime(instant);
    }

    @Override
    protected Directory directory() {
        return directory;
    }

    @Test
    void anEntryCarriesWhatSupannReadersLookFor() throws Exception {
        Account account = new Account(
                new Login("scarpentier"),
                new MailAddress("sarah.carpentier@univ.example"),
                new CivilIdentity("Martin", "Carpentier", "Sarah", LocalDate.of(1990, 1, 11)),
                new TreeSet<>(List.of(new PersonNumber("hr", "111120"), new PersonNumber("ine", "027384675CL"))),
                new TreeSet<>(List.of(
                        affiliation("apogee", "20101300", "student"), affiliation("siham", "UDM000111120", "staff"))),
                Timeline.parse("prepared 20260524220000Z=active 20300101000000Z=pending"),
                null);
        directory.apply(new Change.CreateAccount(account), Instant.parse("2026-11-23T12:00:00Z"));

        try (LDAPConnection operator = server.as("operator")) {
            Entry entry = operator.getEntry(server.person("scarpentier"));
            assertThat(entry.getAttributeValues("objectClass"))
                    .contains("inetOrgPerson", "supannPerson", "sesameAccount");
            assertThat(entry.getAttributeValue("cn")).isEqualTo("Sarah Carpentier");
            assertThat(entry.getAttributeValue("sn")).isEqualTo("Carpentier");
            assertThat(entry.getAttributeValue("supannNomDeNaissance")).isEqualTo("Martin");
            assertThat(entry.getAttributeValue("supannOIDCDateDeNaissance")).isEqualTo("1990-01-11");
            assertThat(entry.getAttributeValues("supannEtuId")).containsExactly("20101300");
            assertThat(entry.getAttributeValues("supannEmpId")).containsExactly("UDM000111120");
            assertThat(entry.getAttributeValues("supannCodeINE")).containsExactly("027384675CL");
            assertThat(entry.getAttributeValues("supannRefId"))
                    .containsExactlyInAnyOrder("{APOGEE}20101300", "{SIHAM}UDM000111120");
            assertThat(entry.getAttributeValues("sesameSourceKey"))
                    .containsExactlyInAnyOrder("apogee:20101300", "siham:UDM000111120");
            assertThat(entry.getAttributeValue("sesameState")).isEqualTo("active");
            assertThat(entry.getAttributeValue("sesameNextChange")).isEqualTo("20300101000000Z");
        }
    }

    private static Affiliation affiliation(String source, String key, String population) {
        return new Affiliation(
                new SourceKey(source, key),
                new Population(population),
                new StructureCode("UFRSCI"),
                Facts.NONE.withBegin(LocalDate.of(2026, 5, 25)));
    }

    @Test
    void aPasswordThatWasSetOpensAndItsHashIsNotTheText() throws Exception {
        Account account = new Account(
                new Login("p"),
                new MailAddress("p@univ.example"),
                new CivilIdentity("P", null, "P", LocalDate.of(2000, 1, 1)),
                new TreeSet<>(),
                new TreeSet<>(List.of(affiliation("apogee", "1", "student"))),
                Timeline.parse("active"),
                null);
        directory.apply(new Change.CreateAccount(account), Instant.EPOCH);
        directory.setPassword(account.login(), "correct horse é");

        try (LDAPConnection person = server.anonymous()) {
            assertThat(person.bind(server.person("p"), "correct horse é")
                            .getResultCode()
                            .intValue())
                    .isZero();
        }
    }

    @Test
    void aWrongPasswordAndAClosedPortSayWhichItIs() {
        assertThatThrownBy(() -> LdapDirectory.connect(
                        access("daemon", "wrong"), new Tree(TestDirectory.BASE), Map.of(), showing()))
                .isInstanceOfSatisfying(
                        DirectoryException.class,
                        e -> assertThat(e.isUnreachable()).isFalse())
                .hasMessageContaining("cn=daemon");
        LdapDirectory.Access nowhere = new LdapDirectory.Access("127.0.0.1", 1, server.service("daemon"), "x");
        assertThatThrownBy(() -> LdapDirectory.connect(nowhere, new Tree(TestDirectory.BASE), Map.of(), showing()))
                .isInstanceOfSatisfying(
                        DirectoryException.class,
                        e -> assertThat(e.isUnreachable()).isTrue())
                .hasMessageContaining("127.0.0.1:1");
    }
}
