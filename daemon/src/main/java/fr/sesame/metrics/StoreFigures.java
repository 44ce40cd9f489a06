package fr.sesame.metrics;

/** What there is to measure of the directory's storage at this moment. */
public interface StoreFigures {
    /** Bytes of the file that hold or have held something. */
    long bytes();

    /** The most that the file may grow to, in bytes. */
    long limitBytes();

    long entries();

    boolean isWritable();

    /** Commits that reached the disk since the start. */
    long commits();

    /** Reader slots in use, by all processes. */
    int readers();
}
