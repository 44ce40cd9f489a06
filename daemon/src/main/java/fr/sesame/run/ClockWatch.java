package fr.sesame.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Notices that the clock was set since the calendar's last day: a machine that believes it is 2030 would close everybody. What
 * was read last is kept in a file, so that a restart forgets nothing.
 */
public final class ClockWatch {
    /** A time server corrects seconds; a clock change moves no instant. */
    private static final Duration TOLERATED = Duration.ofHours(1);

    private final Path file;
    private final Supplier<ClockReading> clocks;

    /**
     * @param file where the last reading is kept
     * @param clocks reads both clocks
     */
    public ClockWatch(Path file, Supplier<ClockReading> clocks) {
        this.file = file;
        this.clocks = clocks;
    }

    /**
     * A clock that was set.
     *
     * @param since the last reading that was believed
     * @param now what the clock says
     * @param by how far, negative if back
     */
    public record Step(Instant since, Instant now, Duration by) {}

    /**
     * Looks at the clock, and believes it unless it was set by more than an hour. A clock that is set right again is believed
     * by itself.
     *
     * @return the step, if there was one
     * @throws RunException if the file of the last reading cannot be read or written
     */
    public Optional<Step> look() throws RunException {
        ClockReading now = clocks.get();
        Optional<ClockReading> last = last();
        if (last.isPresent()) {
            Duration step = now.stepSince(last.get());
            if (step.abs().compareTo(TOLERATED) > 0) {
                return Optional.of(new Step(last.get().wall(), now.wall(), step));
            }
        }
        keep(now);
        return Optional.empty();
    }

    /** Believes the clock as it is now: somebody has looked. */
    public void accept() throws RunException {
        keep(clocks.get());
    }

    /** When the clock was last believed; empty if never. */
    public Optional<Instant> believed() throws RunException {
        return last().map(ClockReading::wall);
    }

    private Optional<ClockReading> last() throws RunException {
        try {
            String text = Files.readString(file);
            Optional<ClockReading> reading = ClockReading.parse(text);
            if (reading.isEmpty()) {
                throw new RunException(
                        file + ": '" + text.strip() + "' is no reading of the clocks; see that the clock is"
                                + " right, then: sesame calendar --accept-clock");
            }
            return reading;
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new RunException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private void keep(ClockReading reading) throws RunException {
        Path made = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.writeString(made, reading.text() + "\n");
            Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new RunException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}
