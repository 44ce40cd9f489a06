package fr.sesame.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A directory server that is compared: how it is filled and started. Everything it writes is in a folder of its own. */
interface Contestant {
    String name();

    /** On the loopback. */
    int port();

    /** Starts it in the foreground. */
    List<String> command();

    /** Where its entries are. */
    Path data();

    /** What it says. */
    Path log();

    /** Fills it, while it is stopped. */
    Loaded load(Path ldif) throws Exception;

    /** Version and settings, for the report. */
    String describe() throws IOException, InterruptedException;

    /**
     * That the entries are there.
     *
     * @param how with which command
     * @param took for all of them
     */
    record Loaded(String how, Duration took) {}
}
