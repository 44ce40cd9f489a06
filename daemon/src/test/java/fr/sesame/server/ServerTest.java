package fr.sesame.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.PLAINBindRequest;
import com.unboundid.ldap.sdk.RootDSE;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.extensions.PasswordModifyExtendedRequest;
import com.unboundid.ldap.sdk.extensions.WhoAmIExtendedRequest;
import com.unboundid.ldap.sdk.extensions.WhoAmIExtendedResult;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server offers, finds by its indices and stores. */
class ServerTest {
    @TempDir
    static Path folder;

    static TestDirectory directory;

    @BeforeAll
    static void start() throws Exception {
        directory = TestDirectory.start(folder);
        String[] changes = {
            "20261122235959Z",
            "20261123000000Z",
            "20261123000001Z",
            "20270101000000Z",
            "19991231235959Z",
            "21000101000000Z"
        };
        for (int i = 0; i < changes.length; i++) {
            directory.addPerson("c" + i, "active", null);
            try (LDAPConnection operator = directory.as("operator")) {
                operator.modify(
                        directory.person("c" + i),
                        new Modification(ModificationType.REPLACE, "sesameNextChange", changes[i]));
            }
        }
        directory.addPerson("never", "active", null);
    }

    @AfterAll
    static void stop() {
        directory.close();
    }

    @ParameterizedTest
    @CsvSource({
        "(sesameNextChange<=20261123000000Z), c0 c1 c4",
        "(sesameNextChange<=20261122235959Z), c0 c4",
        "(sesameNextChange<=19991231235958Z), ''",
        "(sesameNextChange<=20261123010000+0100), c0 c1 c4",
        "(sesameNextChange<=20261123000000.0Z), c0 c1 c4",
        "(sesameNextChange>=20261123000001Z), c2 c3 c5",
        "(sesameNextChange>=20261123000000Z), c1 c2 c3 c5",
        "(sesameNextChange=20261123000000Z), c1",
        "(&(sesameNextChange>=20261123000000Z)(sesameNextChange<=20270101000000Z)), c1 c2 c3",
        "(!(sesameNextChange=*)), never",
        "(mail=C3@UNIV.example), c3",
        "(&(uid=c*)(sn=c5)), c5",
        "(sesameState=active), c0 c1 c2 c3 c4 c5 never",
    })
    void aSearchByIndexFinds(String filter, String uids) throws Exception {
        try (LDAPConnection daemon = directory.as("daemon")) {
            List<String> found = daemon
                    .search("ou=people," + TestDirectory.BASE, SearchScope.ONE, filter, "uid")
                    .getSearchEntries()
                    .stream()
                    .map(entry -> entry.getAttributeValue("uid"))
                    .sorted()
                    .toList();
            assertThat(String.join(" ", found)).isEqualTo(uids);
        }
    }

    @Test
    void theRootSaysOnlyWhatIsThere() throws Exception {
        try (LDAPConnection stranger = directory.anonymous()) {
            RootDSE root = stranger.getRootDSE();
            System.err.println(root.toLDIFString());
            assertThat(root.getAttributeValues("supportedSASLMechanisms")).isNull();
            assertThat(root.getSupportedExtendedOperationOIDs()).contains("1.3.6.1.4.1.4203.1.11.3");
            assertThat(root.getSupportedControlOIDs())
                    .contains("1.3.6.1.4.1.42.2.27.8.5.1")
                    .doesNotContain(
                            "2.16.840.1.113730.3.4.18", // proxied authorisation
                            "2.16.840.1.113730.3.4.9", // virtual list views
                            "2.16.840.1.113730.3.4.3", // persistent search
                            "1.3.6.1.1.21.2"); // transactions
        }
    }

    @Test
    void whoAmITells() throws Exception {
        try (LDAPConnection cas = directory.as("cas")) {
            WhoAmIExtendedResult result =
                    (WhoAmIExtendedResult) cas.processExtendedOperation(new WhoAmIExtendedRequest());
            assertThat(result.getAuthorizationID()).isEqualTo("dn:" + directory.service("cas"));
        }
    }

    @Test
    void noSasl() throws Exception {
        try (LDAPConnection stranger = directory.anonymous()) {
            assertThatThrownBy(() -> stranger.bind(new PLAINBindRequest("dn:" + directory.person("c0"), "sesame-demo")))
                    .isInstanceOf(LDAPException.class);
        }
    }

    @Test
    void noPasswordModifyOperation() throws Exception {
        try (LDAPConnection person =
                new LDAPConnection("127.0.0.1", directory.port(), directory.person("c0"), TestDirectory.PASSWORD)) {
            assertThat(person.processExtendedOperation(new PasswordModifyExtendedRequest("sesame-demo", "other"))
                            .getResultCode()
                            .intValue())
                    .isEqualTo(2);
        }
    }

    /** Sent over the wire as if it were stored, and as if it were a password. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ARGON2}abc",
                "{SSHA512}",
                "{SSHA512}abc",
                "{SSHA}x",
                "{CRYPT}",
                "{CRYPT}x",
                "{crypt}$2a$",
                "{PKCS5S2}abc",
                "{x}",
                "{SHA}",
                "{MD5}abc"
            })
    void aStrangeHashIsNoPassword(String stored) throws Exception {
        directory.forgetBinds();
        try (LDAPConnection operator = directory.as("operator")) {
            operator.modify(
                    directory.person("never"), new Modification(ModificationType.REPLACE, "userPassword", stored));
        }
        directory.forgetBinds();
        try (LDAPConnection person = directory.anonymous()) {
            try {
                person.bind(directory.person("never"), stored);
                System.err.println("STORED accepted " + stored);
            } catch (LDAPException e) {
                System.err.println("STORED " + stored + " " + e.getDiagnosticMessage());
            }
            try {
                person.bind(directory.person("never"), "abc");
                System.err.println("STORED accepted abc " + stored);
            } catch (LDAPException e) {
                System.err.println("STORED " + stored + " " + e.getDiagnosticMessage());
            }
            System.err.println("STORED " + directory.binds());
        }
    }

    @Test
    void whatFailsDoesNotEchoAPassword() throws Exception {
        try (LDAPConnection operator = directory.as("operator")) {
            assertThatThrownBy(() -> operator.modify(
                            directory.person("nobody"),
                            new Modification(ModificationType.REPLACE, "userPassword", "very secret")))
                    .isInstanceOfSatisfying(LDAPException.class, e -> {
                        System.err.println("ECHO " + e.getDiagnosticMessage());
                        assertThat(e.getDiagnosticMessage())
                                .doesNotContain("very secret")
                                .doesNotContain("0x76 0x65");
                    });
            assertThatThrownBy(() -> operator.add(
                            "dn: " + directory.person("nobody"),
                            "objectClass: person",
                            "sn: x",
                            "userPassword: very secret"))
                    .isInstanceOfSatisfying(LDAPException.class, e -> {
                        System.err.println("ECHO " + e.getDiagnosticMessage());
                        assertThat(e.getDiagnosticMessage())
                                .doesNotContain("very secret")
                                .doesNotContain("0x76 0x65");
                    });
        }
    }
}
