package fr.sesame;

import com.sun.management.OperatingSystemMXBean;
import fr.sesame.cli.Installation;
import fr.sesame.demo.Extracts;
import fr.sesame.demo.UniversitySettings;
import fr.sesame.directory.Directory;
import fr.sesame.progress.Progress;
import fr.sesame.reconcile.Plan;
import fr.sesame.reconcile.SourceReport;
import fr.sesame.run.RunReport;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How long the nights of an imaginary university take, from its extracts to the directory, both in this process: the first load, the same
 * extracts again, and some after a night that changed one in a hundred (docs/benchmarks.md). What is told is a system property.
 */
public final class RunBenchmark {
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final int MEGA = 1 << 20;

    private final Path folder;
    private final int people;
    private final long seed;
    private final int again;
    private final List<String> lines = new ArrayList<>();

    private RunBenchmark(Path folder, int people, long seed, int again) {
        this.folder = folder;
        this.people = people;
        this.seed = seed;
        this.again = again;
    }

    public static void main(String[] arguments) throws Exception {
        Path folder =
                Path.of(System.getProperty("bench.folder")).toAbsolutePath().resolve("runs");
        delete(folder);
        new RunBenchmark(
                        folder,
                        Integer.getInteger("bench.entries"),
                        Long.getLong("bench.seed"),
                        Integer.getInteger("bench.rounds"))
                .measure();
        System.exit(0); // the service has threads of its own
    }

    private void measure() throws Exception {
        Path conf = configure();
        LocalInstallation installation = LocalInstallation.open(conf, Clock.systemUTC());
        lines.add("| | s | CPU, s | created | changed | unchanged | held | by source, s |");
        lines.add("|---|---|---|---|---|---|---|---|");
        extracts(1);
        try (Installation.Service service = installation.serve();
                Directory directory = installation.connect()) {
            run("first load", installation, directory);
            for (int round = 0; round < again; round++) {
                run("the same extracts again", installation, directory);
            }
            for (int round = 0; round < again; round++) {
                extracts(2 + round);
                run("1 % changed", installation, directory);
            }
        }
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "%d people of seed %d; in a heap of %d MB, Java %s, %d processors",
                people,
                seed,
                Runtime.getRuntime().maxMemory() / MEGA,
                System.getProperty("java.version"),
                Runtime.getRuntime().availableProcessors()));
        Files.write(folder.resolve("report.md"), lines);
        lines.forEach(OUT::println);
    }

    private void extracts(int day) throws IOException {
        new Extracts(new UniversitySettings(people, seed, TODAY, day, 1)).write(folder.resolve("var/extracts"));
    }

    private void run(String what, Installation installation, Directory directory) throws Exception {
        OUT.println(what);
        long cpu = processorNanos();
        long begin = System.nanoTime();
        RunReport run = installation.runner(directory, Progress.NONE).run(List.of(), false);
        double seconds = (System.nanoTime() - begin) / 1e9;
        double cpuSeconds = (processorNanos() - cpu) / 1e9;
        run.sources().forEach(source -> source.messages().forEach(OUT::println));
        lines.add(String.format(
                Locale.ROOT,
                "| %s | **%.1f** | %.1f | %d | %d | %d | %d | %s |",
                what,
                seconds,
                cpuSeconds,
                sum(run, Plan.Kind.CREATE),
                sum(run, Plan.Kind.OPEN) + sum(run, Plan.Kind.CLOSE) + sum(run, Plan.Kind.UPDATE),
                unchanged(run),
                run.sources().stream().mapToInt(source -> source.held().size()).sum(),
                run.sources().stream()
                        .map(source -> String.format(
                                Locale.ROOT,
                                "%s %.1f",
                                source.source(),
                                source.took().toMillis() / 1000.0))
                        .collect(Collectors.joining(", "))));
    }

    /** What all threads of the daemon and the directory have used, of all processors together. */
    private static long processorNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    /** Accounts that the last source left as they were: groups are beside the sources. */
    private static int unchanged(RunReport run) {
        return run.sources().stream()
                .filter(source -> !source.source().equals(SourceReport.GROUPS))
                .reduce((one, later) -> later)
                .map(SourceReport::unchanged)
                .orElse(0);
    }

    private static int sum(RunReport run, Plan.Kind kind) {
        return run.sources().stream()
                .mapToInt((SourceReport source) -> source.changes(kind))
                .sum();
    }

    /** The shipped configuration, with ports that are free. */
    private Path configure() throws IOException {
        Path conf = Files.createDirectories(folder.resolve("conf/sources"));
        Path shipped = Path.of(System.getProperty("bench.home")).resolve("conf");
        try (Stream<Path> sources = Files.list(shipped.resolve("sources"))) {
            for (Path file : sources.toList()) {
                Files.copy(file, conf.resolve(file.getFileName().toString()));
            }
        }
        int port = freePort();
        String settings = Files.readString(shipped.resolve("sesame.yaml"))
                .replaceFirst("(?m)^state: \\S+", "state: '" + folder.resolve("var") + "'")
                .replaceFirst("(?m)^  port: \\d+", "  port: " + port)
                .replaceFirst("(?m)^  ldap-port: \\d+", "  ldap-port: " + port)
                .replaceFirst("(?m)^  http-port: \\d+", "  http-port: " + freePort());
        Files.writeString(folder.resolve("conf/sesame.yaml"), settings);
        return folder.resolve("conf");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
