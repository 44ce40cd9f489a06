package fr.sesame.cli;

import fr.sesame.reconcile.Movements;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Openings and closings as one HTML page that needs nothing else: no script, no font, no picture from elsewhere. */
final class ForecastPage {
    /** Beyond, a bar for each day is too thin to be seen. */
    private static final int MOST_DAYS = 62;

    private static final String STYLE = """
            body { font-family: sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; color: #1a1a1a; background: #fff; }
            table { border-collapse: collapse; margin: 1rem 0; }
            caption { text-align: left; font-weight: bold; padding: .3rem 0; }
            th, td { border: 1px solid #999; padding: .2rem .6rem; text-align: left; }
            td.n { text-align: right; font-variant-numeric: tabular-nums; }
            svg { width: 100%; height: auto; }
            """;

    private final Speech speech;
    private final LocalDate first;
    private final LocalDate last;
    private final Instant made;
    private final boolean byWeek;
    private final StringBuilder page = new StringBuilder();

    /** @param made when the directory was looked at */
    ForecastPage(Speech speech, LocalDate first, LocalDate last, Instant made) {
        this.speech = speech;
        this.first = first;
        this.last = last;
        this.made = made;
        this.byWeek = ChronoUnit.DAYS.between(first, last) + 1 > MOST_DAYS;
    }

    String html(SortedMap<Movements.Group, Movements.Count> counts) {
        SortedMap<LocalDate, Movements.Count> periods = periods(counts);
        String title = speech.say("forecast.title", speech.day(first), speech.day(last));
        String periodTitle = speech.say(byWeek ? "forecast.by-week" : "forecast.by-day");
        page.append("<!DOCTYPE html>\n<html lang=\"")
                .append(speech.language().getLanguage())
                .append("\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
                .append(text(title))
                .append("</title>\n<style>\n")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n<main>\n<h1>")
                .append(text(title))
                .append("</h1>\n<p>")
                .append(text(speech.say("forecast.made", speech.instant(made))))
                .append("</p>\n");
        page.append(new MovementChart(speech, periods, title).svg());
        page.append("<p>")
                .append(text(speech.say("forecast.chart", periodTitle)))
                .append("</p>\n");
        periodTable(periods, periodTitle);
        populationTable(counts);
        page.append("</main>\n</body>\n</html>\n");
        return page.toString();
    }

    /** Every day or week, those without a movement too: a chart with gaps would lie. */
    private SortedMap<LocalDate, Movements.Count> periods(SortedMap<Movements.Group, Movements.Count> counts) {
        SortedMap<LocalDate, Movements.Count> periods = new TreeMap<>();
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
            periods.put(period(day), Movements.Count.NONE);
        }
        counts.forEach((group, count) -> periods.merge(period(group.day()), count, Movements.Count::plus));
        return periods;
    }

    private LocalDate period(LocalDate day) {
        return byWeek ? ForecastCommand.monday(day) : day;
    }

    private void periodTable(SortedMap<LocalDate, Movements.Count> periods, String title) {
        begin(title, List.of(byWeek ? "forecast.week" : "forecast.day"));
        Movements.Count total = Movements.Count.NONE;
        for (var one : periods.entrySet()) {
            if (!one.getValue().equals(Movements.Count.NONE)) {
                row(List.of(speech.day(one.getKey())), one.getValue());
                total = total.plus(one.getValue());
            }
        }
        row(List.of(speech.say("forecast.total")), total);
        end();
    }

    private void populationTable(SortedMap<Movements.Group, Movements.Count> counts) {
        begin(speech.say("forecast.by-population"), List.of("forecast.population", "forecast.structure"));
        Movements.grouped(counts, group -> new Movements.Group(first, group.population(), group.structure()))
                .forEach((group, count) ->
                        row(List.of(speech.word("population.", group.population()), group.structure()), count));
        end();
    }

    private void begin(String caption, List<String> columns) {
        page.append("<table>\n<caption>").append(text(caption)).append("</caption>\n<thead><tr>");
        columns.forEach(key -> heading(speech.say(key)));
        List.of("forecast.opens", "forecast.closes", "forecast.changes").forEach(key -> heading(speech.say(key)));
        page.append("</tr></thead>\n<tbody>\n");
    }

    private void heading(String words) {
        page.append("<th scope=\"col\">").append(text(words)).append("</th>");
    }

    private void row(List<String> heads, Movements.Count count) {
        page.append("<tr>");
        heads.forEach(
                head -> page.append("<th scope=\"row\">").append(text(head)).append("</th>"));
        for (int number : List.of(count.opens(), count.closes(), count.changes())) {
            page.append("<td class=\"n\">").append(number).append("</td>");
        }
        page.append("</tr>\n");
    }

    private void end() {
        page.append("</tbody>\n</table>\n");
    }

    /** As text of HTML or SVG, or in quotes. */
    static String text(String words) {
        return words.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
