package fr.sesame.audit;

import fr.sesame.interceptors.audit.SecurityEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** A trail in a folder of a test, whose clock stands where the test sets it. */
final class TrailFixture {
    static final byte[] KEY = "the key of a test".getBytes(StandardCharsets.UTF_8);

    final Path folder;
    final AtomicReference<Instant> now = new AtomicReference<>(Events.NOON);
    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new IllegalStateException("days of the trail are UTC's");
        }

        @Override
        public Instant instant() {
            return now.get();
        }
    };

    TrailFixture(Path folder) {
        this.folder = folder;
    }

    AuditTrail open() throws AuditException {
        return open(AuditTrail.CAPACITY);
    }

    AuditTrail open(int capacity) throws AuditException {
        return AuditTrail.open(
                new DayFiles(folder), new Chain(KEY), clock, new AuditSettings(12, Duration.ofMinutes(10)), capacity);
    }

    /** Opens it, tells those, and closes it. */
    void keep(SecurityEvent... events) throws AuditException {
        try (AuditTrail trail = open()) {
            for (SecurityEvent event : events) {
                trail.report(event);
            }
        }
    }

    AuditFolder reader() {
        return new AuditFolder(folder, KEY);
    }

    Verification verify() throws AuditException {
        return reader().verify(null);
    }

    /** All lines, those about the trail too. */
    List<AuditLine> lines() throws AuditException {
        List<AuditLine> lines = new ArrayList<>();
        reader().read(null, null, lines::add);
        return lines;
    }

    /** The lines that are no line about the trail. */
    List<AuditLine> events() throws AuditException {
        return lines().stream()
                .filter(line -> !line.kind().startsWith("trail-"))
                .toList();
    }

    List<String> kinds() throws AuditException {
        return lines().stream().map(AuditLine::kind).toList();
    }

    List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jsonl"))
                    .sorted()
                    .toList();
        }
    }
}
