package fr.sesame.reconcile;

import fr.sesame.directory.Change;
import java.io.IOException;
import java.util.List;

/** Where a plan is kept before anything of it is written, so that whatever happens then can be looked at and undone. */
public interface PlanFiles {
    /** Keeps nothing. */
    PlanFiles NONE = new PlanFiles() {
        @Override
        public String run() {
            return "";
        }

        @Override
        public String keep(Plan plan, List<Change> undo) {
            return "";
        }

        @Override
        public String checksum(Plan plan) {
            return "";
        }

        @Override
        public void remember(String source, Remembered remembered) {
            // nobody carries the plan out
        }
    };

    /** The name of the run. */
    String run();

    /**
     * Keeps the plan and what would undo it.
     *
     * @return a checksum of the changes: two plans that have the same do the same
     */
    String keep(Plan plan, List<Change> undo) throws IOException;

    /** The same checksum of a plan that is not kept. */
    String checksum(Plan plan) throws IOException;

    /** Keeps what is to be remembered of the source if its plan is carried out later. */
    void remember(String source, Remembered remembered) throws IOException;
}
