package fr.sesame.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Fills Sésame and slapd with the same people, measures both, and says what came out. */
public final class Benchmark {
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private Benchmark() {}

    /** Everything that it is told is a system property: {@link Settings}. */
    public static void main(String[] arguments) throws Exception {
        Settings settings = Settings.ofSystemProperties();
        Path run = fresh(settings.folder().resolve("run"));
        Sesame sesame = Sesame.prepare(settings.home(), Files.createDirectories(run.resolve("sesame")));
        Slapd slapd = Slapd.prepare(Files.createDirectories(run.resolve("slapd")), sesame);
        Report report = new Report(settings, slapd, sesame);

        OUT.println("making " + settings.entries() + " people");
        Path ldif = run.resolve("people.ldif");
        People.write(ldif, settings.entries(), settings.seed());
        OUT.println("loading them into both");
        report.loaded(slapd.load(ldif), sesame.load(ldif));
        Files.delete(ldif);

        OUT.println("starting both");
        report.add(List.of(Measurements.firstBind(settings, slapd, sesame)));
        report.add(measure(settings, slapd, sesame, run.resolve("tools.log")));

        OUT.println();
        OUT.println(report.write(settings.folder()));
        OUT.println(settings.folder() + " has this as report.md, every round as rounds.csv, and the logs in run/");
    }

    private static List<Figure> measure(Settings settings, Slapd slapd, Sesame sesame, Path log) throws Exception {
        try (Running one = Running.start(slapd);
                Running other = Running.start(sesame)) {
            one.awaitBind(Tree.READER, Tree.SERVICE_PASSWORD);
            other.awaitBind(Tree.READER, Tree.SERVICE_PASSWORD);
            SameEntries.check(one, other, settings);
            Measurements measurements = new Measurements(settings, one, other, OUT::println);
            Rates rates = new Rates(settings, log);
            measurements.rate("binds", rates.binds());
            Regulars.chooseTheirPasswords(one);
            Regulars.chooseTheirPasswords(other);
            measurements.rate("repeated binds", rates.repeatedBinds());
            measurements.underAttack(rates.repeatedBinds());
            measurements.rate("uid searches, all attributes", rates.searchesOfAllAttributes());
            measurements.rate("uid searches, 3 attributes", rates.searchesOfThreeAttributes());
            measurements.rate("synced modifies", rates.modifies());
            measurements.bindTimes(rates.writers());
            measurements.sizes(log);
            return measurements.figures();
        }
    }

    /** An empty folder: what an earlier run left there goes. */
    private static Path fresh(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        return Files.createDirectories(folder);
    }
}
