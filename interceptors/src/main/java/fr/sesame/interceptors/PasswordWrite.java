package fr.sesame.interceptors;

import java.util.ArrayList;
import java.util.List;
import org.apache.directory.api.ldap.model.entry.Modification;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.server.core.api.CoreSession;
import org.apache.directory.server.core.api.interceptor.context.ModifyOperationContext;

/**
 * A modification that sets a password, judged and hashed before: that takes longer than any other write may wait. It is good as
 * long as the entry still has the password that it was judged by.
 */
public final class PasswordWrite extends ModifyOperationContext {
    private final PasswordRight right;
    private final List<byte[]> basedOn;
    private final List<Modification> state;

    /**
     * @param right by which it is done
     * @param modifications what was asked for, with the hash in place of the password
     * @param basedOn the values of {@code userPassword} by which it was judged
     * @param state what follows for the attributes that keep the state of a password
     */
    public PasswordWrite(
            CoreSession session,
            Dn dn,
            PasswordRight right,
            List<Modification> modifications,
            List<byte[]> basedOn,
            List<Modification> state) {
        super(session, dn, new ArrayList<>(modifications)); // the chain adds its own
        this.right = right;
        this.basedOn = List.copyOf(basedOn);
        this.state = List.copyOf(state);
    }

    /** Whether nothing but the password was asked to be changed. */
    boolean isNothingElse() {
        return getModItems().size() == 1;
    }

    /** Whether somebody else than its owner has set it; a new hash of the same password is nobody's. */
    public boolean isByAnother() {
        return !state.isEmpty() && !getSession().getEffectivePrincipal().getDn().equals(getDn());
    }

    PasswordRight right() {
        return right;
    }

    List<byte[]> basedOn() {
        return basedOn;
    }

    List<Modification> state() {
        return state;
    }
}
