package fr.sesame.demo;

/** Puts the numbers of a range in another order that looks like none, without keeping it. */
final class Scattering {
    /** The most even step through a range is its golden section. */
    private static final double GOLDEN = 0.6180339887498949;

    private final long range;
    private final long step;
    private final long start;

    Scattering(long range, long seed) {
        this.range = range;
        this.start = Math.floorMod(seed * 0x9E3779B97F4A7C15L >> 8, range);
        long near = Math.max(1, (long) (range * GOLDEN));
        while (gcd(near, range) != 1) {
            near++;
        }
        this.step = near % range == 0 ? 1 : near % range;
    }

    /** Where that number comes: each in another place. */
    long of(long number) {
        return (Math.multiplyExact(number, step) + start) % range;
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
