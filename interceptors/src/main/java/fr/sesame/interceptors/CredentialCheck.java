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
     * @param exists whether it is
     * @param from where they are; none if that is not known any more
     * @param stored the values of {@code userPassword}; empty if there are none, or nobody of that name
     */
    record Claim(String account, boolean exists, @Nullable InetAddress from, byte[] password, List<byte[]> stored) {}

    /** The answer. */
    enum Verdict {
        RIGHT,
        WRONG,
        /** Too many wrong ones before: it was not looked at. To the client it is as wrong. */
        SHUT_OUT,
        /** Too many are being looked at: come again. */
        BUSY
    }

    /**
     * The answer if it takes microseconds, so that a thread that others wait for may ask: what is right by a fast hash or was
     * found right lately, and what is not looked at. Else none, and nothing is counted.
     */
    @Nullable
    Verdict quickly(Claim claim);

    /** The answer, perhaps after milliseconds. What is wrong takes the same time for everybody. */
    Verdict check(Claim claim);
}
