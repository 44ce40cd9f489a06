package fr.sesame.interceptors;

import fr.sesame.account.Suspension;
import org.jspecify.annotations.Nullable;

/** What the text of a refused bind tells whoever knows the right password and did not ask for the control. */
public enum Diagnostics {
    /** Nothing: one and the same text for everything. */
    UNIFORM,
    /** The sub-codes of Active Directory, {@code data 533}, which CAS, Keycloak and ldaptive read. */
    ACTIVE_DIRECTORY;

    /** What a suspension says, whatever else is told: it is no secret of the account's. */
    String text(Suspension suspension) {
        return this == ACTIVE_DIRECTORY ? text(BindOutcome.SUSPENDED) + "; " + suspension.text() : suspension.text();
    }

    String text(BindOutcome outcome) {
        String code = this == ACTIVE_DIRECTORY ? subCode(outcome) : null;
        return code == null
                ? BindInterceptor.REFUSAL
                : "80090308: LdapErr: DSID-0C09044E, comment: AcceptSecurityContext error, data " + code + ", v2580";
    }

    private static @Nullable String subCode(BindOutcome outcome) {
        return switch (outcome) {
            case PREPARED, INACTIVE -> "533";
            case PENDING -> "701";
            case LOCKED -> "775";
            case SUSPENDED -> "530"; // not at this time
            case EXPIRED -> "532";
            case MUST_CHANGE -> "773";
            case ACCEPTED, WRONG_PASSWORD, SHUT_OUT, BUSY -> null;
        };
    }
}
