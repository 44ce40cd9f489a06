package fr.sesame.bench;

import java.util.List;
import java.util.Locale;

/** Some measurements of one thing: the one in the middle, and how far the others lie from it. */
record Spread(double min, double median, double max) {

    static Spread of(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Spread(sorted.get(0), median, sorted.get(sorted.size() - 1));
    }

    /** Median, then the range; the number alone if there is but one. */
    @Override
    public String toString() {
        return min == max
                ? number(median)
                : String.format(Locale.ROOT, "**%s** (%s–%s)", number(median), number(min), number(max));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }
}
