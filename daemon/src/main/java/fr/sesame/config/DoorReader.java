package fr.sesame.config;

import fr.sesame.server.door.DoorSettings;
import fr.sesame.server.door.KeyFiles;
import fr.sesame.server.door.Limits;
import fr.sesame.server.door.PlainPasswords;
import fr.sesame.server.door.TlsSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads how clients get in: {@code server.ldaps-port}, {@code server.tls} and {@code server.limits}. */
final class DoorReader {
    private static final int LDAPS_PORT = 10636;
    private static final long DAY = 86_400;
    private static final String FILE = "a file";

    private DoorReader() {}

    /** @param dir what relative files are under */
    static DoorSettings read(Section server, Path dir) {
        Section tls = server.section("tls");
        int port = (int) server.number("ldaps-port", LDAPS_PORT, 0, ConfigurationReader.MAX_PORT);
        Optional<Path> authorities = file(tls, "client-authorities", dir);
        Optional<KeyFiles> key = key(tls, dir);
        PlainPasswords plain = tls.word(
                "plain-binds", List.of(PlainPasswords.values()), PlainPasswords::word, PlainPasswords.LOOPBACK);
        if (key.isEmpty() && plain == PlainPasswords.NEVER) {
            tls.problem("plain-binds", "'never'", "a 'certificate' or 'pkcs12' beside it, or nobody could bind");
        }
        return new DoorSettings(
                key.map(files -> new TlsSettings(port, files, authorities)), plain, limits(server.section("limits")));
    }

    private static Optional<KeyFiles> key(Section tls, Path dir) {
        Optional<Path> certificate = file(tls, "certificate", dir);
        Optional<Path> key = file(tls, "key", dir);
        Optional<Path> keyPassword = file(tls, "key-password-file", dir);
        Optional<Path> store = file(tls, "pkcs12", dir);
        Optional<Path> storePassword = file(tls, "pkcs12-password-file", dir);
        if (store.isPresent()) {
            if (certificate.isPresent() || key.isPresent()) {
                tls.problem("pkcs12", "a 'certificate' or 'key' beside it", "one or the other");
            } else if (storePassword.isEmpty()) {
                tls.problem("pkcs12-password-file", "nothing", "the file of the password of 'pkcs12'");
            } else {
                return Optional.of(new KeyFiles.Pkcs12(store.get(), storePassword.get()));
            }
        } else if (certificate.isPresent() != key.isPresent()) {
            tls.problem(
                    certificate.isPresent() ? "key" : "certificate", "nothing", "both a 'certificate' and its 'key'");
        } else if (certificate.isPresent()) {
            return Optional.of(new KeyFiles.Pem(certificate.get(), key.get(), keyPassword));
        }
        return Optional.empty();
    }

    private static Optional<Path> file(Section section, String key, Path dir) {
        return Optional.ofNullable(section.optional(key, FILE)).map(name -> ConfigurationReader.file(dir, name));
    }

    private static Limits limits(Section section) {
        Limits absent = Limits.DEFAULT;
        int bytes = number(section, "request-bytes", absent.pduBytes(), 4096, 64 << 20);
        return new Limits(
                number(section, "connections", absent.connections(), 1, 1_000_000),
                number(section, "connections-per-address", absent.connectionsPerAddress(), 1, 1_000_000),
                seconds(section, "handshake-seconds", absent.handshake()),
                seconds(section, "first-request-seconds", absent.firstRequest()),
                seconds(section, "request-seconds", absent.pdu()),
                seconds(section, "idle-seconds", absent.idle()),
                seconds(section, "idle-unbound-seconds", absent.idleUnbound()),
                seconds(section, "stalled-seconds", absent.stalled()),
                bytes,
                number(section, "request-bytes-unbound", Math.min(bytes, absent.pduBytesUnbound()), 1024, bytes),
                number(section, "requests-in-flight", absent.requestsInFlight(), 1, 10_000),
                number(section, "filter-depth", absent.filterDepth(), 1, 256),
                number(section, "filter-nodes", absent.filterNodes(), 1, 100_000),
                number(section, "value-bytes", absent.valueBytes(), 64, 1 << 20),
                number(section, "name-bytes", absent.nameBytes(), 256, 1 << 16),
                number(section, "attributes", absent.attributes(), 1, 10_000));
    }

    private static int number(Section section, String key, int absent, int min, int max) {
        return (int) section.number(key, absent, min, max);
    }

    private static Duration seconds(Section section, String key, Duration absent) {
        return Duration.ofSeconds(section.number(key, absent.toSeconds(), 1, DAY));
    }
}
