package fr.sesame.proof;

import static org.assertj.core.api.SoftAssertions.assertSoftly;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Clients that do everything at once: none is answered what it should not be, and nobody's update is lost. */
@Tag("proofs")
@Tag("mix")
class MixProof {
    private static final int SHARED = 10;

    private final Random random = new Random(Parameters.seed("MixProof"));
    private final Queue<String> problems = new ConcurrentLinkedQueue<>();
    private final List<Journal> journals = new ArrayList<>();

    @Test
    void everybodyAtOnce() throws Exception {
        long nanos = TimeUnit.MINUTES.toNanos(Parameters.number("minutes", 5));
        SharedEntries shared = new SharedEntries(SHARED, random);
        try (Instance instance = Instance.make("mix")) {
            instance.start();
            try (LDAPConnection operator = instance.operator()) {
                shared.make(operator);
            }
            int done = run(instance, shared, System.nanoTime() + nanos);
            List<String> log = instance.log().problemsSince(0);
            List<String> different = new ArrayList<>();
            List<String> disagreements;
            try (LDAPConnection operator = instance.operator()) {
                Entries found = Agreement.scan(operator);
                different.addAll(shared.differences(found));
                for (Journal journal : journals) {
                    different.addAll(journal.settle(found));
                }
                found.where(this::isNobodys).names().forEach(name -> different.add(name + " is nobody's"));
                disagreements = Agreement.disagreements(operator, random, List.of());
            }
            System.out.printf(
                    "MixProof: %d requests, %d acknowledged writes, counters raised %d times and refused %d times,"
                            + " unexpected answers %d, lines of problems in the log %d, lost or changed %d,"
                            + " disagreements %d%n",
                    done,
                    journals.stream().mapToLong(Journal::writes).sum(),
                    shared.raised(),
                    shared.refused(),
                    problems.size(),
                    log.size(),
                    different.size(),
                    disagreements.size());
            Commands.Said verified = instance.commands().verify();
            assertSoftly(softly -> {
                softly.assertThat(problems).as("unexpected answers").isEmpty();
                softly.assertThat(log).as("errors and exceptions in the log").isEmpty();
                softly.assertThat(different).as("lost or changed").isEmpty();
                softly.assertThat(disagreements).as("disagreements").isEmpty();
                softly.assertThat(verified.isOk())
                        .as("sesame verify: %s", verified)
                        .isTrue();
                softly.assertThat(shared.refused())
                        .as("refusals of a counter: without one, nobody wrote at once")
                        .isPositive();
            });
        }
    }

    private int run(Instance instance, SharedEntries shared, long until) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        List<MixClient> clients = new ArrayList<>();
        for (int i = 0; i < Parameters.number("clients", 8); i++) {
            Journal journal = new Journal("c" + i);
            Random own = new Random(random.nextLong());
            MixClient client = new MixClient(instance, journal, shared, SHARED, own, until, problems);
            Thread thread = new Thread(client, journal.owner());
            thread.start();
            journals.add(journal);
            clients.add(client);
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return clients.stream().mapToInt(MixClient::done).sum();
    }

    /** Neither a client's, nor shared, nor made by the directory itself. */
    private boolean isNobodys(DN name) {
        String value = name.getRDN().getAttributeValues()[0];
        return journals.stream().noneMatch(journal -> journal.owns(name))
                && !SharedEntries.owns(name)
                && !value.startsWith("binder-")
                && !List.of("univ", "people", "groups", "structures", "services", "operator", "daemon", "cas")
                        .contains(value);
    }
}
