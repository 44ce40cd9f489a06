package fr.sesame.proof;

import static org.assertj.core.api.SoftAssertions.assertSoftly;

import com.unboundid.ldap.sdk.LDAPConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever was acknowledged is there after a kill, whole; what was not is there whole or not at all. */
@Tag("proofs")
@Tag("kill")
class KillProof {
    private static final int LONGEST_LOAD = 4_000;
    private static final int LONGEST_START = 1_500;
    /** So often it is killed once more while it starts. */
    private static final int KILLED_START = 5;

    private final int rounds = Parameters.number("rounds", 50);
    private final Random random = new Random(Parameters.seed("KillProof"));
    private final List<Journal> journals = new ArrayList<>();
    private final List<Repertoire> repertoires = new ArrayList<>();
    private final List<String> lost = new ArrayList<>();
    private final List<String> disagreements = new ArrayList<>();
    private final List<String> failedStarts = new ArrayList<>();
    private final Queue<String> problems = new ConcurrentLinkedQueue<>();
    private final List<Duration> starts = new ArrayList<>();
    private int killedStarts;

    @Test
    void whatWasAcknowledgedSurvivesAKill() throws Exception {
        for (int i = 0; i < Parameters.number("writers", 8); i++) {
            journals.add(new Journal("w" + i));
            repertoires.add(new Repertoire("w" + i, new Random(random.nextLong())));
        }
        int done = 0;
        try (Instance instance = Instance.make("kill")) {
            instance.start();
            while (done < rounds && failedStarts.isEmpty()) {
                loadAndKill(instance, Duration.ofMillis(500 + random.nextInt(LONGEST_LOAD)));
                done++;
                restart(instance, done);
                if (failedStarts.isEmpty()) {
                    look(instance, "round " + done);
                }
                report(done); // a run that is cut short has told what it saw
            }
            if (failedStarts.isEmpty()) {
                instance.stop();
                verify(instance, "after the last stop");
            }
        }
        assertSoftly(softly -> {
            softly.assertThat(failedStarts).as("failed starts").isEmpty();
            softly.assertThat(lost)
                    .as("acknowledged writes that are lost or changed")
                    .isEmpty();
            softly.assertThat(disagreements).as("disagreements").isEmpty();
            softly.assertThat(problems).as("unexpected answers").isEmpty();
            softly.assertThat(written()).as("acknowledged writes").isPositive();
        });
    }

    private void loadAndKill(Instance instance, Duration load) throws InterruptedException {
        AtomicBoolean killed = new AtomicBoolean();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < journals.size(); i++) {
            Writer writer = new Writer(instance, journals.get(i), repertoires.get(i), killed, problems);
            Thread thread = new Thread(writer, journals.get(i).owner());
            thread.start();
            threads.add(thread);
        }
        Thread.sleep(load.toMillis());
        killed.set(true);
        instance.kill();
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void restart(Instance instance, int round) throws InterruptedException {
        try {
            if (round % KILLED_START == 0) {
                instance.startAndKillAfter(Duration.ofMillis(random.nextInt(LONGEST_START)));
                killedStarts++;
            }
            starts.add(instance.start());
        } catch (IOException e) {
            failedStarts.add("round " + round + ": " + e.getMessage());
        }
    }

    private void look(Instance instance, String when) throws Exception {
        try (LDAPConnection operator = instance.operator()) {
            Entries found = Agreement.scan(operator);
            for (Journal journal : journals) {
                journal.settle(found).forEach(line -> lost.add(when + ": " + line));
            }
            List<String> mails = repertoires.stream()
                    .flatMap(repertoire -> repertoire.givenMails().stream())
                    .toList();
            Agreement.disagreements(operator, random, mails).forEach(line -> disagreements.add(when + ": " + line));
        }
        verify(instance, when);
    }

    private void verify(Instance instance, String when) throws IOException, InterruptedException {
        Commands.Said said = instance.commands().verify();
        if (!said.isOk()) {
            disagreements.add(when + ": sesame verify: " + said);
        }
    }

    private long written() {
        return journals.stream().mapToLong(Journal::writes).sum();
    }

    private void report(int done) {
        List<Duration> sorted = starts.stream().sorted().toList();
        System.out.printf(
                "KillProof: rounds %d, acknowledged writes %d, lost %d, disagreements %d, failed starts %d, killed while"
                        + " starting %d, writes without an answer that were done %d of %d, entries %d%n",
                done,
                written(),
                lost.size(),
                disagreements.size(),
                failedStarts.size(),
                killedStarts,
                journals.stream().mapToLong(Journal::doneUnanswered).sum(),
                (long) done * journals.size(),
                journals.stream().mapToLong(journal -> journal.entries().size()).sum());
        if (!sorted.isEmpty()) {
            System.out.printf(
                    "KillProof: start after a kill: least %d ms, median %d ms, most %d ms%n",
                    sorted.get(0).toMillis(),
                    sorted.get(sorted.size() / 2).toMillis(),
                    sorted.get(sorted.size() - 1).toMillis());
        }
    }
}
