package fr.sesame.account;

import java.util.regex.Pattern;

/** Why somebody has an account: {@code student}, {@code staff}, {@code hosted}, …; an institution adds its own. */
public record Population(String name) implements Comparable<Population> {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    /** @throws InvalidValueException if the name is not lower-case words joined by hyphens */
    public Population {
        if (!FORM.matcher(name).matches()) {
            throw new InvalidValueException(
                    "'" + name + "' is not the name of a population; expected lower-case words joined by hyphens");
        }
    }

    @Override
    public int compareTo(Population other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
