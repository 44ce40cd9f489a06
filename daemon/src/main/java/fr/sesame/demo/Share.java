package fr.sesame.demo;

/**
 * Deals cases to a row of people so that any stretch of it has each of them in its proportion, and no two with the same case stand
 * together: the multiples of the golden section fill the unit interval most evenly.
 */
final class Share<T extends Enum<T> & Share.Weighted> {
    private static final double GOLDEN = 0.6180339887498949;

    private final T[] cases;
    private final int total;
    private final double start;

    /** How many of them there are among all. */
    interface Weighted {
        int weight();
    }

    Share(T[] cases, long seed) {
        this.cases = cases.clone();
        int sum = 0;
        for (T one : cases) {
            sum += one.weight();
        }
        this.total = sum;
        this.start = Math.floorMod(seed, 9973L) / 9973.0;
    }

    T of(int number) {
        double place = number * GOLDEN + start;
        int left = (int) ((place - Math.floor(place)) * total);
        for (T one : cases) {
            left -= one.weight();
            if (left < 0) {
                return one;
            }
        }
        return cases[cases.length - 1];
    }
}
