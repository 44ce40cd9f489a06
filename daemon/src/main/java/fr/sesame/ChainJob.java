package fr.sesame;

import fr.sesame.audit.AuditException;
import fr.sesame.audit.AuditFolder;
import fr.sesame.audit.Verification;
import fr.sesame.http.HealthCheck.Health;
import fr.sesame.metrics.ChainFigures;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies the whole audit trail again and again. All of it has to be read for that: it rests fifty times as long as it took, so that a
 * long trail costs no more than a short one. The end that it has seen has to be there the next time, so that lines cut off are noticed
 * while the service runs. Thread-safe.
 */
final class ChainJob implements Runnable, ChainFigures {
    static final String NAME = "audit-chain";
    private static final Logger LOG = LoggerFactory.getLogger(ChainJob.class);

    private final AuditFolder folder;
    private final Rest rest;
    private final Clock clock;
    private @Nullable String end;
    private volatile boolean whole = true;
    private volatile Instant verifiedAt = Instant.EPOCH;
    private volatile Health health = Health.ok(NAME, "not yet verified");

    ChainJob(AuditFolder folder, Clock clock) {
        this(folder, clock, new Rest());
    }

    ChainJob(AuditFolder folder, Clock clock, Rest rest) {
        this.folder = folder;
        this.rest = rest;
        this.clock = clock;
    }

    /** What the last verification came to. */
    Health health() {
        return health;
    }

    @Override
    public boolean isWhole() {
        return whole;
    }

    @Override
    public Instant verifiedAt() {
        return verifiedAt;
    }

    @Override
    public void run() {
        if (!rest.isOver()) {
            return;
        }
        long begin = System.nanoTime();
        try {
            found(folder.verify(end));
        } catch (AuditException e) {
            LOG.error("audit chain not verified: {}", e.getMessage());
            if (whole) {
                health = Health.warning(
                        NAME,
                        "could not be verified: " + e.getMessage(),
                        "see that the files of the trail can be read");
            }
        }
        rest.after(System.nanoTime() - begin);
    }

    private void found(Verification verification) {
        verifiedAt = clock.instant();
        Optional<String> problem = verification.problems().stream().findFirst();
        whole = problem.isEmpty();
        if (problem.isPresent()) {
            LOG.error(
                    "audit chain broken: {} problems, the first: {}",
                    verification.problems().size(),
                    problem.get());
            health = Health.failing(
                    NAME,
                    "broken: " + problem.get(),
                    "sesame audit verify lists every place; tell the security officer before anything is moved");
            return; // what has to be there the next time is what had to be there now
        }
        end = verification.lines() == 0 ? null : verification.end();
        health = Health.ok(NAME, verification.lines() + " lines of " + verification.files() + " days, all fit");
    }
}
