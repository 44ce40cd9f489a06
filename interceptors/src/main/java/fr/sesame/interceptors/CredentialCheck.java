package fr.sesame.interceptors;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says whether a password is somebody's: at a bind, a comparison, and before somebody changes their own. */
public interface CredentialCheck {
    /**
     * Somebody who says who they are.
     *
     * @param account the normalised DN of whom they say they are, whether that is there or not
     * @param from where they are; none if that is not known any more
     * @param stored the values of {@code userPassword}; empty if there are none, or nobody of that name
     */
    record Claim(String account, @Nullable InetAddress from, byte[] password, List<byte[]> stored) {}

    /** The answer. */
    enum Verdict {
        RIGHT,
        WRONG,
        /** Too many wrong ones before: it was not looked at. To the client it is as wrong. */
        SHUT_OUT,
        /** Too many are being looked at: come again. */
        BUSY
    }

    /** Looks at it; for milliseconds, unless {@link #isQuick}. What is wrong takes the same time for everybody. */
    Verdict check(Claim claim);

    /** Whether the answer takes microseconds, so that a thread which others wait for may ask. */
    boolean isQuick(Claim claim);
}
