package fr.sesame.identity;

import fr.sesame.account.CivilIdentity;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A civil identity as it is compared.
 *
 * @param names the folded names
 * @param birthDate the day of birth
 */
record Identity(NameKey names, LocalDate birthDate) {

    static Identity of(CivilIdentity civil) {
        return new Identity(NameKey.of(civil), civil.birthDate());
    }

    /** Whether the names or the birth date are the same: a rename or a corrected date, still the same person. */
    boolean agreesWith(Identity other) {
        return birthDate.equals(other.birthDate) || (names.isComparable() && names.equals(other.names));
    }

    /** The same with day and month exchanged, as a program that reads dates the other way makes it; if that is a date. */
    Optional<Identity> swapped() {
        int day = birthDate.getDayOfMonth();
        int month = birthDate.getMonthValue();
        return day > 12 || day == month
                ? Optional.empty()
                : Optional.of(new Identity(names, LocalDate.of(birthDate.getYear(), day, month)));
    }
}
