package fr.sesame.systemd;

import jnr.ffi.annotations.Encoding;

/** The one function that we need of libsystemd. Public because the binding is made in another package. */
@FunctionalInterface
public interface LibSystemd {
    /**
     * sd_notify(3).
     *
     * @param unsetEnvironment 0: later calls find the socket too
     * @param state lines of {@code NAME=value}
     * @return more than 0 if it was sent, less than 0 for an error
     */
    int sd_notify(int unsetEnvironment, @Encoding("UTF-8") String state);
}
