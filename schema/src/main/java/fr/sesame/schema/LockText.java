package fr.sesame.schema;

import fr.sesame.account.InvalidValueException;
import fr.sesame.account.Lock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;

/**
 * A lock as the entry carries it:
 * {@code [kind=technical][since=2026-11-23T08:00:00Z][by=rssi][reason=phishing]}, and {@code [until=…]} if it ends by itself.
 */
public final class LockText {

    private LockText() {}

    /** The value of {@link Attributes#LOCK}. */
    public static String format(Lock lock) {
        return new Composite()
                .with("kind", lock.kind().word())
                .with("since", lock.since())
                .with("until", lock.until())
                .with("by", lock.by())
                .with("reason", lock.reason())
                .toString();
    }

    /** @throws InvalidValueException if the text is not the form of a lock */
    public static Lock parse(String text) {
        Map<String, String> values = Composite.parse(text);
        String until = values.get("until");
        try {
            return new Lock(
                    Lock.Kind.ofWord(values.getOrDefault("kind", "")),
                    Instant.parse(values.getOrDefault("since", "")),
                    until == null ? null : Instant.parse(until),
                    values.getOrDefault("by", ""),
                    values.getOrDefault("reason", ""));
        } catch (DateTimeException e) {
            throw new InvalidValueException("'" + text + "' is not a lock: " + e.getMessage());
        }
    }
}
