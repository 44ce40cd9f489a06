package fr.sesame.interceptors;

import fr.sesame.account.Decision;
import java.time.Instant;
import org.apache.directory.api.ldap.model.name.Dn;

/** What is laid over everybody's own dates and lock. */
@FunctionalInterface
public interface Overlay {
    /** Nothing. */
    Overlay NONE = (byDates, person, now) -> byDates;

    /** What becomes of a decision about that person at that instant. */
    Decision over(Decision byDates, Dn person, Instant now);
}
