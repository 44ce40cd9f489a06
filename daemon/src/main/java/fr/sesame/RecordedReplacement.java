package fr.sesame;

import fr.sesame.audit.AuditTrail;
import fr.sesame.cli.Installation;
import fr.sesame.interceptors.audit.Kind;
import fr.sesame.interceptors.audit.Origin;
import fr.sesame.interceptors.audit.Outcome;
import fr.sesame.interceptors.audit.Reason;
import fr.sesame.interceptors.audit.SecurityEvent;
import fr.sesame.interceptors.audit.Subject;
import java.time.Clock;

/** An event of the trail for what a command does to the stopped directory. */
final class RecordedReplacement implements Installation.Replacement {
    private final AuditTrail trail;
    private final Clock clock;
    private final String how;
    private boolean done;

    RecordedReplacement(AuditTrail trail, Clock clock, String how) {
        this.trail = trail;
        this.clock = clock;
        this.how = how;
    }

    @Override
    public void done() {
        done = true;
    }

    @Override
    public void close() {
        trail.report(new SecurityEvent(
                clock.instant(),
                Kind.CONTENT_REPLACED,
                done ? Outcome.ACCEPTED : Outcome.REFUSED,
                done ? Reason.NONE : Reason.FAILED,
                Subject.known("user " + System.getProperty("user.name")), // of the operating system
                Subject.NOBODY,
                Origin.INTERNAL,
                how));
        trail.close();
    }
}
