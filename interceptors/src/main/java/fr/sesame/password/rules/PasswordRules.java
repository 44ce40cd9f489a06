package fr.sesame.password.rules;

import java.util.List;

/**
 * What a password must be.
 *
 * @param alternatives one of these must be met
 * @param maxLength characters at most
 * @param distinct different characters at least
 * @param nameLetters names of so many letters must not be in it; 0: names may be
 * @param wellKnown whether well-known passwords are refused
 * @param history how many former passwords must not come back, the present one included; 0: any may
 */
public record PasswordRules(
        List<Composition> alternatives, int maxLength, int distinct, int nameLetters, boolean wellKnown, int history) {

    /** @throws IllegalArgumentException without an alternative, or if none can be met */
    public PasswordRules {
        alternatives = List.copyOf(alternatives);
        if (alternatives.isEmpty() || minLength(alternatives) > maxLength) {
            throw new IllegalArgumentException("alternatives " + alternatives + " with at most " + maxLength
                    + " characters; expected one that can be met");
        }
    }

    /** The length of the shortest alternative. */
    public int minLength() {
        return minLength(alternatives);
    }

    private static int minLength(List<Composition> alternatives) {
        return alternatives.stream().mapToInt(Composition::length).min().orElse(Integer.MAX_VALUE);
    }
}
