package fr.sesame.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.BindResult;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.LDAPBindException;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPResult;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ModifyRequest;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.experimental.DraftBeheraLDAPPasswordPolicy10RequestControl;
import com.unboundid.ldap.sdk.extensions.PasswordModifyExtendedRequest;
import com.unboundid.ldap.sdk.extensions.PasswordModifyExtendedResult;
import com.unboundid.ldap.sdk.extensions.WhoAmIExtendedRequest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Passwords as people, the support desk and programs change them, over the wire. */
class PasswordChangeTest {
    private static final String OLD = TestDirectory.PASSWORD;
    private static final String NEW = "Correct-Horse-2026";

    @TempDir
    static Path folder;

    static TestDirectory directory;
    private static int made;

    private String uid = "";

    @BeforeAll
    static void start() throws Exception {
        directory = TestDirectory.start(folder);
    }

    @AfterAll
    static void stop() {
        directory.close();
    }

    @BeforeEach
    void somebody() throws Exception {
        directory.setTime(Instant.parse("2026-11-23T12:00:00Z"));
        uid = "changer" + made++;
        directory.addPerson(uid, "active", null);
        directory.setTime(Instant.parse("2026-11-24T12:00:00Z"));
    }

    private LDAPConnection bound(String password) throws LDAPException {
        LDAPConnection connection = directory.anonymous();
        connection.bind(directory.person(uid), password);
        return connection;
    }

    private boolean opens(String password) throws LDAPException {
        try (LDAPConnection connection = bound(password)) {
            return connection.isConnected();
        } catch (LDAPBindException e) {
            return false;
        }
    }

    private LDAPResult modify(LDAPConnection connection, Modification... modifications) {
        ModifyRequest request = new ModifyRequest(directory.person(uid), modifications);
        request.addControl(new DraftBeheraLDAPPasswordPolicy10RequestControl());
        try {
            return connection.modify(request);
        } catch (LDAPException e) {
            return e.toLDAPResult();
        }
    }

    private static Modification replace(String password) {
        return new Modification(ModificationType.REPLACE, "userPassword", password);
    }

    private static Modification[] oldForNew(String old, String fresh) {
        return new Modification[] {
            new Modification(ModificationType.DELETE, "userPassword", old),
            new Modification(ModificationType.ADD, "userPassword", fresh)
        };
    }

    /** {@code 30 03 81 01 NN}, as the standard's table has it. */
    private static void assertRefused(LDAPResult result, ResultCode code, int error) {
        assertThat(result.getResultCode()).as("%s", result).isEqualTo(code);
        Control control = result.getResponseControl("1.3.6.1.4.1.42.2.27.8.5.1");
        assertThat(control).isNotNull();
        assertThat(control.getValue().getValue()).containsExactly(0x30, 0x03, 0x81, 0x01, error);
    }

    @Test
    void onesOwnIsChangedByTakingOutTheOldAndPuttingInTheNew() throws Exception {
        try (LDAPConnection me = bound(OLD)) {
            assertThat(modify(me, oldForNew(OLD, NEW)).getResultCode()).isEqualTo(ResultCode.SUCCESS);
            assertThat(me.getEntry(directory.person(uid)))
                    .as("the connection stays")
                    .isNotNull();
        }
        assertThat(opens(OLD)).isFalse();
        assertThat(opens(NEW)).isTrue();
    }

    @Test
    void onesOwnIsNotChangedWithoutTheOldOne() throws Exception {
        try (LDAPConnection me = bound(OLD)) {
            assertRefused(modify(me, replace(NEW)), ResultCode.INSUFFICIENT_ACCESS_RIGHTS, 4);
            assertThat(modify(me, oldForNew("wrong", NEW)).getResultCode()).isEqualTo(ResultCode.INVALID_CREDENTIALS);
        }
        assertThat(opens(OLD)).isTrue();
    }

    @Test
    void anothersIsNotChanged() throws Exception {
        String mine = uid;
        somebody();
        try (LDAPConnection other = directory.anonymous()) {
            other.bind(directory.person(mine), OLD);
            assertRefused(modify(other, oldForNew(OLD, NEW)), ResultCode.INSUFFICIENT_ACCESS_RIGHTS, 3);
            assertRefused(modify(other, replace(NEW)), ResultCode.INSUFFICIENT_ACCESS_RIGHTS, 3);
        }
        assertThat(opens(OLD)).isTrue();
    }

    @Test
    void aHashOfOnesOwnIsNoPassword() throws Exception {
        try (LDAPConnection me = bound(OLD)) {
            assertRefused(modify(me, oldForNew(OLD, "{SSHA}abc")), ResultCode.CONSTRAINT_VIOLATION, 5);
        }
    }

    @Test
    void severalPasswordsAreNotHad() throws Exception {
        try (LDAPConnection operator = directory.as("operator")) {
            assertThat(modify(operator, new Modification(ModificationType.REPLACE, "userPassword", NEW, "Other-2026-x"))
                            .getResultCode())
                    .isEqualTo(ResultCode.CONSTRAINT_VIOLATION);
        }
    }

    @Test
    void theExtendedOperationChangesOnesOwn() throws Exception {
        try (LDAPConnection me = bound(OLD)) {
            assertThat(extended(me, null, OLD, NEW)).isEqualTo(ResultCode.SUCCESS);
        }
        assertThat(opens(NEW)).isTrue();
        try (LDAPConnection me = bound(NEW)) {
            assertThat(extended(me, "dn:" + directory.person(uid), null, OLD))
                    .isEqualTo(ResultCode.INSUFFICIENT_ACCESS_RIGHTS);
            assertThat(extended(me, "dn:" + directory.person(uid), "wrong", OLD))
                    .isEqualTo(ResultCode.INVALID_CREDENTIALS);
        }
        assertThat(opens(NEW)).isTrue();
    }

    @Test
    void theExtendedOperationTellsAStrangerNothing() throws Exception {
        try (LDAPConnection stranger = directory.anonymous()) {
            assertThat(extended(stranger, directory.person(uid), OLD, NEW))
                    .isEqualTo(ResultCode.INSUFFICIENT_ACCESS_RIGHTS);
            assertThat(extended(stranger, directory.person("nobody-at-all"), OLD, NEW))
                    .isEqualTo(ResultCode.INSUFFICIENT_ACCESS_RIGHTS);
        }
        String mine = uid;
        somebody();
        try (LDAPConnection other = directory.anonymous()) {
            other.bind(directory.person(mine), OLD);
            assertThat(extended(other, directory.person(uid), OLD, NEW))
                    .isEqualTo(ResultCode.INSUFFICIENT_ACCESS_RIGHTS);
            assertThat(extended(other, directory.person("nobody-at-all"), OLD, NEW))
                    .isEqualTo(ResultCode.INSUFFICIENT_ACCESS_RIGHTS);
        }
    }

    @Test
    void whoDoesNotChooseIsGivenOne() throws Exception {
        String given;
        try (LDAPConnection me = bound(OLD)) {
            PasswordModifyExtendedResult result = (PasswordModifyExtendedResult)
                    me.processExtendedOperation(new PasswordModifyExtendedRequest((String) null, OLD, null));
            assertThat(result.getResultCode()).isEqualTo(ResultCode.SUCCESS);
            given = String.valueOf(result.getGeneratedPassword());
        }
        assertThat(opens(given)).isTrue();
    }

    private static ResultCode extended(
            LDAPConnection connection, @Nullable String who, @Nullable String old, String fresh) throws LDAPException {
        return connection
                .processExtendedOperation(new PasswordModifyExtendedRequest(who, old, fresh))
                .getResultCode();
    }

    /** Whether the client asks for the control or not. */
    @Test
    void aPasswordThatWasResetOpensNothingButItsChange() throws Exception {
        try (LDAPConnection operator = directory.as("operator")) {
            operator.modify(
                    directory.person(uid),
                    replace("Temporary-2026"),
                    new Modification(ModificationType.REPLACE, "pwdReset", "TRUE"));
        }
        try (LDAPConnection me = directory.anonymous()) {
            BindResult bind = me.bind(new SimpleBindRequest(
                    directory.person(uid), "Temporary-2026", new DraftBeheraLDAPPasswordPolicy10RequestControl()));
            assertThat(bind.getResponseControls()[0].getValue())
                    .isEqualTo(new ASN1OctetString((byte) 0x04, new byte[] {0x30, 0x03, (byte) 0x81, 0x01, 0x02}));
        }
        try (LDAPConnection me = bound("Temporary-2026")) {
            assertThat(me.processExtendedOperation(new WhoAmIExtendedRequest()).getResultCode())
                    .isEqualTo(ResultCode.SUCCESS);
            assertThat(codeOf(() -> me.getEntry(directory.person(uid))))
                    .isEqualTo(ResultCode.INSUFFICIENT_ACCESS_RIGHTS);
            assertThat(codeOf(() -> me.getRootDSE())).isEqualTo(ResultCode.INSUFFICIENT_ACCESS_RIGHTS);
            assertThat(codeOf(() -> me.compare(directory.person(uid), "uid", uid)))
                    .isEqualTo(ResultCode.INSUFFICIENT_ACCESS_RIGHTS);
            assertRefused(
                    modify(me, new Modification(ModificationType.REPLACE, "telephoneNumber", "1")),
                    ResultCode.INSUFFICIENT_ACCESS_RIGHTS,
                    2);
            assertThat(modify(me, replace(NEW)).getResultCode()).isEqualTo(ResultCode.SUCCESS);
            assertThat(me.getEntry(directory.person(uid))).isNotNull();
        }
        assertThat(opens(NEW)).isTrue();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "short,                        6",
        "onlylowercase,                5",
        "aaaaaaaaaaaaA,                5",
        "'Long-enough-{uid}-2026',     5",
        "P@ssw0rd2026,                 5",
        "sesame-demo-but-not-the-same, 0",
        "sesame-demo,                  8"
    })
    void aWeakPasswordIsRefusedWithItsError(String pattern, int error) throws Exception {
        String fresh = pattern.replace("{uid}", uid);
        try (LDAPConnection me = bound(OLD)) {
            LDAPResult result = modify(me, oldForNew(OLD, fresh));
            if (error == 0) {
                assertThat(result.getResultCode()).isEqualTo(ResultCode.SUCCESS);
            } else {
                assertRefused(result, ResultCode.CONSTRAINT_VIOLATION, error);
                assertThat(result.getDiagnosticMessage()).contains(" / ").doesNotContain(fresh);
            }
        }
    }

    /** The history of three: the present one and two before it. */
    @Test
    void oneOfTheLastDoesNotComeBackButAnOlderOneDoes() throws Exception {
        List<String> passwords = List.of(OLD, "Second-of-2026", "Third-of-2026x", "Fourth-of-2026");
        for (int i = 1; i < passwords.size(); i++) {
            directory.setTime(Instant.parse("2026-11-25T12:00:00Z").plusSeconds(i));
            try (LDAPConnection me = bound(passwords.get(i - 1))) {
                assertThat(modify(me, oldForNew(passwords.get(i - 1), passwords.get(i)))
                                .getResultCode())
                        .isEqualTo(ResultCode.SUCCESS);
            }
        }
        try (LDAPConnection me = bound("Fourth-of-2026")) {
            for (String recent : List.of("Fourth-of-2026", "Third-of-2026x", "Second-of-2026")) {
                assertRefused(modify(me, oldForNew("Fourth-of-2026", recent)), ResultCode.CONSTRAINT_VIOLATION, 8);
            }
            assertThat(modify(me, oldForNew("Fourth-of-2026", OLD)).getResultCode())
                    .isEqualTo(ResultCode.SUCCESS);
        }
    }

    private interface Attempt {
        Object run() throws LDAPException;
    }

    private static ResultCode codeOf(Attempt attempt) {
        try {
            return attempt.run() == null ? ResultCode.NO_SUCH_OBJECT : ResultCode.SUCCESS;
        } catch (LDAPException e) {
            return e.getResultCode();
        }
    }
}
