package fr.sesame.source.csv;

import fr.sesame.account.HoldReason;

/** Why one row is not taken over; thrown from the middle of its mapping. */
final class HeldRow extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient HoldReason reason;

    HeldRow(HoldReason reason, String detail) {
        super(detail, null, false, false); // control flow: no stack trace
        this.reason = reason;
    }

    HoldReason reason() {
        return reason;
    }
}
