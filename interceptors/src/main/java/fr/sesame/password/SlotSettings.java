package fr.sesame.password;

import java.time.Duration;

/**
 * How many slow hashes are computed at a time.
 *
 * @param slots at a time, 1 at least
 * @param queue how many may wait; half of them for one client
 * @param patience how long each waits
 */
public record SlotSettings(int slots, int queue, Duration patience) {
    public static final int DEFAULT_QUEUE = 64;
    public static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(3);

    /** @throws IllegalArgumentException without a slot */
    public SlotSettings {
        if (slots < 1 || queue < 0) {
            throw new IllegalArgumentException(slots + " slots, queue of " + queue + "; expected a slot at least");
        }
    }

    /** Half of the processors, so that those who need no hash find one free. */
    public static SlotSettings forProcessors(int processors) {
        return new SlotSettings(Math.max(1, processors / 2), DEFAULT_QUEUE, DEFAULT_PATIENCE);
    }
}
