package fr.sesame.password.rules;

import java.util.Locale;

/** Kinds of characters. The first four are counted as classes; a letter is of either case, or of a script that has none. */
public enum CharacterClass {
    UPPER,
    LOWER,
    DIGIT,
    /** Neither a letter with a case nor a digit; a space too. */
    OTHER,
    LETTER;

    /** The word for it in a configuration. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean contains(int codePoint) {
        return switch (this) {
            case UPPER -> Character.isUpperCase(codePoint);
            case LOWER -> Character.isLowerCase(codePoint);
            case DIGIT -> Character.isDigit(codePoint);
            case OTHER ->
                !Character.isUpperCase(codePoint) && !Character.isLowerCase(codePoint) && !Character.isDigit(codePoint);
            case LETTER -> Character.isLetter(codePoint);
        };
    }
}
