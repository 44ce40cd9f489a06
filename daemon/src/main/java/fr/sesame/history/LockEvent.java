package fr.sesame.history;

import fr.sesame.account.Lock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a lock was laid or lifted, as the audit trail tells it.
 *
 * @param at when
 * @param lock the lock from then on, or null if it was lifted
 * @param by who did it
 * @param reason why, as far as it was said
 */
public record LockEvent(Instant at, @Nullable Lock lock, String by, String reason) {}
