package fr.sesame.source.csv;

import fr.sesame.account.CivilIdentity;
import java.text.Normalizer;
import java.util.Locale;

/** Whether two rows of one key name one person: the same birth, and names equal but for accents, case and signs. */
final class SameName {
    private SameName() {}

    static boolean of(CivilIdentity one, CivilIdentity other) {
        return one.birthDate().equals(other.birthDate())
                && bare(one.birthName()).equals(bare(other.birthName()))
                && bare(one.givenName()).equals(bare(other.givenName()));
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
