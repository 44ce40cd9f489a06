package fr.sesame.source.rows;

import fr.sesame.account.InvalidValueException;
import java.util.Locale;

/**
 * From a source's spelling of a value to the directory's; docs/attributes.md has the table. What is blank around a value is gone
 * before.
 */
public enum Conversion {
    /** Several blanks in a row become one. */
    SPACES {
        @Override
        String apply(String text, DateReader dates) {
            return text.replaceAll("[\\s\\u00A0\\u202F]+", " ").strip();
        }
    },
    /** In capitals. */
    UPPER {
        @Override
        String apply(String text, DateReader dates) {
            return text.toUpperCase(Locale.FRENCH);
        }
    },
    /** In small letters. */
    LOWER {
        @Override
        String apply(String text, DateReader dates) {
            return text.toLowerCase(Locale.FRENCH);
        }
    },
    /** A name that was written in capitals alone: {@code DE LA TOUR-D'AUVERGNE} is {@code de La Tour-d'Auvergne}. */
    NAME {
        @Override
        String apply(String text, DateReader dates) {
            return FrenchName.of(text);
        }
    },
    /** {@code 01.23.45.67.89} is {@code +33 1 23 45 67 89}. */
    TELEPHONE {
        @Override
        String apply(String text, DateReader dates) {
            return PhoneNumber.of(text).spaced();
        }
    },
    /** {@code 01.23.45.67.89} is {@code +33123456789}. */
    E164 {
        @Override
        String apply(String text, DateReader dates) {
            return PhoneNumber.of(text).compact();
        }
    },
    /** {@code MONSIEUR} is {@code M.}, {@code MADAME} and {@code MLLE} are {@code Mme}, as supannCivilite has them. */
    CIVILITY {
        @Override
        String apply(String text, DateReader dates) {
            return switch (text.toUpperCase(Locale.FRENCH).replaceAll("[\\s.]", "")) {
                case "M", "MR", "MONSIEUR" -> "M.";
                case "MME", "MRS", "MADAME", "MLLE", "MADEMOISELLE" -> "Mme";
                default -> throw new InvalidValueException("expected M., Mme or Mlle");
            };
        }
    },
    /** A day as {@code dates} has it becomes its first instant, as GeneralizedTime in UTC: {@code 20260831220000Z}. */
    DATE {
        @Override
        String apply(String text, DateReader dates) {
            return dates.instant(text);
        }
    };

    /** @throws InvalidValueException if the text is none of what it converts: what was expected */
    abstract String apply(String text, DateReader dates);

    /** The word for it in configuration. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
