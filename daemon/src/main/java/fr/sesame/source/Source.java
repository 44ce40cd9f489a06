package fr.sesame.source;

import java.util.Optional;

/** A management application that says who is in a population. */
public interface Source {

    /** Its name in the configuration, and in every {@link fr.sesame.account.SourceKey} that it gives. */
    String name();

    /**
     * Reads the whole extract.
     *
     * @throws SourceException if the extract is missing, damaged or not this source's: then nothing of it is used
     */
    Extract read() throws SourceException;

    /** Whether it says when its rows changed, so that changes can be read alone. */
    default boolean tellsChanges() {
        return false;
    }

    /**
     * Reads everybody of whom a row has changed since, with all their rows, and takes up again who waits.
     *
     * @return empty if it cannot tell what has changed since then: it is to be read whole
     * @throws SourceException as {@link #read}
     */
    default Optional<Extract> readChanges(Mark mark) throws SourceException {
        return Optional.empty();
    }
}
