package fr.sesame.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchScope;
import fr.sesame.access.AccessSettings;
import fr.sesame.interceptors.Diagnostics;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a restart keeps, changes and refuses. */
class RestartTest {
    @TempDir
    Path folder;

    private EmbeddedDirectory start(String passwordOfCas, int port) throws ServerException {
        return EmbeddedDirectory.start(
                TestDirectory.settings(
                        folder,
                        port,
                        TestPasswords.SETTINGS,
                        Diagnostics.UNIFORM,
                        Map.of("cas", passwordOfCas),
                        AccessSettings.standard()),
                Clock.systemUTC(),
                outcome -> {});
    }

    private static int binds(EmbeddedDirectory server, String dn, String password) {
        try (LDAPConnection connection = new LDAPConnection("127.0.0.1", server.port(), dn, password)) {
            return connection.isConnected() ? 0 : -1;
        } catch (LDAPException e) {
            return e.getResultCode().intValue();
        }
    }

    @Test
    void entriesStayAndTheirIndicesToo() throws Exception {
        try (TestDirectory first = TestDirectory.start(folder)) {
            first.addPerson("alice", "active", null);
        }
        try (TestDirectory second = TestDirectory.start(folder);
                LDAPConnection alice =
                        new LDAPConnection("127.0.0.1", second.port(), second.person("alice"), TestDirectory.PASSWORD);
                LDAPConnection daemon = second.as("daemon")) {
            assertThat(alice.getEntry(second.person("alice"))).isNotNull();
            assertThat(daemon.search(TestDirectory.BASE, SearchScope.SUB, "(mail=alice@univ.example)", "1.1")
                            .getEntryCount())
                    .isEqualTo(1);
            second.addPerson("bob", "active", null);
        }
    }

    @Test
    void theConfiguredPasswordOfAServiceHoldsFromTheNextStart() throws Exception {
        String cas = "cn=cas,ou=services," + TestDirectory.BASE;
        try (EmbeddedDirectory first = start("before", 0)) {
            assertThat(binds(first, cas, "before")).isZero();
            assertThat(binds(first, cas, "after")).isEqualTo(49);
        }
        try (EmbeddedDirectory second = start("after", 0)) {
            assertThat(binds(second, cas, "before")).isEqualTo(49);
            assertThat(binds(second, cas, "after")).isZero();
        }
    }

    @Test
    void twoDoNotServeTheSameData() throws Exception {
        try (EmbeddedDirectory first = start("x", 0)) {
            assertThatThrownBy(() -> start("x", 0)).isInstanceOf(ServerException.class);
            assertThat(binds(first, "cn=cas,ou=services," + TestDirectory.BASE, "x"))
                    .isZero();
        }
    }

    @Test
    void aPortThatIsTakenIsSaidAndTheDataAreLetGo() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> start("x", taken.getLocalPort()))
                    .isInstanceOf(ServerException.class)
                    .hasMessageContaining(String.valueOf(taken.getLocalPort()));
        }
        try (EmbeddedDirectory again = start("x", 0)) {
            assertThat(again.isServing()).isTrue();
        }
    }

    /** What was counted of wrong passwords is worth less than the directory. */
    @Test
    void aDamagedFileOfCountersStopsNobody() throws Exception {
        start("of cas", 0).close();
        Files.writeString(folder.resolve("failures"), "no such file");
        try (EmbeddedDirectory server = start("of cas", 0)) {
            assertThat(binds(server, "cn=cas,ou=services," + TestDirectory.BASE, "of cas"))
                    .isZero();
        }
    }
}
