package fr.sesame.identity;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The names that are no longer free. */
final class Taken {
    private final Set<String> names;
    /** Where the search for a free number goes on, so that the thousandth {@code mmartin} is found as fast as the first. */
    private final Map<String, Integer> next = new HashMap<>();

    Taken(Collection<String> reserved) {
        this.names = new HashSet<>(reserved);
    }

    void add(String name) {
        names.add(name);
    }

    /** Takes that name, or the name with the first number from 2 on that is free, and no longer than that. */
    String take(String base, int maxLength) {
        String name = cut(base, maxLength);
        int number = next.getOrDefault(name, 1);
        while (true) {
            String suffix = number == 1 ? "" : Integer.toString(number);
            String candidate = cut(name, maxLength - suffix.length()) + suffix;
            number++;
            if (names.add(candidate)) {
                next.put(name, number);
                return candidate;
            }
        }
    }

    /** Never ends with a separator, which would stand before nothing. */
    static String cut(String name, int length) {
        return name.length() <= length ? name : LoginAttribution.tidy(name.substring(0, length));
    }
}
