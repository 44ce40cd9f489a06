package fr.sesame.source.rows;

import fr.sesame.account.HoldReason;

/** A row that is held; it never leaves this package. */
final class HeldException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient HoldReason reason;

    HeldException(HoldReason reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    HoldReason reason() {
        return reason;
    }
}
