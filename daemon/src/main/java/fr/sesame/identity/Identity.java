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

    /**
     * Whether two of birth name, given name and birth date are the same: a rename or a corrected date is still the same person,
     * and a key that comes back with another name is not, whatever its date.
     */
    boolean agreesWith(Identity other) {
        int same = birthDate.equals(other.birthDate) ? 1 : 0;
        same += isSame(names.birthName(), other.names.birthName()) ? 1 : 0;
        same += isSame(names.givenName(), other.names.givenName()) ? 1 : 0;
        return same >= 2;
    }

    /** Of names that fold to nothing nothing follows. */
    private static boolean isSame(String name, String other) {
        return !name.isEmpty() && name.equals(other);
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
