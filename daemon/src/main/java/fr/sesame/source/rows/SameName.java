package fr.sesame.source.rows;

import fr.sesame.account.CivilIdentity;
import java.text.Normalizer;
import java.util.Locale;

/**
 * Whether two rows of one key may name one person: two of birth name, given name and birth date are equal but for accents, case
 * and signs. A rename or a corrected date is still the same person.
 */
final class SameName {
    private SameName() {}

    static boolean of(CivilIdentity one, CivilIdentity other) {
        if (one.equals(other)) {
            return true;
        }
        int same = one.birthDate().equals(other.birthDate()) ? 1 : 0;
        same += bare(one.birthName()).equals(bare(other.birthName())) ? 1 : 0;
        same += bare(one.givenName()).equals(bare(other.givenName())) ? 1 : 0;
        return same >= 2;
    }

    private static String bare(String name) {
        String letters = name.toUpperCase(Locale.ROOT)
                .replace("Ø", "O")
                .replace("Œ", "OE")
                .replace("Æ", "AE")
                .replace("Ł", "L")
                .replace("Đ", "D");
        return Normalizer.normalize(letters, Normalizer.Form.NFKD).replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
