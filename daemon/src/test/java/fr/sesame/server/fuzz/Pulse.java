package fr.sesame.server.fuzz;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchScope;
import fr.sesame.server.TestDirectory;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody who behaves: connects, binds and searches every second, and is answered within a second. */
final class Pulse implements AutoCloseable {
    static final Duration LONGEST = Duration.ofSeconds(1);

    private final TestDirectory directory;
    private final Queue<String> problems = new ConcurrentLinkedQueue<>();
    private final Thread thread = new Thread(this::beat, "pulse");
    private volatile boolean ended;
    private volatile Duration slowest = Duration.ZERO;
    private final AtomicInteger beats = new AtomicInteger();

    private Pulse(TestDirectory directory) {
        this.directory = directory;
    }

    static Pulse of(TestDirectory directory) {
        Pulse pulse = new Pulse(directory);
        pulse.thread.start();
        return pulse;
    }

    private void beat() {
        while (!ended) {
            long begin = System.nanoTime();
            try (LDAPConnection cas = directory.as("cas")) {
                int found = cas.search(TestDirectory.BASE, SearchScope.SUB, "(uid=alice)", "mail")
                        .getEntryCount();
                if (found != 1) {
                    problems.add("found " + found + " of alice");
                }
            } catch (LDAPException e) {
                problems.add(e.toString());
            }
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            slowest = took.compareTo(slowest) > 0 ? took : slowest;
            beats.incrementAndGet();
            if (took.compareTo(LONGEST) > 0) {
                problems.add("answered after " + took.toMillis() + " ms");
            }
            try {
                TimeUnit.SECONDS.sleep(1);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    int beats() {
        return beats.get();
    }

    Duration slowest() {
        return slowest;
    }

    Queue<String> problems() {
        return problems;
    }

    @Override
    public void close() throws InterruptedException {
        ended = true;
        thread.interrupt();
        thread.join();
    }
}
