package fr.sesame.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.BindResult;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.LDAPBindException;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.experimental.DraftBeheraLDAPPasswordPolicy10RequestControl;
import fr.sesame.interceptors.Diagnostics;
import fr.sesame.password.LockoutSettings;
import fr.sesame.password.rules.PasswordAging;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a bind says of the age of a password, to the second and to the byte; and what it says to readers of sub-codes. */
class PasswordAgeTest {
    private static final Instant SET = Instant.parse("2026-03-01T12:00:00Z");
    private static final PasswordAging AGING =
            new PasswordAging(Duration.ofDays(365), Duration.ofDays(30), 2, Duration.ofDays(1));
    private static final String PASSWORD = TestDirectory.PASSWORD;
    private static final String EVERY_STATE =
            "prepared 20260301000000Z=active 20280101000000Z=pending 20280201000000Z=inactive";

    @TempDir
    static Path folder;

    static TestDirectory directory;

    @BeforeAll
    static void start() throws Exception {
        directory = TestDirectory.start(
                folder,
                TestPasswords.with(TestPasswords.RULES, AGING, LockoutSettings.DEFAULT),
                Diagnostics.ACTIVE_DIRECTORY);
        directory.setTime(SET);
        directory.addPerson("aging", "active", null);
        directory.addPerson("grace", "active", null);
        directory.addPerson("dated", EVERY_STATE, null);
        directory.addPerson("locked", "active", "[kind=technical][since=2026-01-01T00:00:00Z][by=rssi][reason=x]");
        directory.addPerson("reset", "active", null);
        try (LDAPConnection operator = directory.as("operator")) {
            operator.modify(
                    directory.person("reset"),
                    new Modification(ModificationType.REPLACE, "userPassword", PASSWORD),
                    new Modification(ModificationType.REPLACE, "pwdReset", "TRUE"));
        }
    }

    @AfterAll
    static void stop() {
        directory.close();
    }

    private static BindResult bind(String uid, Control... controls) throws LDAPException {
        try (LDAPConnection connection = directory.anonymous()) {
            return connection.bind(new SimpleBindRequest(directory.person(uid), PASSWORD, controls));
        } catch (LDAPBindException e) {
            return e.getBindResult();
        }
    }

    private static String control(BindResult result) {
        Control control = result.getResponseControl("1.3.6.1.4.1.42.2.27.8.5.1");
        return control == null
                ? ""
                : HexFormat.of().formatHex(control.getValue().getValue());
    }

    @ParameterizedTest(name = "{0} -> {1} {2}")
    @CsvSource({
        "2026-03-01T12:00:00Z, 0, ''",
        "2027-01-30T11:59:59Z, 0, ''",
        "2027-01-30T12:00:00Z, 0, 3007a0058003278d00",
        "2027-03-01T11:00:00Z, 0, 3006a00480020e10",
        "2027-03-01T11:59:59Z, 0, 3005a003800101"
    })
    void theWarningSaysHowManySecondsAreLeft(Instant now, int code, String expected) throws Exception {
        directory.setTime(now);
        BindResult result = bind("aging", new DraftBeheraLDAPPasswordPolicy10RequestControl());
        assertThat(result.getResultCode().intValue()).isEqualTo(code);
        assertThat(control(result)).isEqualTo(expected);
    }

    @Test
    void anExpiredPasswordStillOpensSoManyTimes() throws Exception {
        directory.setTime(Instant.parse("2027-03-01T12:00:00Z"));
        assertThat(control(bind("grace", new DraftBeheraLDAPPasswordPolicy10RequestControl())))
                .isEqualTo("3005a003810101");
        awaitGraceUses(1);
        directory.setTime(Instant.parse("2027-03-01T12:00:01Z"));
        assertThat(control(bind("grace", new DraftBeheraLDAPPasswordPolicy10RequestControl())))
                .isEqualTo("3005a003810100");
        awaitGraceUses(2);
        BindResult refused = bind("grace", new DraftBeheraLDAPPasswordPolicy10RequestControl());
        assertThat(refused.getResultCode().intValue()).isEqualTo(49);
        assertThat(control(refused)).isEqualTo("3003810100");
        assertThat(refused.getDiagnosticMessage()).doesNotContain("data");
        assertThat(bind("grace").getDiagnosticMessage()).contains("data 532");
    }

    private static void awaitGraceUses(int expected) throws Exception {
        try (LDAPConnection operator = directory.as("operator")) {
            for (int i = 0; i < 500; i++) {
                String[] uses = operator.getEntry(directory.person("grace"), "pwdGraceUseTime")
                        .getAttributeValues("pwdGraceUseTime");
                if (uses != null && uses.length == expected) {
                    return;
                }
                Thread.sleep(10);
            }
        }
        throw new AssertionError("the grace login was not counted");
    }

    @ParameterizedTest(name = "{0} at {1}: data {2}")
    @CsvSource({
        "dated,  2026-02-28T23:59:59Z, 533",
        "dated,  2028-01-15T00:00:00Z, 701",
        "dated,  2028-03-01T00:00:00Z, 533",
        "locked, 2026-03-02T00:00:00Z, 775",
        "reset,  2026-03-02T00:00:00Z, 773"
    })
    void whoReadsSubCodesIsToldNeverBoth(String uid, Instant now, String code) throws Exception {
        directory.setTime(now);
        BindResult plain = bind(uid);
        assertThat(plain.getResultCode().intValue()).isEqualTo(49);
        assertThat(plain.getDiagnosticMessage()).contains("data " + code + ",");
        assertThat(plain.getResponseControls()).isEmpty();
        BindResult asked = bind(uid, new DraftBeheraLDAPPasswordPolicy10RequestControl());
        assertThat(asked.getResponseControls()).hasSize(1);
        assertThat(String.valueOf(asked.getDiagnosticMessage())).doesNotContain("data");
    }
}
