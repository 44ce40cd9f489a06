package fr.sesame.identity;

import fr.sesame.account.HeldRecord;
import java.util.List;

/**
 * Who is who in the records of one run. Every record is in one person, or held.
 *
 * @param people ordered by their first record; accounts of which no record speaks are not in it
 * @param held the records about which somebody has to decide, ordered by key
 */
public record Correlation(List<Person> people, List<HeldRecord> held) {
    public Correlation {
        people = List.copyOf(people);
        held = List.copyOf(held);
    }
}
