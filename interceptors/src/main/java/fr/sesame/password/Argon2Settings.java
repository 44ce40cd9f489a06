package fr.sesame.password;

/**
 * What a new hash costs. The default is the minimum that OWASP's Password Storage Cheat Sheet names for Argon2id.
 *
 * @param memoryKib memory of one computation in KiB, 8 for each lane at least
 * @param iterations passes over that memory
 * @param parallelism lanes; they are computed one after the other here
 */
public record Argon2Settings(int memoryKib, int iterations, int parallelism) {
    public static final Argon2Settings DEFAULT = new Argon2Settings(19_456, 2, 1);

    /** 256 MiB: more would let a hash of an import take the heap. */
    public static final int MAX_MEMORY_KIB = 256 << 10;

    public static final int MAX_ITERATIONS = 64;
    public static final int MAX_PARALLELISM = 16;
    /** Memory times passes, in KiB: a second or two. */
    public static final long MAX_WORK_KIB = 1L << 20;

    private static final int MIN_KIB_PER_LANE = 8;

    /** @throws IllegalArgumentException if it is out of the limits */
    public Argon2Settings {
        if (parallelism < 1
                || parallelism > MAX_PARALLELISM
                || iterations < 1
                || iterations > MAX_ITERATIONS
                || memoryKib < MIN_KIB_PER_LANE * parallelism
                || memoryKib > MAX_MEMORY_KIB
                || (long) memoryKib * iterations > MAX_WORK_KIB) {
            throw new IllegalArgumentException(
                    "Argon2 with m=%d KiB, t=%d, p=%d; expected p from 1 to %d, t from 1 to %d,"
                                    .formatted(memoryKib, iterations, parallelism, MAX_PARALLELISM, MAX_ITERATIONS)
                            + " m from 8 p to %d KiB and m times t up to %d KiB"
                                    .formatted(MAX_MEMORY_KIB, MAX_WORK_KIB));
        }
    }

    /** Whether a hash with these is weaker than one with those: less memory or fewer passes. */
    boolean weakerThan(Argon2Settings other) {
        return memoryKib < other.memoryKib || iterations < other.iterations;
    }
}
