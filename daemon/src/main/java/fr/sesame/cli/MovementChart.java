package fr.sesame.cli;

import fr.sesame.reconcile.Movements;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;

/** Bars in SVG: openings up, closings down. */
final class MovementChart {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 320;
    private static final int LEFT = 60;
    private static final int MARGIN = 20;
    private static final int BAR_PERCENT = 80;
    private static final int MOST_LABELS = 8;
    /** Dark enough on white for WCAG AA, and told apart by place, not by colour alone. */
    private static final String OPENS = "#14663a";

    private static final String CLOSES = "#a3261f";

    private final Speech speech;
    private final SortedMap<LocalDate, Movements.Count> periods;
    private final String title;
    private final StringBuilder svg = new StringBuilder();

    MovementChart(Speech speech, SortedMap<LocalDate, Movements.Count> periods, String title) {
        this.speech = speech;
        this.periods = periods;
        this.title = title;
    }

    String svg() {
        int highest =
                periods.values().stream().mapToInt(Movements.Count::opens).max().orElse(0);
        int lowest = periods.values().stream()
                .mapToInt(Movements.Count::closes)
                .max()
                .orElse(0);
        double scale = (HEIGHT - 2.0 * MARGIN) / Math.max(1, highest + lowest);
        double axis = MARGIN + highest * scale;
        double step = (WIDTH - LEFT - MARGIN) / (double) Math.max(1, periods.size());
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"chart-title\">%n",
                WIDTH, HEIGHT + MARGIN);
        add("<title id=\"chart-title\">%s</title>%n", ForecastPage.text(title));
        label(axis - highest * scale, highest);
        label(axis + lowest * scale, lowest);
        int every = Math.max(1, (periods.size() + MOST_LABELS - 1) / MOST_LABELS);
        int index = 0;
        for (Map.Entry<LocalDate, Movements.Count> period : periods.entrySet()) {
            double x = LEFT + index * step;
            Movements.Count count = period.getValue();
            bar(x, step, axis - count.opens() * scale, count.opens() * scale, OPENS, period, "opens", count.opens());
            bar(x, step, axis, count.closes() * scale, CLOSES, period, "closes", count.closes());
            if (index % every == 0) {
                add("<text x=\"%.1f\" y=\"%d\" font-size=\"12\">%s</text>%n", x, HEIGHT + MARGIN / 2, period.getKey());
            }
            index++;
        }
        add(
                "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#1a1a1a\"/>%n",
                LEFT, axis, WIDTH - MARGIN, axis);
        svg.append("</svg>\n");
        return svg.toString();
    }

    private void label(double y, int number) {
        if (number > 0) {
            add("<text x=\"%d\" y=\"%.1f\" font-size=\"12\" text-anchor=\"end\">%d</text>%n", LEFT - 6, y + 4, number);
        }
    }

    private void bar(
            double x,
            double step,
            double y,
            double height,
            String colour,
            Map.Entry<LocalDate, Movements.Count> period,
            String what,
            int number) {
        if (number > 0) {
            add(
                    "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"><title>%s</title></rect>%n",
                    x,
                    y,
                    step * BAR_PERCENT / 100,
                    height,
                    colour,
                    ForecastPage.text(speech.day(period.getKey()) + speech.say("colon") + number + " "
                            + speech.say("forecast." + what)));
        }
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values));
    }
}
