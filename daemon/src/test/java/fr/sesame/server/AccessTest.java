package fr.sesame.server;

import static fr.sesame.server.Callers.refusal;
import static fr.sesame.server.Callers.search;
import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.asn1.ASN1Boolean;
import com.unboundid.asn1.ASN1Integer;
import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1Sequence;
import com.unboundid.ldap.sdk.CompareRequest;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPResult;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each of them reads over the wire: the rules of access as they are shipped, asked of a real port. */
class AccessTest {
    private static final String PERSISTENT_SEARCH = "2.16.840.1.113730.3.4.3";

    @TempDir
    static Path folder;

    static Callers callers;

    @BeforeAll
    static void start() throws Exception {
        callers = new Callers(folder);
    }

    @AfterAll
    static void stop() {
        callers.close();
    }

    private static LDAPConnection as(String who) throws LDAPException {
        return callers.as(who);
    }

    private static String dn(String what) {
        return callers.dn(what);
    }

    @ParameterizedTest(name = "{0} reads {1}: {2}")
    @CsvSource({
        "anonymous, root,        yes",
        "anonymous, schema,      no",
        "anonymous, base,        no",
        "anonymous, alice,       no",
        "anonymous, admin,       no",
        "alice,     root,        yes",
        "alice,     schema,      yes",
        "alice,     alice,       yes",
        "alice,     bob,         no",
        "alice,     people,      no",
        "alice,     SCI,         no",
        "alice,     cas,         no",
        "alice,     system,      no",
        "cas,       root,        yes",
        "cas,       schema,      yes",
        "cas,       alice,       yes",
        "cas,       people,      yes",
        "cas,       SCI,         yes",
        "cas,       cas,         yes",
        "cas,       operator,    no",
        "cas,       admin,       no",
        "operator,  alice,       yes",
        "operator,  SCI,         yes",
        "operator,  cas,         yes",
        "operator,  admin,       no",
        "operator,  system,      no",
        "daemon,    alice,       yes"
    })
    void anEntryIsReadOrAsIfItWereNotThere(String who, String what, String yes) throws Exception {
        try (LDAPConnection connection = as(who)) {
            SearchResult found =
                    search(connection, new SearchRequest(dn(what), SearchScope.BASE, "(objectClass=*)", "*", "+"));
            assertThat(found.getEntryCount()).isEqualTo(yes.equals("yes") ? 1 : 0);
            if (what.equals("root") || what.equals("schema")) {
                return; // RFC 4512, 5.1 and 4.4: only by (objectClass=*) and its like
            }
            SearchResult byOtherFilter = search(
                    connection, new SearchRequest(dn(what), SearchScope.BASE, "(!(objectClass=alias))", "*", "+"));
            assertThat(byOtherFilter.getEntryCount()).isEqualTo(yes.equals("yes") ? 1 : 0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"anonymous", "alice", "cas", "operator", "daemon"})
    void aPasswordIsReadByNobody(String who) throws Exception {
        try (LDAPConnection connection = as(who)) {
            for (String base : List.of("", TestDirectory.BASE, dn("alice"), dn("people"))) {
                SearchResult found = search(
                        connection,
                        new SearchRequest(
                                base, SearchScope.SUB, "(objectClass=*)", "*", "+", "userPassword", "2.5.4.35"));
                assertThat(found.getSearchEntries()).noneMatch(entry -> entry.hasAttribute("userPassword"));
            }
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "alice,    (userPassword=*)",
        "alice,    (userPassword={SSHA512}*)",
        "cas,      (userPassword=*)",
        "cas,      (2.5.4.35=*)",
        "cas,      (USERPASSWORD=*)",
        "cas,      (&(objectClass=person)(!(userPassword=*)))",
        "cas,      (userPassword:=x)",
        "cas,      (sesameAffiliation=*)",
        "cas,      (sesameAffiliation=[source=apogee]*)",
        "cas,      (supannOIDCDateDeNaissance=1990-01-01)",
        "cas,      (:caseExactMatch:=alice)",
        "operator, (userPassword=*)",
        "operator, (|(uid=alice)(userPassword=*))"
    })
    void aFilterOverWhatMayNotBeReadFindsNothing(String who, String filter) throws Exception {
        try (LDAPConnection connection = as(who)) {
            SearchResult found = search(connection, new SearchRequest(dn("people"), SearchScope.SUB, filter, "1.1"));
            assertThat(found.getEntryCount()).isZero();
        }
    }

    @ParameterizedTest(name = "{0} reads {1} of {2}: {3}")
    @CsvSource({
        "cas,      mail,              alice, yes",
        "cas,      sesameState,       alice, yes",
        "cas,      sesameAffiliation, alice, no",
        "cas,      sesameLock,        bob,   no",
        "alice,    sesameAffiliation, alice, yes",
        "operator, sesameAffiliation, alice, yes"
    })
    void anAttributeIsReadOrAsIfItWereNotThere(String who, String attribute, String of, String yes) throws Exception {
        try (LDAPConnection connection = as(who)) {
            SearchResultEntry entry = connection.getEntry(dn(of), "*", "+", attribute);
            assertThat(entry.hasAttribute(attribute)).isEqualTo(yes.equals("yes"));
        }
    }

    @ParameterizedTest(name = "{0} compares {1} of {2}: {3}")
    @CsvSource({
        "anonymous, uid,               alice, INSUFFICIENT_ACCESS_RIGHTS",
        "alice,     uid,               alice, COMPARE_TRUE",
        "alice,     uid,               bob,   INSUFFICIENT_ACCESS_RIGHTS",
        "alice,     userPassword,      alice, INSUFFICIENT_ACCESS_RIGHTS",
        "cas,       uid,               alice, COMPARE_TRUE",
        "cas,       userPassword,      alice, INSUFFICIENT_ACCESS_RIGHTS",
        "cas,       2.5.4.35,          alice, INSUFFICIENT_ACCESS_RIGHTS",
        "cas,       sesameAffiliation, alice, INSUFFICIENT_ACCESS_RIGHTS",
        "operator,  uid,               alice, COMPARE_TRUE",
        "operator,  userPassword,      alice, INSUFFICIENT_ACCESS_RIGHTS"
    })
    void compareFollowsRead(String who, String attribute, String of, String result) throws Exception {
        try (LDAPConnection connection = as(who)) {
            String value = of;
            LDAPResult got;
            try {
                got = connection.compare(new CompareRequest(dn(of), attribute, value));
            } catch (LDAPException e) {
                got = e.toLDAPResult();
            }
            assertThat(got.getResultCode()).isEqualTo(code(result));
        }
    }

    private static ResultCode code(String name) {
        return switch (name) {
            case "COMPARE_TRUE" -> ResultCode.COMPARE_TRUE;
            case "SUCCESS" -> ResultCode.SUCCESS;
            default -> ResultCode.INSUFFICIENT_ACCESS_RIGHTS;
        };
    }

    @Test
    void whoeverIsThereIsNotToldToAPerson() throws Exception {
        try (LDAPConnection alice = as("alice")) {
            SearchResult there = search(alice, new SearchRequest(dn("bob"), SearchScope.BASE, "(uid=bob)"));
            SearchResult notThere = search(alice, new SearchRequest(dn("nobody"), SearchScope.BASE, "(uid=bob)"));
            assertThat(there.getResultCode()).isEqualTo(notThere.getResultCode());
            assertThat(there.getMatchedDN()).isEqualTo(notThere.getMatchedDN());
            SearchResult under = search(alice, new SearchRequest(dn("people"), SearchScope.ONE, "(sn=*)", "uid"));
            assertThat(under.getSearchEntries())
                    .extracting(entry -> entry.getAttributeValue("uid"))
                    .containsExactly("alice");
        }
    }

    @Test
    void aStrangerReadsNothingUnderTheEmptyName() throws Exception {
        try (LDAPConnection stranger = as("anonymous")) {
            SearchResult found = search(stranger, new SearchRequest("", SearchScope.SUB, "(uid=alice)"));
            assertThat(found.getResultCode()).isEqualTo(ResultCode.INSUFFICIENT_ACCESS_RIGHTS);
            assertThat(found.getEntryCount()).isZero();
        }
    }

    /** Its events pass no interceptor: were it there, the search would not end, and would send hashes. */
    @ParameterizedTest(name = "{0}, critical {1}: {2}")
    @CsvSource({
        "anonymous, true,  12",
        "anonymous, false, 50",
        "alice,     false, 0",
        "cas,       true,  12",
        "cas,       false, 0"
    })
    void aPersistentSearchIsNotThere(String who, boolean critical, int result) throws Exception {
        ASN1Sequence value = new ASN1Sequence(new ASN1Integer(15), new ASN1Boolean(true), new ASN1Boolean(false));
        try (LDAPConnection connection = as(who)) {
            SearchRequest request = new SearchRequest(dn("people"), SearchScope.SUB, "(objectClass=*)");
            request.addControl(new Control(PERSISTENT_SEARCH, critical, new ASN1OctetString(value.encode())));
            request.setResponseTimeoutMillis(5_000);
            assertThat(search(connection, request).getResultCode().intValue()).isEqualTo(result);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"anonymous", "alice"})
    void aComparisonTellsNobodyWhoIsThere(String who) throws Exception {
        try (LDAPConnection connection = as(who)) {
            for (String what : List.of("bob", "nobody")) {
                assertThat(refusal(() -> connection.compare(new CompareRequest(dn(what), "sn", "bob"))))
                        .isEqualTo(ResultCode.INSUFFICIENT_ACCESS_RIGHTS);
            }
        }
    }
}
