package fr.sesame;

import fr.sesame.interceptors.audit.Kind;
import fr.sesame.interceptors.audit.Origin;
import fr.sesame.interceptors.audit.Outcome;
import fr.sesame.interceptors.audit.Reason;
import fr.sesame.interceptors.audit.SecurityEvent;
import fr.sesame.interceptors.audit.SecurityEvents;
import fr.sesame.interceptors.audit.Subject;
import fr.sesame.run.Decided;
import fr.sesame.run.RunException;
import fr.sesame.run.RunReport;
import fr.sesame.run.RunStore;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the audit trail what somebody decided over runs. The commands that do so are other processes, and only the service writes the
 * trail: what they leave beside a run is told once, within a minute, or at the next start.
 */
final class DecisionsJob implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(DecisionsJob.class);

    private final RunStore runs;
    private final SecurityEvents trail;
    private final Clock clock;

    DecisionsJob(RunStore runs, SecurityEvents trail, Clock clock) {
        this.runs = runs;
        this.trail = trail;
        this.clock = clock;
    }

    @Override
    public void run() {
        try {
            for (RunReport run : runs.untold()) {
                Decided decided = run.decided();
                if (decided != null) {
                    trail.report(event(run, decided));
                }
                runs.told(run);
            }
        } catch (RunException e) {
            LOG.error("audit without decisions over runs: {}", e.getMessage());
        }
    }

    private SecurityEvent event(RunReport run, Decided decided) {
        int changed =
                run.sources().stream().mapToInt(source -> source.changed()).sum();
        return new SecurityEvent(
                clock.instant(),
                Kind.RUN_DECIDED,
                run.isClean() ? Outcome.ACCEPTED : Outcome.REFUSED,
                run.isClean() ? Reason.NONE : Reason.FAILED,
                Subject.known("user " + decided.by()),
                Subject.NOBODY,
                Origin.INTERNAL,
                decided + "; as run " + run.id() + ", changes " + changed);
    }
}
