package fr.sesame.systemd;

import jnr.ffi.annotations.Out;

/** The one function that we need of the C library. Public because the binding is made in another package. */
@FunctionalInterface
public interface LibC {
    /** {@code CLOCK_MONOTONIC} of clock_gettime(2), on Linux. */
    int MONOTONIC = 1;

    /**
     * clock_gettime(2).
     *
     * @param time becomes seconds and nanoseconds
     * @return 0 if it has
     */
    int clock_gettime(int clock, @Out long[] time);
}
