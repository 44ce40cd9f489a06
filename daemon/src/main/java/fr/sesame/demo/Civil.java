package fr.sesame.demo;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.Locale;

/**
 * Who somebody is.
 *
 * @param birthName the name at birth
 * @param usualName the name in use, which may be the same
 * @param givenName the first given name
 * @param birth the day of birth
 */
record Civil(String birthName, String usualName, String givenName, LocalDate birth) {

    Civil withUsualName(String name) {
        return new Civil(birthName, name, givenName, birth);
    }

    Civil withGivenName(String name) {
        return new Civil(birthName, usualName, name, birth);
    }

    Civil bornOn(LocalDate day) {
        return new Civil(birthName, usualName, givenName, day);
    }

    /** In capitals without accents, as some registrars type. */
    Civil typedInCapitals() {
        return new Civil(capitals(birthName), capitals(usualName), capitals(givenName), birth);
    }

    /** With another last letter of the birth name. */
    Civil withSlip() {
        int last = birthName.length() - 1;
        String slip = birthName.substring(0, last) + (capitals(birthName).endsWith("E") ? 'a' : 'e');
        return new Civil(slip, slip, givenName, birth);
    }

    /** Whether a program that takes the day for the month makes another day of it. */
    boolean canBeSwapped() {
        return birth.getDayOfMonth() <= 12 && birth.getDayOfMonth() != birth.getMonthValue();
    }

    Civil swapped() {
        return bornOn(LocalDate.of(birth.getYear(), birth.getDayOfMonth(), birth.getMonthValue()));
    }

    /** Whether no letter is lost in that application. */
    boolean isWritableBy(Application application) {
        return application.canWrite(birthName) && application.canWrite(givenName);
    }

    private static String capitals(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toUpperCase(Locale.ROOT);
    }
}
