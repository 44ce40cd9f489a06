package fr.sesame;

/**
 * The rest of work that costs by the size of the data: so many times as long as it took, so that a large directory is not busy with being
 * looked at. Thread-safe.
 */
final class Rest {
    /** At most a fiftieth of the time. */
    private static final long TIMES = 50;

    private final long times;
    private volatile long until = System.nanoTime();

    Rest() {
        this(TIMES);
    }

    /** @param times so many times as long as the work took */
    Rest(long times) {
        this.times = times;
    }

    boolean isOver() {
        return System.nanoTime() - until >= 0;
    }

    /** The work has ended. */
    void after(long nanos) {
        until = System.nanoTime() + times * nanos;
    }

    /** Something has happened for which nobody waits. */
    void end() {
        until = System.nanoTime();
    }
}
