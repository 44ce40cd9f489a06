package fr.sesame.password.rules;

import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One of the alternatives of which a password must meet one: the longer it is, the less it needs to be mixed.
 *
 * @param length characters (Unicode code points) at least
 * @param classes how many of upper, lower, digit and other must be there
 * @param with what must be there
 * @param words how many words, with anything but letters and digits between them, must be there
 */
public record Composition(int length, int classes, Set<CharacterClass> with, int words) {
    static final Set<CharacterClass> COUNTED =
            EnumSet.of(CharacterClass.UPPER, CharacterClass.LOWER, CharacterClass.DIGIT, CharacterClass.OTHER);

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
    private static final int SHORTEST_WORD = 2;

    public Composition {
        with = Set.copyOf(with);
    }

    boolean isMetBy(String password) {
        return password.codePointCount(0, password.length()) >= length
                && COUNTED.stream().filter(one -> contains(password, one)).count() >= classes
                && with.stream().allMatch(one -> contains(password, one))
                && (words == 0 || wordsOf(password) >= words);
    }

    private static boolean contains(String password, CharacterClass one) {
        return password.codePoints().anyMatch(one::contains);
    }

    private static long wordsOf(String password) {
        return BETWEEN_WORDS
                .splitAsStream(password)
                .filter(word -> word.length() >= SHORTEST_WORD)
                .count();
    }
}
