package fr.sesame.reconcile;

import fr.sesame.source.Mark;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Keeps how far each source has been read. */
public interface Marks {
    /** Keeps nothing: every source is read whole. */
    Marks NONE = new Marks() {
        @Override
        public Kept of(String source) {
            return Kept.none("nothing is kept of earlier reads");
        }

        @Override
        public void keep(String source, Mark mark) {
            // the next read is of everything again
        }

        @Override
        public void forget(String source) {
            // nothing is known
        }
    };

    /** The mark of that source, if there is one that fits the configuration. */
    Kept of(String source) throws IOException;

    /** Keeps that from now on, whole or not at all. */
    void keep(String source, Mark mark) throws IOException;

    /** The next read of that source is of everything. */
    void forget(String source) throws IOException;

    /**
     * What is kept of a source.
     *
     * @param mark how far it has been read, or null if nobody knows
     * @param why nobody knows; empty if there is a mark
     */
    record Kept(@Nullable Mark mark, String why) {
        /** No mark, for that reason. */
        public static Kept none(String why) {
            return new Kept(null, why);
        }
    }
}
