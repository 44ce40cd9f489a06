package fr.sesame.account;

import java.util.regex.Pattern;

/** The code of a component, laboratory, service or team: SUPANN's {@code supannCodeEntite} (IA5, at most 128). */
public record StructureCode(String value) implements Comparable<StructureCode> {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,128}");

    /** @throws InvalidValueException if the value is not such a code */
    public StructureCode {
        if (!FORM.matcher(value).matches()) {
            throw new InvalidValueException(
                    "'" + value
                            + "' is not the code of a structure; expected 1 to 128 letters, digits, dots, hyphens and underscores");
        }
    }

    @Override
    public int compareTo(StructureCode other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
