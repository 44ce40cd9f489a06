package fr.sesame.server;

import fr.sesame.schema.StateProjection;
import org.apache.directory.api.ldap.model.schema.comparators.GeneralizedTimeComparator;

/**
 * Compares times. ApacheDS's own takes the password policy's "locked for good", year 0, for a value and then fails at it: a
 * search for it ended as result 33, and a write as 80. Here it is before every other time.
 */
final class TimeComparator extends GeneralizedTimeComparator {
    private static final long serialVersionUID = 1L;

    /** @param oid of the matching rule */
    TimeComparator(String oid) {
        super(oid);
    }

    @Override
    public int compare(String stored, String asserted) {
        boolean storedIsFirst = StateProjection.LOCKED_FOR_GOOD.equals(stored);
        boolean assertedIsFirst = StateProjection.LOCKED_FOR_GOOD.equals(asserted);
        return storedIsFirst || assertedIsFirst
                ? Boolean.compare(assertedIsFirst, storedIsFirst)
                : super.compare(stored, asserted);
    }
}
