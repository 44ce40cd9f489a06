package fr.sesame.source;

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
}
