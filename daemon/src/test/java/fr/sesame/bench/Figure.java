package fr.sesame.bench;

import java.util.ArrayList;
import java.util.List;

/** One row of the result: the same measured on both servers, a pair a round. */
final class Figure {
    private final String name;
    private final String unit;
    private final Better better;
    private final List<Double> slapd = new ArrayList<>();
    private final List<Double> sesame = new ArrayList<>();

    Figure(String name, String unit, Better better) {
        this.name = name;
        this.unit = unit;
        this.better = better;
    }

    /** Which way is good. */
    enum Better {
        MORE,
        LESS
    }

    /** Measured one after the other. */
    void add(double ofSlapd, double ofSesame) {
        slapd.add(ofSlapd);
        sesame.add(ofSesame);
    }

    /** Of each round by itself: what disturbs the machine for a while disturbs both. */
    private List<Double> ratios() {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < slapd.size(); i++) {
            ratios.add(sesame.get(i) / slapd.get(i));
        }
        return ratios;
    }

    /** A row of a Markdown table. */
    String row() {
        return "| " + name + " | " + unit + " | " + (better == Better.MORE ? "more" : "less") + " | " + Spread.of(slapd)
                + " | " + Spread.of(sesame) + " | " + Spread.of(ratios()) + " |";
    }

    /** Every measurement, as CSV. */
    List<String> rounds() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < slapd.size(); i++) {
            lines.add(name + ";" + unit + ";" + (i + 1) + ";" + slapd.get(i) + ";" + sesame.get(i));
        }
        return lines;
    }
}
