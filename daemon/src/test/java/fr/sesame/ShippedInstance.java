package fr.sesame;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import fr.sesame.cli.SesameCommand;
import fr.sesame.config.ConfigurationException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/** An instance with the shipped configuration and the extracts of the demo, in a folder, on a port of its own; its commands as one types them. */
final class ShippedInstance {
    private final Path folder;
    private final Clock clock;
    private final int port;

    private ShippedInstance(Path folder, Clock clock, int port) {
        this.folder = folder;
        this.clock = clock;
        this.port = port;
    }

    /** What a command has said, and how it ended. */
    record Said(int code, String out, String err) {}

    /** Copies what is shipped into the folder. */
    static ShippedInstance in(Path folder, Clock clock) throws IOException {
        copy(Path.of("..", "conf"), folder.resolve("conf"));
        copy(Path.of("src", "main", "demo", "extracts"), folder.resolve("var/extracts"));
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        return new ShippedInstance(folder, clock, port)
                .with("/var/lib/sesame", folder.resolve("var").toString())
                .with("10389", Integer.toString(port))
                .with("8389", "0");
    }

    /** The same at another time. */
    ShippedInstance at(Clock other) {
        return new ShippedInstance(folder, other, port);
    }

    /** A clock that goes on from the day of the extracts. */
    static Clock dayOfTheExtracts() {
        return Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), Instant.parse("2026-11-23T06:00:00Z")));
    }

    /** Writes something else into {@code sesame.yaml}. */
    ShippedInstance with(String found, String replacement) throws IOException {
        Path settings = conf().resolve("sesame.yaml");
        String before = Files.readString(settings);
        if (!before.contains(found)) {
            throw new IllegalArgumentException("'" + found + "' is not in " + settings);
        }
        Files.writeString(settings, before.replace(found, replacement));
        return this;
    }

    Path conf() {
        return folder.resolve("conf");
    }

    int port() {
        return port;
    }

    LocalInstallation open() throws ConfigurationException {
        return LocalInstallation.open(conf(), clock);
    }

    /** The configuration is named last: before it may stand a command of a command. */
    Said sesame(String... words) {
        String[] arguments = Stream.concat(Stream.of(words), Stream.of("--config", conf().toString()))
                .toArray(String[]::new);
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = SesameCommand.run(
                conf -> LocalInstallation.open(conf, clock),
                folder,
                clock,
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                arguments);
        return new Said(code, out.toString(), err.toString());
    }

    /** A connection that is bound as the operator. */
    LDAPConnection operator() throws IOException, LDAPException {
        return new LDAPConnection(
                "127.0.0.1",
                port,
                "cn=operator,ou=services,dc=univ,dc=example",
                Files.readString(folder.resolve("var/secrets/operator.password")));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }
}
