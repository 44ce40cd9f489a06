package fr.sesame.local;

import fr.sesame.account.CivilIdentity;
import fr.sesame.account.Login;
import fr.sesame.account.PersonNumber;
import fr.sesame.account.Population;
import fr.sesame.account.StructureCode;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody asks for an account.
 *
 * @param origin where it was asked for, to begin an error with: {@code people.csv: line 3: }, or nothing
 * @param civil names and birth date
 * @param numbers by which other sources know the person
 * @param population why
 * @param structure where
 * @param sponsor who answers for the person, or null
 * @param begin the first day, or null: today
 * @param end the last day, inclusive, or null, which is refused
 * @param reason why, in words
 */
public record LocalRequest(
        String origin,
        CivilIdentity civil,
        Set<PersonNumber> numbers,
        Population population,
        StructureCode structure,
        @Nullable Login sponsor,
        @Nullable LocalDate begin,
        @Nullable LocalDate end,
        String reason) {

    public LocalRequest {
        numbers = Set.copyOf(numbers);
    }
}
