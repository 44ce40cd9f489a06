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
    };

    /** The name of the run. */
    String run();

    /**
     * Keeps the plan and what would undo it.
     *
     * @return a checksum of the changes: two plans that have the same do the same
     */
    String keep(Plan plan, List<Change> undo) throws IOException;
}
