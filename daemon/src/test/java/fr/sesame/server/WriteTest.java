package fr.sesame.server;

import static fr.sesame.server.Callers.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DeleteRequest;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPResult;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ModifyDNRequest;
import com.unboundid.ldap.sdk.ModifyRequest;
import com.unboundid.ldap.sdk.ResultCode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each of them writes over the wire, and what a refusal tells. */
class WriteTest {
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

    @ParameterizedTest(name = "{0} modifies {1}: {2}")
    @CsvSource({
        "anonymous, alice,  no",
        "alice,     alice,  no",
        "alice,     bob,    no",
        "alice,     nobody, no",
        "cas,       alice,  no",
        "cas,       cas,    no",
        "cas,       schema, no",
        "operator,  alice,  yes",
        "operator,  SCI,    yes",
        "operator,  cas,    yes",
        "operator,  base,   no",
        "operator,  schema, no",
        "operator,  admin,  no",
        "daemon,    alice,  yes"
    })
    void onlyTheDaemonAndTheOperatorWrite(String who, String what, String yes) throws Exception {
        try (LDAPConnection connection = as(who)) {
            LDAPResult result;
            try {
                result = connection.modify(new ModifyRequest(
                        dn(what), new Modification(ModificationType.REPLACE, "description", "by " + who)));
            } catch (LDAPException e) {
                result = e.toLDAPResult();
            }
            assertThat(result.getResultCode())
                    .isEqualTo(yes.equals("yes") ? ResultCode.SUCCESS : ResultCode.INSUFFICIENT_ACCESS_RIGHTS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice", "cas", "operator", "daemon"})
    void nobodyDeletesOrRenamesAPerson(String who) throws Exception {
        try (LDAPConnection connection = as(who)) {
            assertThat(refusal(() -> connection.delete(new DeleteRequest(dn("bob")))))
                    .isEqualTo(ResultCode.INSUFFICIENT_ACCESS_RIGHTS);
            assertThat(refusal(() -> connection.modifyDN(new ModifyDNRequest(dn("bob"), "uid=robert", true))))
                    .isEqualTo(ResultCode.INSUFFICIENT_ACCESS_RIGHTS);
            assertThat(refusal(() ->
                            connection.modifyDN(new ModifyDNRequest(dn("bob"), "uid=bob", false, dn("structures")))))
                    .isEqualTo(ResultCode.INSUFFICIENT_ACCESS_RIGHTS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"anonymous", "alice", "cas"})
    void aWriteTellsNobodyWhoIsThere(String who) throws Exception {
        try (LDAPConnection connection = as(who)) {
            for (String what : List.of("bob", "nobody")) {
                Modification sn = new Modification(ModificationType.REPLACE, "sn", "x");
                assertThat(refusal(() -> connection.modify(dn(what), sn)))
                        .isEqualTo(ResultCode.INSUFFICIENT_ACCESS_RIGHTS);
                assertThat(refusal(() -> connection.delete(dn(what)))).isEqualTo(ResultCode.INSUFFICIENT_ACCESS_RIGHTS);
                assertThat(refusal(() -> connection.modifyDN(dn(what), "uid=x", true)))
                        .isEqualTo(ResultCode.INSUFFICIENT_ACCESS_RIGHTS);
                assertThat(refusal(() -> connection.add(
                                dn(what), new Attribute("objectClass", "person"), new Attribute("sn", "x"))))
                        .isEqualTo(ResultCode.INSUFFICIENT_ACCESS_RIGHTS);
            }
        }
    }
}
