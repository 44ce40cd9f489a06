package fr.sesame.schema;

import fr.sesame.account.InvalidValueException;
import fr.sesame.account.LiftedLock;
import fr.sesame.account.Lock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * A lifted lock as the entry carries it: the lock, and
 * {@code [lifted=2026-11-25T09:00:00Z][lifted-by=support][lifted-because=new password]}.
 */
public final class LiftedLockText {
    private static final Set<String> OF_A_LIFT = Set.of("by", "reason");

    private LiftedLockText() {}

    /**
     * What who lifts a lock over LDAP says, {@code [by=support][reason=new password]}: the directory knows the rest.
     *
     * @param by who lifts it
     * @param reason why
     */
    public record Lift(String by, String reason) {

        /** The value that is added to {@link Attributes#LOCK_HISTORY} beside the removal of the lock. */
        public String format() {
            return new Composite().with("by", by).with("reason", reason).toString();
        }

        /** @throws InvalidValueException if the text says anything but who and why */
        public static Lift parse(String text) {
            Map<String, String> values = Composite.parse(text);
            if (!values.keySet().equals(OF_A_LIFT)) {
                throw new InvalidValueException("'" + text + "' does not say who lifts a lock and why");
            }
            return new Lift(values.getOrDefault("by", ""), values.getOrDefault("reason", ""));
        }
    }

    /** The value of {@link Attributes#LOCK_HISTORY}. */
    public static String format(LiftedLock lifted) {
        return LockText.with(new Composite(), lifted.lock())
                .with("lifted", lifted.at())
                .with("lifted-by", lifted.by())
                .with("lifted-because", lifted.reason())
                .toString();
    }

    /** @throws InvalidValueException if the text is not the form of a lifted lock */
    public static LiftedLock parse(String text) {
        Map<String, String> values = Composite.parse(text);
        Lock lock = LockText.lock(text, values);
        try {
            return new LiftedLock(
                    lock,
                    Instant.parse(values.getOrDefault("lifted", "")),
                    values.getOrDefault("lifted-by", ""),
                    values.getOrDefault("lifted-because", ""));
        } catch (DateTimeException e) {
            throw new InvalidValueException("'" + text + "' is not a lifted lock: " + e.getMessage());
        }
    }
}
