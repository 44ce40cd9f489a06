package fr.sesame.password;

import java.time.Instant;

/** Whether a password may be tried. */
public sealed interface Verdict {
    /** It may. */
    record Allowed() implements Verdict {}

    /**
     * It may not yet, the right one neither, and a try is not counted.
     *
     * @param until from then on it may
     */
    record Delayed(Instant until) implements Verdict {}
}
