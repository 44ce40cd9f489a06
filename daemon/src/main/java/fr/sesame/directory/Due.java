package fr.sesame.directory;

import fr.sesame.account.Login;
import java.time.Instant;
import java.util.Comparator;

/**
 * A change that the dates have made and that is not visible yet.
 *
 * @param at since when it holds
 */
public record Due(Login login, Instant at) implements Comparable<Due> {
    private static final Comparator<Due> ORDER = Comparator.comparing(Due::at).thenComparing(Due::login);

    /** The earliest first. */
    @Override
    public int compareTo(Due other) {
        return ORDER.compare(this, other);
    }
}
