package fr.sesame.server.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import com.unboundid.ldap.protocol.BindRequestProtocolOp;
import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.util.ssl.PEMFileTrustManager;
import com.unboundid.util.ssl.SSLUtil;
import fr.sesame.server.TestDirectory;
import fr.sesame.server.door.DoorEvent;
import fr.sesame.server.door.DoorSettings;
import fr.sesame.server.door.KeyFiles;
import fr.sesame.server.door.Limits;
import fr.sesame.server.door.PlainPasswords;
import fr.sesame.server.door.TestAuthority;
import fr.sesame.server.door.TlsSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.net.SocketFactory;

/** Runs a directory and sends it a number of requests that are nearly right; asserts that nothing comes of it. */
final class Fuzzing {
    private static final int CLIENTS = 8;
    private static final long HEAP_BYTES = 64L << 20;
    private static final int THREADS = 8;
    /** As many as may ever have read at once: slots are kept. One that is not given back for each search would be thousands. */
    private static final int MOST_READERS = 256;

    private final Path folder;
    private final long seed;
    private final long requests;

    Fuzzing(Path folder, long seed, long requests) {
        this.folder = folder;
        this.seed = seed;
        this.requests = requests;
    }

    void run() throws Exception {
        TestAuthority authority = new TestAuthority("Test authority", Instant.now());
        Path trust = TestAuthority.write(folder.resolve("authority.pem"), authority.certificate());
        KeyFiles files = authority.serve(folder, authority.issue("ldap.univ.example", "EC", Duration.ofDays(90)));
        DoorSettings door = new DoorSettings(
                Optional.of(new TlsSettings(0, files, Optional.empty())), PlainPasswords.LOOPBACK, Limits.DEFAULT);
        try (TestDirectory directory = TestDirectory.start(folder.resolve("data"), door)) {
            directory.addPerson("alice", "active", null);
            directory.addPerson("bob", "active", null);
            SocketFactory tls = new SSLUtil(new PEMFileTrustManager(trust.toFile())).createSSLSocketFactory();
            run(directory, tls);
        }
    }

    private void run(TestDirectory directory, SocketFactory tls) throws Exception {
        String before = content(directory);
        warm(directory);
        long heapBefore = usedHeap();
        int threadsBefore = Thread.activeCount();
        AtomicLong connections = new AtomicLong();
        AtomicLong ended = new AtomicLong();
        Queue<String> died = new ConcurrentLinkedQueue<>();
        long begin = System.nanoTime();
        List<String> problems;
        Pulse pulse = Pulse.of(directory);
        try (Log log = Log.open()) {
            send(directory, tls, connections, ended, died);
            waitFor(() -> directory.door().connections() <= 1); // the pulse may be there
            pulse.close();
            waitFor(() -> directory.door().connections() == 0);
            problems = List.copyOf(log.problems());
        }
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
        waitFor(() -> Thread.activeCount() <= threadsBefore + THREADS);
        long heapAfter = usedHeap();
        System.out.printf(
                "Fuzzing: seed %d, %d requests on %d connections, %d of them cut, in %d s; pulse %d, slowest %d ms; heap %d MiB before, %d"
                        + " after; threads %d before, %d after; door: %s%n",
                seed,
                requests,
                connections.get(),
                ended.get(),
                seconds,
                pulse.beats(),
                pulse.slowest().toMillis(),
                heapBefore >> 20,
                heapAfter >> 20,
                threadsBefore,
                Thread.activeCount(),
                events(directory));
        assertSoftly(softly -> {
            softly.assertThat(problems).as("errors and exceptions in the log").isEmpty();
            softly.assertThat(died).as("clients that were not answered").isEmpty();
            softly.assertThat(pulse.problems()).as("those who behave").isEmpty();
            softly.assertThat(directory.door().connections()).as("connections").isZero();
            softly.assertThat(directory.readers()).as("slots of readers").isLessThan(MOST_READERS);
            softly.assertThat(Thread.activeCount()).as("threads").isLessThanOrEqualTo(threadsBefore + THREADS);
            softly.assertThat(heapAfter - heapBefore).as("heap").isLessThan(HEAP_BYTES);
        });
        assertThat(content(directory)).as("the directory's content").isEqualTo(before);
    }

    private void send(
            TestDirectory directory, SocketFactory tls, AtomicLong connections, AtomicLong ended, Queue<String> died)
            throws Exception {
        byte[] nothing = {};
        byte[] bind = new LDAPMessage(1, new BindRequestProtocolOp(directory.person("alice"), TestDirectory.PASSWORD))
                .encode()
                .encode();
        SocketFactory plain = SocketFactory.getDefault();
        int ldaps = directory.door().ldapsPort().orElseThrow();
        List<byte[]> samples = Samples.all();
        AtomicLong left = new AtomicLong(requests);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            Random random = new Random(seed + i);
            Mutator mutator = new Mutator(samples, random);
            FuzzClient.Way way = switch (i) {
                case 0 -> new FuzzClient.Way(tls, ldaps, () -> bind, mutator::next);
                case 1 -> new FuzzClient.Way(plain, ldaps, () -> nothing, new HelloMutator(random));
                default ->
                    new FuzzClient.Way(plain, directory.port(), i % 2 == 0 ? () -> bind : () -> nothing, mutator::next);
            };
            FuzzClient client = new FuzzClient(way, random, left, connections, ended);
            Thread thread = new Thread(client, "fuzz-" + i);
            thread.setUncaughtExceptionHandler((of, e) -> died.add(of.getName() + ": " + e + ", " + e.getCause()));
            threads.add(thread);
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static String events(TestDirectory directory) {
        return Arrays.stream(DoorEvent.values())
                .filter(event -> directory.door().counts().of(event) > 0)
                .map(event -> event.word() + "=" + directory.door().counts().of(event))
                .collect(Collectors.joining(" "));
    }

    /** Every entry with all that it has, in order. */
    private static String content(TestDirectory directory) throws Exception {
        try (LDAPConnection operator = directory.as("operator")) {
            return operator
                    .search(TestDirectory.BASE, SearchScope.SUB, "(objectClass=*)", "*", "+")
                    .getSearchEntries()
                    .stream()
                    .map(entry -> entry.toLDIFString())
                    .sorted()
                    .collect(Collectors.joining("\n"));
        }
    }

    private static void warm(TestDirectory directory) throws Exception {
        for (int i = 0; i < 20; i++) {
            content(directory);
        }
    }

    private static long usedHeap() throws InterruptedException {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            TimeUnit.MILLISECONDS.sleep(100);
            Runtime runtime = Runtime.getRuntime();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }

    private interface Condition {
        boolean holds();
    }

    private static void waitFor(Condition condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(45);
        while (!condition.holds() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
