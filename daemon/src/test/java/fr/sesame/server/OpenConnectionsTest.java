package fr.sesame.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ResultCode;
import fr.sesame.access.AccessSettings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a connection when the account that is bound on it is closed. */
class OpenConnectionsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final String LOCK = "[kind=technical][since=2026-11-23T00:00:00Z][by=rssi][reason=phishing]";

    @TempDir
    static Path folder;

    static TestDirectory directory;
    private static int made;

    private String uid = "";

    @BeforeAll
    static void start() throws Exception {
        Map<String, String> services = new HashMap<>(TestDirectory.SERVICES);
        services.put("moodle", "of moodle");
        directory = TestDirectory.start(folder, services, AccessSettings.standard());
    }

    @AfterAll
    static void stop() {
        directory.close();
    }

    @BeforeEach
    void somebody() throws Exception {
        directory.setTime(NOW);
        uid = "somebody" + made++;
        directory.addPerson(uid, "active 20261130230000Z=pending", null);
    }

    private LDAPConnection bound() throws LDAPException {
        LDAPConnection connection = directory.anonymous();
        connection.bind(directory.person(uid), TestDirectory.PASSWORD);
        assertThat(connection.getEntry(directory.person(uid))).isNotNull();
        return connection;
    }

    private void write(Modification... modifications) throws LDAPException {
        try (LDAPConnection operator = directory.as("operator")) {
            operator.modify(directory.person(uid), modifications);
        }
    }

    private void assertNothingIsDone(LDAPConnection connection) {
        assertThatThrownBy(() -> connection.getEntry(directory.person(uid))).isInstanceOf(LDAPException.class);
    }

    private static void assertEndsWithinASecond(LDAPConnection connection) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
        while (connection.isConnected() && System.nanoTime() < end) {
            Thread.sleep(10);
        }
        assertThat(connection.isConnected()).isFalse();
    }

    @Test
    void afterALockWasAcknowledgedNothingIsDoneAndTheConnectionEnds() throws Exception {
        try (LDAPConnection connection = bound()) {
            write(new Modification(ModificationType.REPLACE, "sesameLock", LOCK));
            assertNothingIsDone(connection);
            assertEndsWithinASecond(connection);
        }
    }

    @Test
    void whenTheTimelineClosesTheConnectionEndsByItself() throws Exception {
        try (LDAPConnection connection = bound()) {
            directory.setTime(Instant.parse("2026-11-30T22:59:59Z"));
            assertThat(connection.getEntry(directory.person(uid))).isNotNull();
            directory.setTime(Instant.parse("2026-11-30T23:00:00Z"));
            assertNothingIsDone(connection);
        }
        directory.setTime(NOW);
        try (LDAPConnection idle = bound()) {
            directory.setTime(Instant.parse("2026-11-30T23:00:00Z"));
            assertEndsWithinASecond(idle);
        }
    }

    @Test
    void aTimelineThatIsRewrittenHoldsForOpenConnections() throws Exception {
        try (LDAPConnection connection = bound()) {
            write(new Modification(ModificationType.REPLACE, "sesameTimeline", "active 20261123110000Z=inactive"));
            assertNothingIsDone(connection);
        }
    }

    @Test
    void aPasswordThatSomebodyElseSetsEndsWhatWasOpenWithTheOldOne() throws Exception {
        try (LDAPConnection connection = bound()) {
            directory.setTime(NOW.plusSeconds(1));
            write(new Modification(ModificationType.REPLACE, "userPassword", "Another-Password-2026"));
            assertNothingIsDone(connection);
        }
    }

    @Test
    void whatIsChangedAboutSomebodyOtherwiseEndsNothing() throws Exception {
        try (LDAPConnection connection = bound()) {
            write(new Modification(ModificationType.REPLACE, "telephoneNumber", "0123456789"));
            assertThat(connection.getEntry(directory.person(uid))).isNotNull();
        }
    }

    @Test
    void whoHasLeftIsForgotten() throws Exception {
        int before = directory.boundConnections();
        for (int i = 0; i < 20; i++) {
            try (LDAPConnection connection = bound()) {
                connection.bind(directory.person(uid), TestDirectory.PASSWORD);
            }
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (directory.boundConnections() > before && System.nanoTime() < end) {
            Thread.sleep(10);
        }
        assertThat(directory.boundConnections()).isLessThanOrEqualTo(before);
    }

    @Test
    void aServiceThatIsRemovedDoesNothingMore() throws Exception {
        try (LDAPConnection operator = directory.as("operator");
                LDAPConnection moodle = directory.anonymous()) {
            moodle.bind(directory.service("moodle"), "of moodle");
            assertThat(moodle.getRootDSE()).isNotNull();
            operator.delete(directory.service("moodle"));
            assertThatThrownBy(moodle::getRootDSE).isInstanceOf(LDAPException.class);
        }
    }

    /** Binds and a lock at the same time: whoever got in before it does nothing after it. */
    @Test
    void whoeverBindsWhileTheLockIsWrittenIsNotForgotten() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 25; round++) {
                somebody();
                List<Future<LDAPConnection>> binds = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    binds.add(threads.submit((Callable<LDAPConnection>) this::boundOrNot));
                }
                write(new Modification(ModificationType.REPLACE, "sesameLock", LOCK));
                for (Future<LDAPConnection> bind : binds) {
                    try (LDAPConnection connection = bind.get()) {
                        assertNothingIsDone(connection);
                    }
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private LDAPConnection boundOrNot() throws LDAPException {
        LDAPConnection connection = directory.anonymous();
        try {
            connection.bind(directory.person(uid), TestDirectory.PASSWORD);
        } catch (LDAPException e) {
            assertThat(e.getResultCode()).isIn(ResultCode.INVALID_CREDENTIALS, ResultCode.SERVER_DOWN);
        }
        return connection;
    }
}
