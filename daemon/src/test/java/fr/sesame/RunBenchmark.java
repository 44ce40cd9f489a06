package fr.sesame;

import fr.sesame.cli.Installation;
import fr.sesame.demo.Extracts;
import fr.sesame.demo.UniversitySettings;
import fr.sesame.directory.Directory;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * How long the nights of an imaginary university take, from its extracts to the directory: the first load, the same extracts again, and some
 * after a night that changed one in a hundred (docs/benchmarks.md). The directory is our own, in this process, or Debian's slapd beside it;
 * beside that one, how long it takes others. What is told is a system property.
 */
public final class RunBenchmark {
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final int MEGA = 1 << 20;
    private static final int SECOND = 1_000;
    /** Nanoseconds of a processor in a second. */
    private static final long IDLE = 50_000_000;

    private final Path folder;
    private final int people;
    private final long seed;
    private final int again;
    private final RunTable table = new RunTable();

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
        RunBenchmark benchmark = new RunBenchmark(
                folder,
                Integer.getInteger("bench.entries"),
                Long.getLong("bench.seed"),
                Integer.getInteger("bench.rounds"));
        String directory = System.getProperty("bench.directory");
        switch (directory) {
            case "sesame" -> benchmark.ourOwn();
            case "slapd" -> benchmark.slapd();
            default ->
                throw new IllegalArgumentException("bench.directory is '" + directory + "'; expected sesame or slapd");
        }
        System.exit(0); // the service has threads of its own
    }

    private void ourOwn() throws Exception {
        int port = freePort();
        LocalInstallation installation =
                configure(settings -> settings.replaceFirst("(?m)^  port: \\d+", "  port: " + port)
                        .replaceFirst("(?m)^  ldap-port: \\d+", "  ldap-port: " + port)
                        .replaceFirst("(?m)^  http-port: \\d+", "  http-port: 0"));
        extracts(1, folder.resolve("var/extracts"));
        try (Installation.Service service = installation.serve();
                Directory directory = installation.connect()) {
            nights(installation, directory, new Meter("Sésame, port " + service.ldapPort(), null));
        }
        report("in the same process");
    }

    private void slapd() throws Exception {
        try (SlapdInstance slapd = SlapdInstance.start(folder.resolve("slapd"))) {
            boolean synced = !Boolean.getBoolean("bench.nosync");
            if (!synced) {
                slapd.configure("dn: olcDatabase={1}mdb,cn=config\nchangetype: modify\nreplace: olcDbNoSync\n"
                        + "olcDbNoSync: TRUE\n");
            }
            LocalInstallation installation = configure(slapd::follow);
            extracts(1, folder.resolve("var/extracts"));
            try (Directory directory = installation.connect()) {
                nights(installation, directory, new Meter("Sésame", slapd));
                Files.write(folder.resolve("var/extracts/apogee.csv"), header());
                table.run("emptied apogee.csv", installation, directory, new Meter("Sésame", slapd));
            }
            new OtherNights(folder, slapd, this::extracts, again, table).measure();
            report("Debian's slapd " + slapd.version() + ", mdb, " + (synced ? "synced commits" : "olcDbNoSync"));
        }
    }

    private void nights(LocalInstallation installation, Directory directory, Meter meter) throws Exception {
        table.run("first load", installation, directory, meter);
        for (int round = 0; round < again; round++) {
            rest();
            table.run("the same extracts again", installation, directory, meter);
        }
        for (int round = 0; round < again; round++) {
            extracts(2 + round, folder.resolve("var/extracts"));
            rest();
            table.run("1 % changed", installation, directory, meter);
        }
    }

    /** After a run the service counts everybody anew; the next night comes later than that. */
    private static void rest() throws InterruptedException {
        long before;
        long after = Meter.own().toNanos();
        do {
            before = after;
            Thread.sleep(SECOND);
            after = Meter.own().toNanos();
        } while (after - before > IDLE);
    }

    private void extracts(int day, Path into) throws IOException {
        new Extracts(new UniversitySettings(people, seed, TODAY, day, 1)).write(into);
    }

    /** The first line of the extract: what is left when a table was emptied. */
    private List<String> header() throws IOException {
        try (Stream<String> lines =
                Files.lines(folder.resolve("var/extracts/apogee.csv"), StandardCharsets.ISO_8859_1)) {
            return lines.limit(1).toList();
        }
    }

    private void report(String directory) throws IOException {
        List<String> lines = table.lines();
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "%d people of seed %d; directory: %s; in a heap of %d MB, Java %s, %d processors",
                people,
                seed,
                directory,
                Runtime.getRuntime().maxMemory() / MEGA,
                System.getProperty("java.version"),
                Runtime.getRuntime().availableProcessors()));
        Files.write(folder.resolve("report.md"), lines);
        lines.forEach(OUT::println);
    }

    private interface Settings {
        String of(String shipped);
    }

    /** The shipped configuration, with another directory. */
    private LocalInstallation configure(Settings change) throws Exception {
        Path conf = Files.createDirectories(folder.resolve("conf/sources"));
        Path shipped = Path.of(System.getProperty("bench.home")).resolve("conf");
        try (Stream<Path> sources = Files.list(shipped.resolve("sources"))) {
            for (Path file : sources.toList()) {
                Files.copy(file, conf.resolve(file.getFileName().toString()));
            }
        }
        String settings = Files.readString(shipped.resolve("sesame.yaml"))
                .replaceFirst("(?m)^state: \\S+", "state: '" + folder.resolve("var") + "'");
        Files.writeString(folder.resolve("conf/sesame.yaml"), change.of(settings));
        return LocalInstallation.open(folder.resolve("conf"), Clock.systemUTC());
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
