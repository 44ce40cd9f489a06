package fr.sesame.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPResult;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ModifyRequest;
import com.unboundid.ldap.sdk.PLAINBindRequest;
import com.unboundid.ldap.sdk.RootDSE;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import com.unboundid.ldap.sdk.extensions.WhoAmIExtendedRequest;
import com.unboundid.ldap.sdk.extensions.WhoAmIExtendedResult;
import com.unboundid.ldap.sdk.schema.Schema;
import java.nio.file.Path;
import java.time.Instant;
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
            "21000101000000Z",
            "20261123000000Z"
        };
        for (int i = 0; i < changes.length; i++) {
            directory.setTime(Instant.parse("1999-01-01T00:00:00Z")); // so that every change lies ahead
            directory.addPerson("c" + i, "active " + changes[i] + "=pending", null);
        }
        directory.setTime(Instant.parse("2026-11-23T12:00:00Z"));
        directory.addPerson("never", "active", null);
        directory.addPerson("strange", "inactive", null);
        try (LDAPConnection operator = directory.as("operator")) {
            operator.modify(
                    directory.person("strange"), new Modification(ModificationType.REPLACE, "sesameState", "inactive"));
        }
    }

    @AfterAll
    static void stop() {
        directory.close();
    }

    @ParameterizedTest
    @CsvSource({
        "(sesameNextChange<=20261123000000Z), c0 c1 c4 c6",
        "(sesameNextChange<=20261122235959Z), c0 c4",
        "(sesameNextChange<=19991231235958Z), ''",
        "(sesameNextChange<=20261123010000+0100), c0 c1 c4 c6",
        "(sesameNextChange<=20261123000000.0Z), c0 c1 c4 c6",
        "(sesameNextChange>=20261123000001Z), c2 c3 c5",
        "(sesameNextChange>=20261123000000Z), c1 c2 c3 c5 c6",
        "(sesameNextChange=20261123000000Z), c1 c6",
        "(&(sesameNextChange>=20261123000000Z)(sesameNextChange<=20270101000000Z)), c1 c2 c3 c6",
        "(sesameNextChange=*), c0 c1 c2 c3 c4 c5 c6",
        "(&(uid=n*)(!(sesameNextChange=*))), never",
        "(mail=C3@UNIV.example), c3",
        "(&(uid=c*)(sn=c5)), c5",
        "(&(sesameState=active)(uid=c*)), c0 c1 c2 c3 c4 c5 c6",
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
            assertThat(root.hasAttribute("supportedSASLMechanisms")).isFalse();
            assertThat(root.getNamingContextDNs()).containsExactly(TestDirectory.BASE);
            assertThat(root.getSupportedExtendedOperationOIDs()).contains("1.3.6.1.4.1.4203.1.11.3");
            assertThat(root.getSupportedControlOIDs())
                    .containsExactlyInAnyOrder(
                            "1.3.6.1.4.1.42.2.27.8.5.1", // password policy
                            "1.2.840.113556.1.4.319", // paged results
                            "2.16.840.1.113730.3.4.2"); // entries that are referrals, as entries
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

    @ParameterizedTest
    @ValueSource(strings = {"2.16.840.1.113730.3.4.18", "1.3.6.1.1.21.2"})
    void aCriticalControlThatIsNotThereIsRefused(String oid) throws Exception {
        try (LDAPConnection operator = directory.as("operator")) {
            ModifyRequest request = new ModifyRequest(
                    directory.person("never"), new Modification(ModificationType.REPLACE, "description", "x"));
            request.addControl(new Control(oid, true, new ASN1OctetString("dn:")));
            assertThat(codeOf(() -> operator.modify(request))).isEqualTo(12);
        }
    }

    /** Whoever knows such a text, from a file that was imported, must not be able to bind with it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ARGON2}abc",
                "{x}",
                "{X-NEW}abc",
                "{SSHA512}",
                "{SSHA512}abc",
                "{SSHA}x",
                "{CRYPT}",
                "{CRYPT}x",
                "{crypt}$2a$",
                "{PKCS5S2}abc",
                "{MD5}abc"
            })
    void theTextOfAHashIsNoPassword(String stored) throws Exception {
        try (LDAPConnection operator = directory.as("operator")) {
            Modification set = new Modification(ModificationType.REPLACE, "userPassword", stored);
            ModifyRequest request = new ModifyRequest(directory.person("strange"), set);
            assertThat(codeOf(() -> operator.modify(request))).isEqualTo(19);
        }
        for (String password : List.of(stored, "abc", "x")) {
            try (LDAPConnection person = directory.anonymous()) {
                assertThatThrownBy(() -> person.bind(directory.person("strange"), password))
                        .isInstanceOfSatisfying(
                                LDAPException.class,
                                e -> assertThat(e.getDiagnosticMessage())
                                        .isEqualTo("INVALID_CREDENTIALS: Bind failed: Invalid credentials"));
            }
        }
    }

    /** LDAP API stumbles over the last one, as over every character beyond U+FFFF. */
    @ParameterizedTest
    @ValueSource(strings = {"(sesameNextChange<=20261123120000z)", "(sesameNextChange<=tomorrow)", "(cn=\uD83D\uDE00)"})
    void aFilterThatCannotBeComparedIsAnsweredAsSuch(String filter) throws Exception {
        try (LDAPConnection operator = directory.as("operator")) {
            assertThat(codeOf(() -> operator.search("ou=people," + TestDirectory.BASE, SearchScope.ONE, filter)))
                    .isEqualTo(21);
        }
    }

    /** A name with a letter that has no form to be compared in, wherever a request has a name. */
    @Test
    void aNameThatCannotBePreparedIsAnsweredAsSuch() throws Exception {
        String name = "uid=ali\uFFFDe,ou=people," + TestDirectory.BASE;
        try (LDAPConnection operator = directory.as("operator")) {
            Modification change = new Modification(ModificationType.REPLACE, "description", "x");
            assertThat(codeOf(() -> operator.search(name, SearchScope.BASE, "(uid=*)")))
                    .isEqualTo(34);
            assertThat(codeOf(() -> operator.modify(name, change))).isEqualTo(34);
            assertThat(codeOf(() -> operator.delete(name))).isEqualTo(34);
            assertThat(codeOf(() -> operator.compare(name, "uid", "x"))).isEqualTo(34);
            assertThat(codeOf(() -> operator.modifyDN(name, "uid=y", true))).isEqualTo(34);
            assertThat(codeOf(() -> operator.bind(name, "x"))).isEqualTo(49);
        }
    }

    private interface Attempt {
        LDAPResult run() throws LDAPException;
    }

    private static int codeOf(Attempt attempt) {
        try {
            return attempt.run().getResultCode().intValue();
        } catch (LDAPException e) {
            return e.getResultCode().intValue();
        }
    }

    /** The daemon writes what it is told into its log. */
    @Test
    void whatFailsDoesNotEchoAPassword() throws Exception {
        String dn = directory.person("nobody");
        try (LDAPConnection operator = directory.as("operator")) {
            assertThatThrownBy(() -> operator.modify(
                            dn, new Modification(ModificationType.REPLACE, "userPassword", "very secret")))
                    .isInstanceOf(LDAPException.class)
                    .hasMessageContaining("nobody")
                    .hasMessageNotContaining("secret")
                    .hasMessageNotContaining("0x76");
            assertThatThrownBy(() ->
                            operator.add("dn: " + dn, "objectClass: person", "sn: x", "userPassword: very secret"))
                    .isInstanceOf(LDAPException.class)
                    .hasMessageNotContaining("secret")
                    .hasMessageNotContaining("0x76");
        }
    }

    @Test
    void aPasswordIsStoredAsASaltedHashAndReplacedByTheNext() throws Exception {
        String dn = directory.person("forgetful");
        directory.addPerson("forgetful", "active", null);
        try (LDAPConnection operator = directory.as("operator")) {
            operator.modify(dn, new Modification(ModificationType.REPLACE, "userPassword", "the next"));
        }
        try (LDAPConnection person = directory.anonymous()) {
            assertThat(codeOf(() -> person.bind(dn, "the next"))).isZero();
            assertThat(codeOf(() -> person.bind(dn, TestDirectory.PASSWORD))).isEqualTo(49);
        }
    }

    @Test
    void aPagedSearchReadsAll() throws Exception {
        try (LDAPConnection daemon = directory.as("daemon")) {
            SearchRequest request =
                    new SearchRequest("ou=people," + TestDirectory.BASE, SearchScope.ONE, "(uid=c*)", "uid");
            ASN1OctetString cookie = null;
            int found = 0;
            do {
                request.setControls(new SimplePagedResultsControl(2, cookie, true));
                SearchResult page = daemon.search(request);
                found += page.getEntryCount();
                cookie = SimplePagedResultsControl.get(page).getCookie();
            } while (cookie.getValueLength() > 0);
            assertThat(found).isEqualTo(7);
        }
    }

    @Test
    void theSchemaIsReadAfterABind() throws Exception {
        try (LDAPConnection cas = directory.as("cas")) {
            Schema schema = cas.getSchema();
            assertThat(schema.getObjectClass("sesameAccount")).isNotNull();
            assertThat(schema.getAttributeType("supannEmpId")).isNotNull();
        }
    }
}
