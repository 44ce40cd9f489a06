package fr.sesame.audit;

import static org.assertj.core.api.Assertions.assertThat;

import fr.sesame.interceptors.audit.Kind;
import fr.sesame.interceptors.audit.SecurityEvent;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the trail costs whoever binds: 50,000 accepted binds a second of 2,000 mail clients, on two threads. */
@Tag("proofs")
@Tag("audit")
class HotPathProof {
    private static final int RATE = 50_000;
    private static final int SECONDS = 10;
    private static final int THREADS = 2;
    private static final int PER_TICK = RATE / THREADS / 1000;

    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    @TempDir
    Path folder;

    @Test
    void aBindCostsLessThanAMicrosecond() throws Exception {
        AuditFolder files = new AuditFolder(folder.resolve("audit"), TrailFixture.KEY);
        Clock clock = Clock.systemUTC();
        long lost;
        List<Client> clients = new ArrayList<>();
        try (AuditTrail trail = files.open(clock, new AuditSettings(12, Duration.ofMinutes(10)))) {
            for (int i = 0; i < THREADS; i++) {
                Client client = new Client(trail, clock);
                clients.add(client);
                client.start();
            }
            for (Client client : clients) {
                client.join();
            }
            lost = trail.lost();
        }
        long events = clients.stream().mapToLong(client -> client.events).sum();
        long nanos = clients.stream().mapToLong(client -> client.nanos).sum();
        long waited = clients.stream().mapToLong(client -> client.waited).sum();
        List<AuditLine> lines = new ArrayList<>();
        files.read(null, null, lines::add);
        System.out.printf(
                "%d events, for each report %d ns of CPU and %d ns of time, %d lost, %d lines%n",
                events, nanos / events, waited / events, lost, lines.size());
        assertThat(lost).isZero();
        assertThat(nanos / events).isLessThan(1000);
    }

    /** Reports in bursts, once a millisecond, and measures nothing but that. */
    private static final class Client extends Thread {
        private final AuditTrail trail;
        private final Clock clock;
        private long events;
        private long nanos;
        private long waited;

        Client(AuditTrail trail, Clock clock) {
            this.trail = trail;
            this.clock = clock;
        }

        @Override
        public void run() {
            long begin = System.nanoTime();
            for (int tick = 0; tick < SECONDS * 1000; tick++) {
                LockSupport.parkNanos(begin + tick * 1_000_000L - System.nanoTime());
                long at = System.nanoTime();
                long from = CPU.getCurrentThreadCpuTime();
                for (int i = 0; i < PER_TICK; i++) {
                    SecurityEvent event =
                            Events.accepted(clock.instant(), Kind.BIND, "person" + (tick * PER_TICK + i) % 2000);
                    trail.report(event);
                }
                nanos += CPU.getCurrentThreadCpuTime() - from;
                waited += System.nanoTime() - at;
                events += PER_TICK;
            }
        }
    }
}
