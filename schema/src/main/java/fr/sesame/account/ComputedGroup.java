package fr.sesame.account;

import java.util.regex.Pattern;

/**
 * A group whose members follow from their affiliations and from nothing else (domain.md, "What follows from the data").
 *
 * @param name its name in the directory, unique whatever the case of its letters
 * @param label what it is called for people
 */
public record ComputedGroup(String name, String label) implements Comparable<ComputedGroup> {
    /** What names of files, mailing lists and DNs have in common. */
    private static final Pattern FORM = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._/:-]{0,255}");

    /** @throws InvalidValueException if that is no name of a group */
    public ComputedGroup {
        if (!isName(name)) {
            throw new InvalidValueException("'" + name + "' is not the name of a group; expected up to 256 letters,"
                    + " digits, dots, hyphens, underscores, slashes and colons, beginning with a letter or digit");
        }
    }

    /** Whether that may be the name of a group. */
    public static boolean isName(String text) {
        return FORM.matcher(text).matches();
    }

    @Override
    public int compareTo(ComputedGroup other) {
        int byName = name.compareToIgnoreCase(other.name);
        return byName == 0 ? label.compareTo(other.label) : byName;
    }
}
