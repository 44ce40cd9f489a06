package fr.sesame.schema;

import fr.sesame.account.InvalidValueException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A value of {@code supannCodePopulation}: {@code {SUPANN}AGE}. Each letter of a code of SUPANN's stands for a population within
 * that of the letters before it.
 *
 * @param label whose nomenclature it is of
 * @param code the code in it
 */
public record PopulationCode(String label, String code) {
    /** The label of SUPANN's own nomenclature. */
    public static final String SUPANN = "SUPANN";

    private static final Pattern FORM = Pattern.compile(
            "(?:\\{(?<label>[A-Za-z0-9][A-Za-z0-9:._-]{0,61})\\})?(?<code>[A-Za-z0-9][A-Za-z0-9._-]{0,61})");

    /** @throws InvalidValueException if label or code have another form */
    public PopulationCode {
        if (!FORM.matcher("{" + label + "}" + code).matches()) {
            throw new InvalidValueException(
                    "'{" + label + "}" + code + "' is not the code of a population; expected such as {SUPANN}AGE");
        }
    }

    /**
     * Reads {@code {SUPANN}AGE}, or {@code AGE} for the same.
     *
     * @throws InvalidValueException if the text has another form
     */
    public static PopulationCode parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new InvalidValueException(
                    "'" + text + "' is not the code of a population; expected such as {SUPANN}AGE");
        }
        String label = matcher.group("label");
        return new PopulationCode(label == null ? SUPANN : label, matcher.group("code"));
    }

    /** Whether it is of SUPANN's nomenclature. */
    public boolean isOfSupann() {
        return label.equals(SUPANN);
    }

    /** Whether it is that population of SUPANN's, or one within it. */
    public boolean isWithin(String population) {
        return isOfSupann() && code.startsWith(population);
    }

    /** The value of the attribute. */
    @Override
    public String toString() {
        return "{" + label + "}" + code;
    }
}
