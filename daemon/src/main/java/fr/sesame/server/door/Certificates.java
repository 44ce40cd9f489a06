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

    private final TlsSettings settings;
    private final Clock clock;
    private volatile TlsContext context;
    private volatile State state;
    private List<Object> seen;

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
        seen = fingerprint();
        ServedKey key = ServedKey.read(settings.key());
        context = TlsContext.of(key, settings.clientAuthorities());
        state = stateOf(key);
        LOG.info("certificate served subject={} until={}", state.subject(), state.notAfter());
        if (!key.notAfter().isAfter(clock.instant())) {
            LOG.error(
                    "certificate expired subject={} at={}: clients will refuse it", state.subject(), state.notAfter());
        }
    }

    /** @throws TlsException if there is nothing that could be served; an expired certificate is, and is told of */
    static Certificates load(TlsSettings settings, Clock clock) throws TlsException {
        return new Certificates(settings, clock);
    }

    private static State stateOf(ServedKey key) {
        return new State(key.certificate().getSubjectX500Principal().getName(), key.notAfter(), "");
    }

    SSLEngine engine() {
        return context.engine();
    }

    /** What is served now. */
    public State state() {
        return state;
    }

    /** Reads the files again if one of them has changed since they were last read. */
    void reloadIfChanged() {
        boolean changed;
        synchronized (this) {
            changed = !seen.equals(fingerprint());
        }
        if (changed) {
            reload();
        }
    }

    /** Reads the files again, and serves what is in them unless it is broken, expired or not yet valid. */
    public synchronized void reload() {
        seen = fingerprint(); // before they are read: what changes meanwhile is read once more
        try {
            ServedKey key = ServedKey.read(settings.key());
            Instant now = clock.instant();
            if (now.isBefore(key.notBefore()) || !now.isBefore(key.notAfter())) {
                throw new TlsException("the certificate of "
                        + key.certificate().getSubjectX500Principal().getName() + " is valid from " + key.notBefore()
                        + " to " + key.notAfter() + ", and it is " + now);
            }
            context = TlsContext.of(key, settings.clientAuthorities());
            state = stateOf(key);
            LOG.info("certificate served subject={} until={}", state.subject(), state.notAfter());
        } catch (TlsException e) {
            state = new State(state.subject(), state.notAfter(), String.valueOf(e.getMessage()));
            LOG.error("certificate not reloaded, the old one until={} stays: {}", state.notAfter(), e.getMessage());
        }
    }

    /** A renewed file has another time, length or place on the disk; a link is followed. */
    private List<Object> fingerprint() {
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
