package fr.sesame.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPResult;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchScope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many clients want one name at one instant, each in another way; one gets it. */
class IdentityRaceTest {
    private static final int CLIENTS = 12;
    private static final int ROUNDS = 60;

    @TempDir
    Path folder;

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void oneOfManyGetsTheName() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        List<LDAPConnection> connections = new ArrayList<>();
        try (TestDirectory directory = TestDirectory.start(folder)) {
            for (int i = 0; i < CLIENTS; i++) {
                connections.add(directory.as(i % 2 == 0 ? "operator" : "daemon"));
                connections.get(i).add(IdentityTest.person(directory, "owner" + i, "owner" + i + "@univ.example"));
            }
            int together = 0;
            for (int round = 0; round < ROUNDS; round++) {
                String name = "wanted" + round + "@univ.example";
                List<ResultCode> results = race(threads, directory, connections, round, name);
                assertThat(Collections.frequency(results, ResultCode.SUCCESS))
                        .as("round %d: %s", round, results)
                        .isEqualTo(1);
                together += Collections.frequency(results, ResultCode.CONSTRAINT_VIOLATION);
                assertThat(holders(connections.get(0), name)).hasSize(1);
            }
            assertThat(together).isEqualTo(ROUNDS * (CLIENTS - 1));
        } finally {
            connections.forEach(LDAPConnection::close);
            threads.shutdownNow();
        }
    }

    private static List<ResultCode> race(
            ExecutorService threads, TestDirectory directory, List<LDAPConnection> connections, int round, String name)
            throws Exception {
        CyclicBarrier start = new CyclicBarrier(CLIENTS);
        List<Callable<ResultCode>> attempts = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            LDAPConnection connection = connections.get(i);
            Callable<LDAPResult> attempt = attempt(directory, connection, round, i, name);
            attempts.add(() -> {
                start.await();
                try {
                    return attempt.call().getResultCode();
                } catch (LDAPException e) {
                    return e.getResultCode();
                }
            });
        }
        List<ResultCode> results = new ArrayList<>();
        for (Future<ResultCode> result : threads.invokeAll(attempts)) {
            results.add(result.get());
        }
        return results;
    }

    /** By turns: a new person with the address; a person who gets it, in one attribute or another. */
    private static Callable<LDAPResult> attempt(
            TestDirectory directory, LDAPConnection connection, int round, int client, String name) {
        String spelt = client % 2 == 0 ? name : name.toUpperCase(Locale.ROOT);
        return switch (client % 4) {
            case 0 -> {
                Entry entry = IdentityTest.person(directory, "new" + round + "x" + client, spelt);
                yield () -> connection.add(entry);
            }
            case 1 -> gives(connection, directory.person("owner" + client), "mail", spelt);
            case 2 -> gives(connection, directory.person("owner" + client), "supannAutreMail", spelt);
            default -> gives(connection, directory.person("owner" + client), "eduPersonPrincipalNamePrior", spelt);
        };
    }

    private static Callable<LDAPResult> gives(LDAPConnection connection, String dn, String attribute, String value) {
        return () -> connection.modify(dn, new Modification(ModificationType.ADD, attribute, value));
    }

    private static List<?> holders(LDAPConnection connection, String name) throws LDAPException {
        Filter any = Filter.createORFilter(
                Filter.createEqualityFilter("mail", name),
                Filter.createEqualityFilter("supannAutreMail", name),
                Filter.createEqualityFilter("eduPersonPrincipalNamePrior", name));
        return connection
                .search("ou=people," + TestDirectory.BASE, SearchScope.ONE, any, "uid")
                .getSearchEntries();
    }
}
