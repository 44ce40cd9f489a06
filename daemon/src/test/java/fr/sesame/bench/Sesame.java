package fr.sesame.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The distribution of Sésame as it was built, with the shipped configuration. */
final class Sesame implements Contestant {
    private static final Pattern SETTING = Pattern.compile("(\\s*)(state|port|ldap-port|http-port):(\\s).*");

    private final Path home;
    private final Path folder;
    private final int port;

    private Sesame(Path home, Path folder, int port) {
        this.home = home;
        this.folder = folder;
        this.port = port;
    }

    /** Copies the configuration, and lays down the passwords that Sésame would otherwise draw. */
    static Sesame prepare(Path home, Path folder) throws IOException {
        if (!Files.isExecutable(home.resolve("bin/sesame"))) {
            throw new IllegalStateException("no distribution in " + home + "; mvn package builds it");
        }
        Sesame sesame = new Sesame(home, folder, Commands.freePort());
        sesame.configure();
        Path secrets = Files.createDirectories(
                sesame.state().resolve("secrets"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        for (String service : Tree.SERVICE_NAMES) {
            Files.writeString(secrets.resolve(service + ".password"), Tree.SERVICE_PASSWORD);
        }
        return sesame;
    }

    private void configure() throws IOException {
        Path shipped = home.resolve("conf");
        int httpPort = Commands.freePort();
        try (Stream<Path> files = Files.walk(shipped)) {
            for (Path file : files.toList()) {
                Path copy = configuration().resolve(shipped.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else if (file.endsWith("sesame.yaml")) {
                    Files.write(
                            copy,
                            Files.readAllLines(file).stream()
                                    .map(line -> setting(line, httpPort))
                                    .toList());
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }

    /** Only the place of the state and the ports are ours. */
    private String setting(String line, int httpPort) {
        Matcher matcher = SETTING.matcher(line);
        if (!matcher.matches()) {
            return line;
        }
        String value = switch (matcher.group(2)) {
            case "state" -> "'" + state().toString().replace("'", "''") + "'";
            case "http-port" -> Integer.toString(httpPort);
            default -> Integer.toString(port);
        };
        return matcher.group(1) + matcher.group(2) + ":" + matcher.group(3) + value;
    }

    private Path configuration() {
        return folder.resolve("conf");
    }

    private Path state() {
        return folder.resolve("var");
    }

    private String program() {
        return home.resolve("bin/sesame").toString();
    }

    /** The schema files for slapd.conf, in the order in which they have to be read. */
    List<Path> writeSchema(Path into) throws IOException, InterruptedException {
        return Commands.run(log(), List.of(program(), "schema", into.toString()))
                .lines()
                .filter(line -> line.endsWith(".schema"))
                .map(Path::of)
                .toList();
    }

    @Override
    public String name() {
        return "Sésame";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public List<String> command() {
        return List.of(program(), "serve", "--config", configuration().toString());
    }

    @Override
    public Path data() {
        return state().resolve("directory");
    }

    @Override
    public Path log() {
        return folder.resolve("sesame.log");
    }

    @Override
    public Loaded load(Path ldif) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Commands.run(
                log(), List.of(program(), "import", "--config", configuration().toString(), ldif.toString()));
        return new Loaded("sesame import", Duration.ofNanos(System.nanoTime() - begin));
    }

    @Override
    public String describe() throws IOException, InterruptedException {
        String version = Commands.run(log(), List.of(program(), "--version")).strip();
        String options = System.getenv().getOrDefault("SESAME_JAVA_OPTS", "");
        return version + ", Java " + System.getProperty("java.version") + ", `SESAME_JAVA_OPTS` "
                + (options.isEmpty() ? "not set" : "`" + options + "`");
    }
}
