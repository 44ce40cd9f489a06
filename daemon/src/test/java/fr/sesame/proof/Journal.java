package fr.sesame.proof;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one writer was told: its entries as they are after the last acknowledged write, and the one write that was not
 * answered. It belongs to the writer's thread, and to whoever has waited for its end.
 */
final class Journal {
    private final String owner;
    private Entries acknowledged = new Entries();
    private @Nullable Operation inFlight;
    private long writes;
    private long doneUnanswered;

    /** @param owner what the names of its entries begin with, before a hyphen */
    Journal(String owner) {
        this.owner = owner;
    }

    String owner() {
        return owner;
    }

    /** Is to be read, not written. */
    Entries entries() {
        return acknowledged;
    }

    /** How many writes were acknowledged. */
    long writes() {
        return writes;
    }

    /** How many were not answered, and done. */
    long doneUnanswered() {
        return doneUnanswered;
    }

    boolean owns(DN name) {
        return name.getRDN() != null && name.getRDN().getAttributeValues()[0].startsWith(owner + "-");
    }

    void begin(Operation operation) {
        inFlight = operation;
    }

    void acknowledge() throws LDAPException {
        if (inFlight == null) {
            throw new IllegalStateException("nothing was begun");
        }
        inFlight.applyTo(acknowledged);
        inFlight = null;
        writes++;
    }

    /** It was answered, and refused: it must not be there. */
    void refuse() {
        inFlight = null;
    }

    /**
     * What is not as it was acknowledged; the write that was not answered may be done or not, but not half. Goes on from
     * what was found.
     */
    List<String> settle(Entries found) throws LDAPException {
        Entries mine = found.where(this::owns);
        List<String> differences = acknowledged.differencesTo(mine);
        if (!differences.isEmpty() && inFlight != null) {
            Entries after = acknowledged.copy();
            inFlight.applyTo(after);
            List<String> whole = after.differencesTo(mine);
            if (whole.size() < differences.size()) {
                differences = whole;
            }
            if (whole.isEmpty()) {
                doneUnanswered++;
            }
        }
        inFlight = null;
        acknowledged = mine;
        return differences;
    }
}
