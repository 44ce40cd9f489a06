package fr.sesame.run;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One look at two clocks: that of the wall, which somebody or a protocol may set, and that of the machine, which runs evenly
 * from its start. Together they tell whether the former was set.
 *
 * @param wall what time it is said to be
 * @param boot which start of the machine it is, a random name; that of the process where the machine has none
 * @param running how long ago that start was; goes on while the machine sleeps
 */
public record ClockReading(Instant wall, String boot, Duration running) {
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    private static final Path UPTIME = Path.of("/proc/uptime");

    /** Reads both now. */
    public static ClockReading now(Clock wall) {
        try {
            String boot = Files.readString(BOOT).strip();
            String seconds = Files.readString(UPTIME).split(" ", 2)[0];
            return new ClockReading(
                    wall.instant(), boot, Duration.ofMillis(Math.round(Double.parseDouble(seconds) * 1000)));
        } catch (IOException | NumberFormatException e) { // no Linux: the process is all that runs evenly
            String process = ManagementFactory.getRuntimeMXBean().getName();
            return new ClockReading(wall.instant(), process, Duration.ofNanos(System.nanoTime()));
        }
    }

    /**
     * How far the wall's clock was set between that reading and this one, forward or, negative, back. After a new start of the
     * machine nobody knows how long it was off: then only a clock that went back is told.
     */
    Duration stepSince(ClockReading before) {
        Duration byTheWall = Duration.between(before.wall, wall);
        if (boot.equals(before.boot)) {
            return byTheWall.minus(running.minus(before.running));
        }
        return byTheWall.isNegative() ? byTheWall : Duration.ZERO;
    }

    /** One line. */
    String text() {
        return wall + " " + boot + " " + running;
    }

    /** Empty if it is no reading. */
    static Optional<ClockReading> parse(String text) {
        String[] words = text.strip().split(" ");
        if (words.length != 3) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ClockReading(Instant.parse(words[0]), words[1], Duration.parse(words[2])));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
