package fr.sesame.run;

import java.util.Locale;

/**
 * Why a run was made, if somebody decided it over an earlier one.
 *
 * @param what what was decided
 * @param run the earlier run
 * @param by who
 * @param reason why; empty if nobody asked
 */
public record Decided(What what, String run, String by, String reason) {
    /** What can be decided over a run. */
    public enum What {
        /** A plan that the guard had refused is carried out. */
        APPROVE,
        /** A plan that was only made is carried out. */
        APPLY,
        /** What a run has changed is taken back. */
        ROLLBACK
    }

    /** Without the reason, in which people write whatever they like. */
    String act() {
        return what.name().toLowerCase(Locale.ROOT) + " of run " + run + " by " + by;
    }

    /** For people. */
    @Override
    public String toString() {
        return act() + (reason.isEmpty() ? "" : ": " + reason);
    }
}
