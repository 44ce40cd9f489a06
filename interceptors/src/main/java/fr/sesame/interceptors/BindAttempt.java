package fr.sesame.interceptors;

import fr.sesame.interceptors.CredentialCheck.Verdict;
import fr.sesame.password.rules.PasswordAge;
import java.net.InetAddress;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.server.core.api.interceptor.context.BindOperationContext;
import org.jspecify.annotations.Nullable;

/** A bind on its way through the chain, with what is known of whoever wants to. */
public final class BindAttempt extends BindOperationContext {
    private final @Nullable InetAddress from;
    private @Nullable Entry candidate;
    private @Nullable Verdict verdict;
    private @Nullable Standing standing;
    private @Nullable PasswordAge age;

    /** @param from where it comes from; none if that is not known any more */
    public BindAttempt(@Nullable InetAddress from) {
        super(null);
        this.from = from;
    }

    /** Where it comes from. */
    public @Nullable InetAddress from() {
        return from;
    }

    /** Who wants to bind, read before the chain; none if nobody has that name. */
    public @Nullable Entry candidate() {
        return candidate;
    }

    /** Says who wants to bind. */
    public void setCandidate(@Nullable Entry entry) {
        candidate = entry;
    }

    /** What was found of the password; none: it was not looked at. */
    public void setVerdict(@Nullable Verdict given) {
        verdict = given;
    }

    /** What was found of the password; none: it was not looked at. */
    public @Nullable Verdict verdict() {
        return verdict;
    }

    boolean isRight() {
        return verdict == Verdict.RIGHT;
    }

    boolean isBusy() {
        return verdict == Verdict.BUSY;
    }

    boolean isShutOut() {
        return verdict == Verdict.SHUT_OUT;
    }

    void letIn(Standing known, PasswordAge passwordAge) {
        standing = known;
        age = passwordAge;
    }

    /** What the entry says of whoever was let in; none if they were not, or are nobody. */
    public @Nullable Standing standing() {
        return standing;
    }

    /** How old the password is of whoever was let in. */
    public @Nullable PasswordAge age() {
        return age;
    }
}
