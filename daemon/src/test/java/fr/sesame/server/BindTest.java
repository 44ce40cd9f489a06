package fr.sesame.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.BindResult;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.LDAPBindException;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.experimental.DraftBeheraLDAPPasswordPolicy10RequestControl;
import com.unboundid.ldap.sdk.experimental.DraftBeheraLDAPPasswordPolicy10ResponseControl;
import fr.sesame.interceptors.BindOutcome;
import fr.sesame.store.StoreTools;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.apache.directory.api.ldap.model.constants.LdapSecurityConstants;
import org.apache.directory.api.ldap.model.password.PasswordUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real binds on a real port, with a clock that the test sets. */
class BindTest {
    private static final String TIMELINE =
            "prepared 20260914220000Z=active 20271231230000Z=pending 20280101230000Z=inactive";
    private static final String SURSIS = "active 20270630220000Z=pending+bind 20270930220000Z=inactive";
    private static final String LOCK =
            "[kind=technical][since=2026-11-01T00:00:00Z][until=2026-11-02T00:00:00Z]" + "[by=rssi][reason=phishing]";

    @TempDir
    static Path folder;

    static TestDirectory directory;

    @BeforeAll
    static void start() throws Exception {
        importBroken();
        directory = TestDirectory.start(folder);
        directory.addPerson("dated", TIMELINE, null);
        directory.addPerson("locked", TIMELINE, LOCK);
        directory.addPerson("sursis", SURSIS, null);
        directory.addPerson("always", "active", null);
        directory.addPersonWithoutPassword("none", "active");
    }

    /** Nobody can write such a timeline over LDAP; an import takes what it is given. */
    private static void importBroken() throws Exception {
        Path ldif = Files.writeString(folder.resolve("broken.ldif"), """
                dn: dc=univ,dc=example
                objectClass: dcObject
                objectClass: organization
                dc: univ
                o: univ

                dn: ou=people,dc=univ,dc=example
                objectClass: organizationalUnit
                ou: people

                dn: uid=broken,ou=people,dc=univ,dc=example
                objectClass: inetOrgPerson
                objectClass: sesameAccount
                uid: broken
                cn: broken
                sn: broken
                sesameState: active
                sesameTimeline: tomorrow
                userPassword: HASH
                """.replace(
                        "HASH",
                        new String(
                                PasswordUtil.createStoragePassword(
                                        TestDirectory.PASSWORD, LdapSecurityConstants.HASH_METHOD_SSHA512),
                                StandardCharsets.UTF_8)));
        new StoreTools(folder.resolve("data"), TestDirectory.BASE, 1L << 30, Clock.systemUTC()).importFrom(ldif);
    }

    @AfterAll
    static void stop() {
        directory.close();
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource({
        "dated,  2026-09-14T21:59:59Z, PREPARED",
        "dated,  2026-09-14T22:00:00Z, ACCEPTED",
        "dated,  2027-12-31T22:59:59Z, ACCEPTED",
        "dated,  2027-12-31T23:00:00Z, PENDING",
        "dated,  2028-01-01T22:59:59Z, PENDING",
        "dated,  2028-01-01T23:00:00Z, INACTIVE",
        "locked, 2026-10-31T23:59:59Z, ACCEPTED",
        "locked, 2026-11-01T00:00:00Z, LOCKED",
        "locked, 2026-11-01T23:59:59Z, LOCKED",
        "locked, 2026-11-02T00:00:00Z, ACCEPTED",
        "sursis, 2027-06-30T21:59:59Z, ACCEPTED",
        "sursis, 2027-06-30T22:00:00Z, ACCEPTED",
        "sursis, 2027-09-30T21:59:59Z, ACCEPTED",
        "sursis, 2027-09-30T22:00:00Z, INACTIVE",
        "broken, 2026-11-01T00:00:00Z, INACTIVE",
        "always, 2026-11-01T00:00:00Z, ACCEPTED"
    })
    void theEntryAndTheClockDecideToTheSecond(String uid, Instant now, BindOutcome outcome) throws Exception {
        directory.setTime(now);
        directory.forgetBinds();
        BindResult result = bind(uid, TestDirectory.PASSWORD, true);
        if (outcome == BindOutcome.ACCEPTED) {
            assertThat(result.getResultCode()).isEqualTo(ResultCode.SUCCESS);
        } else {
            assertThat(result.getResultCode()).isEqualTo(ResultCode.INVALID_CREDENTIALS);
            Control control = result.getResponseControl(
                    DraftBeheraLDAPPasswordPolicy10ResponseControl.PASSWORD_POLICY_RESPONSE_OID);
            assertThat(control).isNotNull();
            assertThat(control.getValue().getValue()).containsExactly(0x30, 0x03, 0x81, 0x01, 0x01);
        }
        assertThat(directory.binds()).containsExactly(outcome);
    }

    @ParameterizedTest(name = "{0} with {1}")
    @CsvSource({
        "dated,  wrong",
        "locked, wrong",
        "nobody, sesame-demo",
        "none,   sesame-demo",
        "nobody, nobody has this password",
        "none,   nobody has this password"
    })
    void aWrongPasswordLooksTheSameForEverybody(String uid, String password) throws Exception {
        directory.setTime(Instant.parse("2026-11-01T12:00:00Z"));
        directory.forgetBinds();
        BindResult result = bind(uid, password, true);
        assertThat(result.getResultCode()).isEqualTo(ResultCode.INVALID_CREDENTIALS);
        assertThat(result.getDiagnosticMessage()).isEqualTo("INVALID_CREDENTIALS: Bind failed: Invalid credentials");
        assertThat(result.getResponseControls()).isEmpty();
        assertThat(directory.binds()).containsExactly(BindOutcome.WRONG_PASSWORD);
    }

    @Test
    void aRefusedAccountAnswersLikeAWrongPasswordIfTheControlIsNotAskedFor() throws Exception {
        directory.setTime(Instant.parse("2026-01-01T00:00:00Z"));
        BindResult result = bind("dated", TestDirectory.PASSWORD, false);
        assertThat(result.getResultCode()).isEqualTo(ResultCode.INVALID_CREDENTIALS);
        assertThat(result.getDiagnosticMessage()).isEqualTo("INVALID_CREDENTIALS: Bind failed: Invalid credentials");
        assertThat(result.getResponseControls()).isEmpty();
    }

    @Test
    void aRefusedBindLeavesTheConnectionWithoutRights() throws Exception {
        directory.setTime(Instant.parse("2026-01-01T00:00:00Z"));
        try (LDAPConnection connection = directory.anonymous()) {
            assertThatThrownBy(() -> connection.bind(directory.person("dated"), TestDirectory.PASSWORD))
                    .isInstanceOf(LDAPException.class);
            assertThatThrownBy(() -> connection.getEntry(directory.person("dated")))
                    .isInstanceOf(LDAPException.class);
        }
    }

    /** Of somebody who is there, and of somebody who is not. */
    @ParameterizedTest
    @ValueSource(strings = {"always", "nobody"})
    void aNameWithoutAPasswordIsUnwillingToPerform(String uid) {
        SimpleBindRequest request = new SimpleBindRequest(directory.person(uid), "");
        assertThatThrownBy(() -> {
                    try (LDAPConnection connection = directory.anonymous()) {
                        connection.getConnectionOptions().setBindWithDNRequiresPassword(false);
                        connection.bind(request);
                    }
                })
                .isInstanceOfSatisfying(
                        LDAPException.class,
                        e -> assertThat(e.getResultCode()).isEqualTo(ResultCode.UNWILLING_TO_PERFORM));
    }

    @Test
    void aNameThatIsNoDnIsRefusedLikeAWrongPassword() throws Exception {
        try (LDAPConnection connection = directory.anonymous()) {
            assertThatThrownBy(() -> connection.bind("jdupont", "x"))
                    .isInstanceOfSatisfying(
                            LDAPException.class,
                            e -> assertThat(e.getResultCode())
                                    .isIn(ResultCode.INVALID_CREDENTIALS, ResultCode.INVALID_DN_SYNTAX));
        }
    }

    @Test
    void theStockAdministratorCannotBind() {
        assertThatThrownBy(() -> {
                    try (LDAPConnection connection = directory.anonymous()) {
                        connection.bind("uid=admin,ou=system", "secret");
                    }
                })
                .isInstanceOf(LDAPBindException.class);
    }

    private static BindResult bind(String uid, String password, boolean control) throws LDAPException {
        try (LDAPConnection connection = directory.anonymous()) {
            return connection.bind(new SimpleBindRequest(
                    directory.person(uid),
                    password,
                    control ? new Control[] {new DraftBeheraLDAPPasswordPolicy10RequestControl()} : new Control[0]));
        } catch (LDAPBindException e) {
            return e.getBindResult();
        }
    }
}
