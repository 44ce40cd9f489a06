package fr.sesame.progress;

import java.time.Duration;
import java.util.Locale;

/**
 * When a stretch of work will be done, if it goes on as until now.
 *
 * @param done how many are done
 * @param total how many there are, or {@link Progress#UNKNOWN}
 * @param elapsed since it began
 */
public record Estimate(long done, long total, Duration elapsed) {
    private static final int MINUTE = 60;
    private static final int HOUR = 3600;

    /** The time left, to the second; zero if nothing can be said. */
    public Duration left() {
        if (done <= 0 || total <= done) {
            return Duration.ZERO;
        }
        double seconds = elapsed.toMillis() / 1000.0 / done * (total - done);
        return Duration.ofSeconds((long) Math.ceil(seconds));
    }

    /** For a line of a log: {@code 1200 of 80000 (1 %), 240/s, 5 min 29 s left}. */
    @Override
    public String toString() {
        double seconds = elapsed.toMillis() / 1000.0;
        String pace = seconds > 0 ? String.format(Locale.ROOT, ", %.0f/s", done / seconds) : "";
        if (total < 0) {
            return done + pace;
        }
        String share = total == 0 ? "" : " (" + done * 100 / total + " %)";
        return done + " of " + total + share + pace + (left().isZero() ? "" : ", " + words(left()) + " left");
    }

    private static String words(Duration left) {
        long seconds = left.toSeconds();
        if (seconds >= HOUR) {
            return seconds / HOUR + " h " + seconds % HOUR / MINUTE + " min";
        }
        return seconds >= MINUTE ? seconds / MINUTE + " min " + seconds % MINUTE + " s" : seconds + " s";
    }
}
