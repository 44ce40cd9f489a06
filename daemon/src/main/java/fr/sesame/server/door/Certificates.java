package fr.sesame.server.door;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLEngine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate that is served, read again when its files change. New connections get the new one, those that are open go on
 * with theirs; if the new one cannot be served the old one stays, and {@link #state()} says why. Thread-safe.
 */
public final class Certificates {
    private static final Logger LOG = LoggerFactory.getLogger(Certificates.class);

    private final Clock clock;
    private volatile Served served;
    private volatile String problem = "";
    private TlsSettings settings;
    private List<Object> seen;

    private record Served(TlsContext context, String subject, Instant notAfter) {
        static Served of(ServedKey key, TlsSettings settings) throws TlsException {
            return new Served(
                    TlsContext.of(key, settings.clientAuthorities()),
                    key.certificate().getSubjectX500Principal().getName(),
                    key.notAfter());
        }
    }

    /**
     * What is served.
     *
     * @param subject the name in the certificate
     * @param notAfter when it ends
     * @param problem why newer files are not served; empty if there is nothing wrong
     */
    public record State(String subject, Instant notAfter, String problem) {}

    private Certificates(TlsSettings settings, Clock clock) throws TlsException {
        this.settings = settings;
        this.clock = clock;
        seen = fingerprint(settings);
        served = Served.of(ServedKey.read(settings.key()), settings);
        LOG.info("certificate served subject={} until={}", served.subject(), served.notAfter());
        if (!served.notAfter().isAfter(clock.instant())) {
            LOG.error(
                    "certificate expired subject={} at={}: clients will refuse it",
                    served.subject(),
                    served.notAfter());
        }
    }

    /** @throws TlsException if there is nothing that could be served; an expired certificate is, and is told of */
    static Certificates load(TlsSettings settings, Clock clock) throws TlsException {
        return new Certificates(settings, clock);
    }

    SSLEngine engine() {
        return served.context().engine();
    }

    /** What is served now. */
    public State state() {
        Served now = served;
        return new State(now.subject(), now.notAfter(), problem);
    }

    /** Reads the files again if one of them has changed since they were last read. */
    void reloadIfChanged() {
        boolean changed;
        synchronized (this) {
            changed = !seen.equals(fingerprint(settings));
        }
        if (changed) {
            reload();
        }
    }

    /** Reads the files again, and serves what is in them unless it is broken, expired or not yet valid. */
    public synchronized void reload() {
        seen = fingerprint(settings); // before they are read: what changes meanwhile is read once more
        try {
            serve(valid(settings));
        } catch (TlsException e) {
            problem = String.valueOf(e.getMessage());
            LOG.error("certificate not reloaded, the old one until={} stays: {}", served.notAfter(), e.getMessage());
        }
    }

    /**
     * Reads other files, and changes nothing yet.
     *
     * @return serves what was in them, and looks at them from then on
     * @throws TlsException if it is broken, expired or not yet valid
     */
    Runnable prepare(TlsSettings others) throws TlsException {
        List<Object> found = fingerprint(others);
        Served read = valid(others);
        return () -> {
            synchronized (this) {
                settings = others;
                seen = found;
                serve(read);
            }
        };
    }

    private void serve(Served read) {
        served = read;
        problem = "";
        LOG.info("certificate served subject={} until={}", read.subject(), read.notAfter());
    }

    private Served valid(TlsSettings of) throws TlsException {
        ServedKey key = ServedKey.read(of.key());
        Instant now = clock.instant();
        if (now.isBefore(key.notBefore()) || !now.isBefore(key.notAfter())) {
            throw new TlsException("the certificate of "
                    + key.certificate().getSubjectX500Principal().getName() + " is valid from " + key.notBefore()
                    + " to " + key.notAfter() + ", and it is " + now);
        }
        return Served.of(key, of);
    }

    /** A renewed file has another time, length or place on the disk; a link is followed. */
    private static List<Object> fingerprint(TlsSettings settings) {
        List<Path> files = new ArrayList<>(settings.key().files());
        settings.clientAuthorities().ifPresent(files::add);
        List<Object> found = new ArrayList<>();
        for (Path file : files) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                found.add(List.of(
                        attributes.lastModifiedTime(), attributes.size(), String.valueOf(attributes.fileKey())));
            } catch (IOException e) {
                found.add("none"); // reading it says what is wrong
            }
        }
        return found;
    }
}
