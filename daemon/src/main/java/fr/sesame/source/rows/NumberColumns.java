package fr.sesame.source.rows;

import fr.sesame.account.InvalidValueException;
import java.util.List;
import java.util.Locale;

/**
 * Where a row carries a number that other sources know too. If one of the columns is empty, the row has no such number.
 *
 * @param kind which number: {@code hr}, {@code ine} or one of the institution's own
 * @param columns joined in this order
 * @param conversion what makes it comparable with the other sources' spelling
 */
public record NumberColumns(String kind, List<String> columns, Conversion conversion) {

    /** @throws InvalidValueException if there is no column */
    public NumberColumns {
        columns = List.copyOf(columns);
        if (columns.isEmpty()) {
            throw new InvalidValueException("the number '" + kind + "' has no column; expected one or more");
        }
    }

    /** From one source's spelling of a number to the common one. */
    public enum Conversion {
        /** As it is. */
        NONE {
            @Override
            String apply(String text) {
                return text;
            }
        },
        /** In capitals, without spaces. */
        UPPER {
            @Override
            String apply(String text) {
                return text.replaceAll("\\s", "").toUpperCase(Locale.ROOT);
            }
        },
        /** Digits only, without leading zeros: UDM000110089 and H110089 are both 110089. */
        DIGITS {
            @Override
            String apply(String text) {
                return text.replaceAll("[^0-9]", "").replaceFirst("^0+", "");
            }
        };

        abstract String apply(String text);

        /** The word for it in configuration. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
