package fr.sesame.run;

import org.jspecify.annotations.Nullable;

/** A run that cannot begin, or whose files cannot be written or read: says which, and the way out. */
public final class RunException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean busy;

    private RunException(String message, boolean busy, @Nullable Throwable cause) {
        super(message, cause);
        this.busy = busy;
    }

    RunException(String message) {
        this(message, false, null);
    }

    RunException(String message, Throwable cause) {
        this(message, false, cause);
    }

    /** Another run holds the lock. */
    static RunException busy(String message) {
        return new RunException(message, true, null);
    }

    /** The plan of a run cannot be kept. */
    static RunException unkept(RunFolder folder, Exception e) {
        return new RunException(
                "cannot write the plan of the run " + folder.run() + ": " + e.getMessage() + "; nothing was changed",
                e);
    }

    /** Whether another run was going on, so that trying later helps. */
    public boolean isBusy() {
        return busy;
    }
}
