package fr.sesame.metrics;

/** What there is to measure of the directory's storage at this moment. */
public interface StoreFigures {
    /** Bytes of the file that hold or have held something. */
    long bytes();

    /** The most that the file may grow to, in bytes. */
    long limitBytes();

    /** What is free for the service on the file system of the store, in bytes; 0 if that cannot be told. */
    long fileSystemFreeBytes();

    /** What that file system holds in all, in bytes; 0 if that cannot be told. */
    long fileSystemBytes();

    long entries();

    boolean isWritable();

    /** Commits that reached the disk since the start. */
    long commits();

    /** Reader slots in use, by all processes. */
    int readers();
}
