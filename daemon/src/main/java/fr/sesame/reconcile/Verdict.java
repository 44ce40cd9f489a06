package fr.sesame.reconcile;

import java.util.List;

/** What the guard says of a plan. */
public sealed interface Verdict {

    /** A plan that may be applied. Only the guard makes one, so that a forgotten check does not compile. */
    final class Approved implements Verdict {
        private final Plan plan;

        Approved(Plan plan) {
            this.plan = plan;
        }

        public Plan plan() {
            return plan;
        }
    }

    /**
     * A plan of which nothing is written.
     *
     * @param reasons each with its rule and its numbers
     * @param approvable whether somebody may approve it all the same
     */
    record Refused(Plan plan, List<String> reasons, boolean approvable) implements Verdict {
        public Refused {
            reasons = List.copyOf(reasons);
        }
    }
}
