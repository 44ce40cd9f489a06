package fr.sesame.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import fr.sesame.interceptors.BindOutcome;
import fr.sesame.interceptors.Diagnostics;
import fr.sesame.password.Argon2Settings;
import fr.sesame.password.CacheSettings;
import fr.sesame.password.LockoutSettings;
import fr.sesame.password.PasswordSettings;
import fr.sesame.password.SlotSettings;
import fr.sesame.password.rules.PasswordAging;
import fr.sesame.password.rules.PasswordProfile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hashes and failures, as a client meets them. */
class CredentialsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @TempDir
    static Path folder;

    static TestDirectory directory;

    @BeforeAll
    static void start() throws Exception {
        LockoutSettings lockout = new LockoutSettings(
                5,
                1_000_000,
                Duration.ofSeconds(1),
                Duration.ofMinutes(15),
                Duration.ofMinutes(10),
                Duration.ofMinutes(1),
                List.of(),
                1000);
        directory = TestDirectory.start(
                folder,
                new PasswordSettings(
                        PasswordProfile.ANSSI_CNIL,
                        TestPasswords.RULES,
                        PasswordAging.NONE,
                        null,
                        new Argon2Settings(4096, 1, 1),
                        CacheSettings.DEFAULT,
                        new SlotSettings(2, SlotSettings.DEFAULT_QUEUE, Duration.ofSeconds(10)),
                        lockout),
                Diagnostics.UNIFORM);
        directory.setTime(NOW);
    }

    @AfterAll
    static void stop() {
        directory.close();
    }

    private static int bind(String uid, String password) throws LDAPException {
        try (LDAPConnection connection = directory.anonymous()) {
            return connection
                    .bind(directory.person(uid), password)
                    .getResultCode()
                    .intValue();
        } catch (LDAPException e) {
            return e.getResultCode().intValue();
        }
    }

    private static String stored(String uid) throws LDAPException {
        try (LDAPConnection operator = directory.as("operator")) {
            return String.valueOf(operator.getEntry(directory.person(uid), "pwdChangedTime", "userPassword")
                    .getAttributeValue("pwdChangedTime"));
        }
    }

    @Test
    void fiveWrongPasswordsDelayTheNextTryAndTheDelayEnds() throws Exception {
        directory.addPerson("guessed", "active", null);
        for (int i = 0; i < 5; i++) {
            assertThat(bind("guessed", "wrong-" + i)).isEqualTo(49);
        }
        directory.forgetBinds();
        assertThat(bind("guessed", TestDirectory.PASSWORD))
                .as("even the right one")
                .isEqualTo(49);
        assertThat(directory.binds()).containsExactly(BindOutcome.SHUT_OUT);
        directory.setTime(NOW.plusSeconds(1));
        assertThat(bind("guessed", TestDirectory.PASSWORD)).isZero();
        directory.setTime(NOW);
    }

    @Test
    void aPasswordThatSomebodyInChargeSetsEndsTheDelay() throws Exception {
        directory.addPerson("helped", "active", null);
        for (int i = 0; i < 6; i++) {
            bind("helped", "wrong-" + i);
        }
        try (LDAPConnection operator = directory.as("operator")) {
            operator.modify(
                    directory.person("helped"),
                    new Modification(ModificationType.REPLACE, "userPassword", "New-of-2026-x"));
        }
        assertThat(bind("helped", "New-of-2026-x")).isZero();
    }

    /** Who writes a telephone number into an entry makes nobody wait at the next bind; who locks it leaves nothing behind. */
    @Test
    void aVerifiedPasswordIsForgottenWithALockAndNotWithATelephone() throws Exception {
        directory.addPerson("remembered", "active", null);
        assertThat(bind("remembered", TestDirectory.PASSWORD)).isZero();
        long hashed = directory.passwordLoad().hashed();
        long remembered = directory.passwordLoad().remembered();
        try (LDAPConnection operator = directory.as("operator")) {
            operator.modify(
                    directory.person("remembered"),
                    new Modification(ModificationType.REPLACE, "telephoneNumber", "+33 1 02 03 04 05"));
            assertThat(bind("remembered", TestDirectory.PASSWORD)).isZero();
            assertThat(directory.passwordLoad().hashed()).isEqualTo(hashed);
            operator.modify(
                    directory.person("remembered"),
                    new Modification(
                            ModificationType.REPLACE,
                            "sesameLock",
                            "[kind=technical][since=2026-11-01T00:00:00Z][by=rssi][reason=phishing]"));
            assertThat(directory.passwordLoad().remembered()).isEqualTo(remembered - 1);
        }
    }

    /** The hash of an earlier directory lets in, and is replaced; the age of the password is not changed by that. */
    @Test
    void anOldHashIsReplacedAfterABind() throws Exception {
        directory.addPerson("imported", "active", null);
        String hash = OldHashes.ssha(TestDirectory.PASSWORD);
        try (LDAPConnection operator = directory.as("operator")) {
            operator.modify(
                    directory.person("imported"), new Modification(ModificationType.REPLACE, "userPassword", hash));
        }
        String since = stored("imported");
        long remembered = directory.passwordLoad().remembered();
        assertThat(bind("imported", TestDirectory.PASSWORD)).isZero();
        for (int i = 0; i < 500 && directory.passwordLoad().remembered() == remembered; i++) {
            Thread.sleep(10);
        }
        assertThat(directory.hashOf("imported")).startsWith("{ARGON2}$argon2id$");
        assertThat(stored("imported")).isEqualTo(since);
        long hashed = directory.passwordLoad().hashed();
        assertThat(bind("imported", TestDirectory.PASSWORD)).isZero();
        assertThat(directory.passwordLoad().hashed())
                .as("its owner does not wait for the new one")
                .isEqualTo(hashed);
    }
}
