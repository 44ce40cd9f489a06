package fr.sesame.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A service in a process of its own, with a configuration and a state that no other has, under {@code target/proofs}, where
 * it stays to be looked at until the next run. No source is enabled: all that is written is written by the proof.
 */
final class Instance implements AutoCloseable {
    static final String BASE = "dc=univ,dc=example";

    /** Starts in a second, and leaves the other cores to the clients. */
    private static final String OPTIONS = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx512m";

    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final int STOP_SECONDS = 60;
    private static final long RESPONSE_MILLIS = 120_000;

    private final Path folder;
    private final Commands commands;
    private final int ldapPort;
    private final int httpPort;
    private final Map<String, Object> settings = new TreeMap<>();
    private @Nullable Process process;

    private Instance(Path folder, int ldapPort, int httpPort) {
        this.folder = folder;
        this.ldapPort = ldapPort;
        this.httpPort = httpPort;
        this.commands = new Commands(configuration(), folder.resolve("command.out"));
    }

    /** A new one, with nothing in it; what an earlier run has left under that name is deleted. */
    static Instance make(String name) throws IOException {
        Path folder = Path.of("target", "proofs", name).toAbsolutePath();
        if (Files.exists(folder)) {
            try (Stream<Path> old = Files.walk(folder)) {
                for (Path file : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.createDirectories(folder);
        SplittableRandom ports = new SplittableRandom();
        Instance instance = new Instance(folder, freePort(ports), freePort(ports));
        Files.createDirectories(instance.configuration().resolve("sources"));
        Files.createDirectories(instance.data());
        String source = Files.readString(Commands.shippedConfiguration().resolve("sources/apogee.yaml"));
        Files.writeString(
                instance.configuration().resolve("sources/apogee.yaml"),
                source.replace("enabled: true", "enabled: false"));
        return instance;
    }

    /** Below the range from which the system takes the ports of clients: none of them may sit there after a kill. */
    private static int freePort(SplittableRandom random) throws IOException {
        IOException last = new IOException("no port tried");
        for (int attempt = 0; attempt < 50; attempt++) {
            int port = random.nextInt(20_000, 30_000);
            try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (IOException e) {
                last = e; // taken; another one
            }
        }
        throw last;
    }

    Path configuration() {
        return folder.resolve("conf");
    }

    /** From the next start on that source, which is Apogée, is read: its extract, and it is run by commands alone. */
    void enable(String source) throws IOException {
        Path file = configuration().resolve("sources").resolve(source + ".yaml");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace("enabled: false", "enabled: true")
                        .replaceFirst("schedule: .*", "schedule: \"0 0 0 1 1 ? 2099\""));
    }

    /** Where the extract of that source is read. */
    Path extract(String source) {
        return folder.resolve("var").resolve("extracts").resolve(source + ".csv");
    }

    /** The folders of the runs. */
    Path runs() {
        return folder.resolve("var").resolve("runs");
    }

    /** The folder of the directory's files. */
    Path data() {
        return folder.resolve("var").resolve("directory");
    }

    /** The folder of its store. */
    Path store() {
        return data().resolve("data");
    }

    Commands commands() {
        return commands;
    }

    ServerLog log() {
        return new ServerLog(folder.resolve("service.log"));
    }

    Health health() {
        return new Health(httpPort);
    }

    long pid() {
        return running().pid();
    }

    /** A setting under {@code server}, from the next start on. */
    void set(String key, Object value) {
        settings.put(key, value);
    }

    private void configure() throws IOException {
        List<String> lines = new ArrayList<>();
        Path shipped = Commands.shippedConfiguration().resolve("sesame.yaml");
        for (String line : Files.readAllLines(shipped)) {
            String key = line.strip().split(":", 2)[0];
            switch (key) {
                case "state" -> lines.add("state: ../var");
                case "port" -> lines.add("  port: " + ldapPort);
                case "ldap-port" -> lines.add("  ldap-port: " + ldapPort);
                case "http-port" -> {
                    lines.add("  http-port: " + httpPort);
                    settings.forEach((name, value) -> lines.add("  " + name + ": " + value));
                }
                case "sources" -> lines.add("sources: [apogee]");
                default -> lines.add(line);
            }
        }
        Files.write(configuration().resolve("sesame.yaml"), lines);
    }

    private Process launch() throws IOException {
        configure();
        ProcessBuilder builder = commands.serve();
        builder.environment().put("SESAME_JAVA_OPTS", OPTIONS);
        builder.environment().put("SESAME_LOG", "INFO");
        process = builder.redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log().file().toFile()))
                .start();
        return process;
    }

    /**
     * Starts and waits until it serves.
     *
     * @return how long that took
     * @throws IOException if it does not serve; with what it said
     */
    Duration start() throws IOException, InterruptedException {
        long from = System.nanoTime();
        long mark = log().length();
        Process started = launch();
        while (!log().since(mark).contains("serving: ldap port")) {
            if (started.waitFor(20, TimeUnit.MILLISECONDS)) {
                throw new IOException("it ended with " + started.exitValue() + ": " + log().since(mark));
            }
            if (System.nanoTime() - from > START_LIMIT.toNanos()) {
                kill();
                throw new IOException("it did not serve within " + START_LIMIT + ": " + log().since(mark));
            }
        }
        Duration took = Duration.ofNanos(System.nanoTime() - from);
        // A kill must hit the JVM: bin/sesame has to become it.
        assertThat(started.info().command().orElse("")).endsWith("java");
        return took;
    }

    /** Begins to start, and is killed on the way, if it is not up by then. */
    void startAndKillAfter(Duration delay) throws IOException, InterruptedException {
        launch();
        Thread.sleep(delay.toMillis());
        kill();
    }

    /** SIGKILL: nothing of it runs any more when this returns. */
    void kill() throws InterruptedException {
        running().destroyForcibly().waitFor();
        process = null;
    }

    void stop() throws IOException, InterruptedException {
        Process stopping = running();
        stopping.destroy();
        if (!stopping.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            kill();
            throw new IOException("it did not stop within " + STOP_SECONDS + " s");
        }
        process = null;
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException("not started");
        }
        return process;
    }

    /** Bound as the operator, for one request at a time. */
    LDAPConnection operator() throws LDAPException, IOException {
        LDAPConnection connection = stranger();
        try {
            connection.bind("cn=operator,ou=services," + BASE, password());
            return connection;
        } catch (LDAPException e) {
            connection.close();
            throw e;
        }
    }

    /** Not bound, for one request at a time. */
    LDAPConnection stranger() throws LDAPException {
        LDAPConnectionOptions options = new LDAPConnectionOptions();
        options.setUseSynchronousMode(true);
        options.setResponseTimeoutMillis(RESPONSE_MILLIS);
        return new LDAPConnection(options, "127.0.0.1", ldapPort);
    }

    int ldapPort() {
        return ldapPort;
    }

    String password() throws IOException {
        return Files.readString(
                folder.resolve("var").resolve("secrets").resolve("operator.password"), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws InterruptedException {
        if (process != null) {
            kill();
        }
    }
}
