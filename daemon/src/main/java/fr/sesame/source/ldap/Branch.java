package fr.sesame.source.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import fr.sesame.account.InvalidValueException;
import java.time.Duration;

/**
 * Which entries of a directory are read, and how.
 *
 * @param base they are below it, or are it
 * @param filter that they match
 * @param pageSize how many are asked for at once
 * @param timeout how long it may take, from the first question to the last entry
 * @param maxRows more are refused
 */
public record Branch(String base, String filter, int pageSize, Duration timeout, int maxRows) {
    /** Five hundred entries: less than servers allow at once by default. */
    public static final int DEFAULT_PAGE_SIZE = 500;
    /** Half an hour. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(30);
    /** One million. */
    public static final int DEFAULT_MAX_ROWS = 1_000_000;

    /** @throws InvalidValueException if the base is no DN, the filter is none, or a limit is not positive */
    public Branch {
        try {
            new DN(base);
        } catch (LDAPException e) {
            throw new InvalidValueException(
                    "'" + base + "' is no DN: " + e.getMessage() + "; expected such as ou=people,dc=univ");
        }
        filter(filter);
        if (pageSize < 1 || maxRows < 1 || timeout.toSeconds() < 1 || timeout.compareTo(Duration.ofDays(1)) > 0) {
            throw new InvalidValueException("limits of " + pageSize + " entries, " + maxRows + " entries and " + timeout
                    + " cannot be; expected one or more entries, and PT1S to P1D");
        }
    }

    private static Filter filter(String text) {
        try {
            return Filter.create(text);
        } catch (LDAPException e) {
            throw new InvalidValueException(
                    "'" + text + "' is no filter: " + e.getMessage() + "; expected such as (objectClass=person)");
        }
    }

    Filter parsed() {
        return filter(filter);
    }
}
