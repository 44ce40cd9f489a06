package fr.sesame.source.rows;

import fr.sesame.source.Extract;
import fr.sesame.source.SourceException;
import java.util.function.Consumer;

/** Where the rows of a source are, and how to get at them: a file, a view of a database, a branch of a directory. */
public interface Rows {

    /**
     * Gives each row, one after another, and keeps none. Whoever takes them uses nothing of them before this has returned: what
     * makes them unbelievable may come last.
     *
     * @param reading what is asked for
     * @param each takes a row; called by the thread that reads
     * @return what the whole was
     * @throws SourceException if it is not there, is another source's, or was not read to its end: nothing of it is used
     */
    Extract.Facts read(Reading reading, Consumer<Row> each) throws SourceException;
}
