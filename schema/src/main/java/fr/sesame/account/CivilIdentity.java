package fr.sesame.account;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Who somebody is in civil life, spelt as the source spells it.
 *
 * @param birthName the name at birth
 * @param usualName the name in use, or null if it is the birth name
 * @param givenName the first given name
 * @param birthDate the day of birth
 */
public record CivilIdentity(String birthName, @Nullable String usualName, String givenName, LocalDate birthDate) {

    /** @throws InvalidValueException if a name is blank */
    public CivilIdentity {
        birthName = birthName.strip();
        givenName = givenName.strip();
        usualName =
                usualName == null || usualName.isBlank() || usualName.strip().equals(birthName)
                        ? null
                        : usualName.strip();
        if (birthName.isEmpty() || givenName.isEmpty()) {
            throw new InvalidValueException(
                    "a person needs a birth name and a given name, found '" + birthName + "' and '" + givenName + "'");
        }
    }

    /** The name the person goes by: the usual name if there is one, else the birth name. */
    public String familyName() {
        return usualName == null ? birthName : usualName;
    }
}
