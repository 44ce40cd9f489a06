package fr.sesame.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The result for people, as Markdown, and every single measurement, as CSV. */
final class Report {
    private final List<String> lines = new ArrayList<>();
    private final List<Figure> figures = new ArrayList<>();

    Report(Settings settings, Contestant slapd, Contestant sesame) throws IOException, InterruptedException {
        lines.add(settings.entries() + " people; " + settings.rounds() + " rounds of " + settings.seconds()
                + " s in turns after " + settings.warmUpSeconds() + " s of warm-up; " + settings.connections()
                + " connections. " + LocalDate.now(ZoneOffset.UTC) + ".");
        lines.add("");
        lines.add("- " + slapd.describe());
        lines.add("- " + sesame.describe());
        lines.add("- " + machine(settings.folder()) + "; load average before: " + loadAverage());
    }

    void add(List<Figure> measured) {
        figures.addAll(measured);
    }

    void loaded(Contestant.Loaded slapd, Contestant.Loaded sesame) {
        Figure figure = new Figure("load (" + slapd.how() + ", " + sesame.how() + ")", "s", Figure.Better.LESS);
        figure.add(slapd.took().toNanos() / 1e9, sesame.took().toNanos() / 1e9);
        figures.add(figure);
    }

    /**
     * Writes both files.
     *
     * @return the Markdown
     */
    String write(Path folder) throws IOException {
        lines.add("");
        lines.add("Medians, with the lowest and the highest; the ratios are those of single rounds.");
        lines.add("");
        lines.add("| | | better | slapd | Sésame | Sésame / slapd |");
        lines.add("|---|---|---|---|---|---|");
        figures.forEach(figure -> lines.add(figure.row()));
        String text = String.join("\n", lines) + "\n";
        Files.writeString(folder.resolve("report.md"), text);
        List<String> csv = new ArrayList<>(List.of("figure;unit;round;slapd;sesame"));
        figures.forEach(figure -> csv.addAll(figure.rounds()));
        Files.write(folder.resolve("rounds.csv"), csv);
        return text;
    }

    private static String machine(Path folder) throws IOException {
        return Runtime.getRuntime().availableProcessors() + " processors (" + processor() + "), Linux "
                + System.getProperty("os.version") + ", "
                + Files.getFileStore(folder).type() + ", loopback";
    }

    private static String processor() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse("model unknown");
        }
    }

    private static String loadAverage() throws IOException {
        String line = Files.readString(Path.of("/proc/loadavg"));
        return line.substring(0, line.indexOf(' '));
    }
}
