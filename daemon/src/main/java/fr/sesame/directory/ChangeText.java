package fr.sesame.directory;

import fr.sesame.account.InvalidValueException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Changes as text that people read, that the tools of the field can apply, and that can be read back. */
public interface ChangeText {

    /** The text of one change, with the empty line that ends it; it says nothing but what changes, and what it changes from. */
    String of(Change change);

    /**
     * Reads a file of such texts.
     *
     * @throws InvalidValueException if it has anything else, naming the line
     */
    List<Step> read(Path file) throws IOException;

    /** One change that was read back, to be carried out on a directory that may have moved on. */
    interface Step {

        /** What it does to that directory. Nothing is ever overwritten that is not as the change found it. */
        Outcome on(Present present);
    }

    /** What becomes of a step. */
    sealed interface Outcome {

        /** It can be carried out. */
        record Possible(Change change) implements Outcome {}

        /** The directory is as if it had been. */
        record Done() implements Outcome {}

        /**
         * The directory has moved on.
         *
         * @param why names the entry and what is different
         */
        record Conflict(String why) implements Outcome {}
    }
}
