package fr.sesame;

import fr.sesame.audit.AuditTrail;
import fr.sesame.metrics.AuditFigures;
import java.time.Instant;

/** What the meters show of the audit trail. */
record KeptFigures(AuditTrail trail) implements AuditFigures {
    @Override
    public long lost() {
        return trail.lost();
    }

    @Override
    public Instant lastWrite() {
        return trail.lastWrite();
    }

    @Override
    public boolean isKeeping() {
        return trail.health().ok();
    }
}
