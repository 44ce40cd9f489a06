package fr.sesame.source.rows;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a row says the person's civil identity.
 *
 * @param birth the name at birth
 * @param usual the name in use, or null if the source has none
 * @param given the first given name
 * @param birthDate the day of birth
 * @param conversions of the three names, one after the other
 */
public record NameColumns(
        String birth, @Nullable String usual, String given, String birthDate, List<Conversion> conversions) {

    public NameColumns {
        conversions = List.copyOf(conversions);
    }

    /** Names as they are. */
    public NameColumns(String birth, @Nullable String usual, String given, String birthDate) {
        this(birth, usual, given, birthDate, List.of());
    }
}
