package fr.sesame.schema;

import fr.sesame.account.InvalidValueException;
import fr.sesame.account.Lock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A lock as the entry carries it:
 * {@code [kind=technical][since=2026-11-23T08:00:00Z][by=rssi][reason=phishing]}, and {@code [until=…]} if it ends by itself.
 */
public final class LockText {
    private static final List<String> KEYS = List.of("kind", "since", "until", "by", "reason");
    private static final String FORM =
            "; expected [kind=technical|administrative][since=2026-11-23T08:00:00Z][by=who][reason=why], and [until=…] if it ends by itself";

    private LockText() {}

    /** The value of {@link Attributes#LOCK}. */
    public static String format(Lock lock) {
        return with(new Composite(), lock).toString();
    }

    static Composite with(Composite text, Lock lock) {
        return text.with("kind", lock.kind().word())
                .with("since", lock.since())
                .with("until", lock.until())
                .with("by", lock.by())
                .with("reason", lock.reason());
    }

    /** @throws InvalidValueException if the text is not the form of a lock */
    public static Lock parse(String text) {
        return lock(text, Composite.parse(text));
    }

    /**
     * A lock that somebody wants to lay: it says who and why, and nothing that is not understood. A misspelt {@code until} would
     * lock for ever.
     *
     * @throws InvalidValueException saying what is expected
     */
    public static Lock parseNew(String text) {
        try {
            Map<String, String> values = Composite.parse(text);
            for (String key : values.keySet()) {
                if (!KEYS.contains(key)) {
                    throw new InvalidValueException("a lock has no '" + key + "'");
                }
            }
            Lock lock = lock(text, values);
            lock.check();
            return lock;
        } catch (InvalidValueException e) {
            throw new InvalidValueException(e.getMessage() + FORM);
        }
    }

    static Lock lock(String text, Map<String, String> values) {
        try {
            return new Lock(
                    Lock.Kind.ofWord(values.getOrDefault("kind", "")),
                    Instant.parse(values.getOrDefault("since", "")),
                    instant(values.get("until")),
                    values.getOrDefault("by", ""),
                    values.getOrDefault("reason", ""));
        } catch (DateTimeException e) {
            throw new InvalidValueException("'" + text + "' is not a lock: " + e.getMessage());
        }
    }

    private static @Nullable Instant instant(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }
}
