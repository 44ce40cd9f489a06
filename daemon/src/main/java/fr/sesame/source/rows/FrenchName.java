package fr.sesame.source.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names that applications keep in capitals, in the letters in which they are written: each word begins with a capital, particles are
 * small, articles are not ({@code de La Tour}). A name that has small letters already was written by somebody who knew, and stays.
 */
final class FrenchName {
    private static final Set<String> PARTICLES =
            Set.of("de", "du", "des", "d", "von", "van", "der", "den", "zu", "di", "da", "do", "dos", "del", "della");
    /** A word, and what stands after it. */
    private static final Pattern WORD = Pattern.compile("([\\p{L}\\p{M}\\p{N}]+)([^\\p{L}\\p{M}\\p{N}]*)");

    private FrenchName() {}

    static String of(String text) {
        if (text.codePoints().anyMatch(Character::isLowerCase)) {
            return text;
        }
        List<String> words = new ArrayList<>();
        List<String> between = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        int begin = -1;
        while (matcher.find()) {
            begin = begin < 0 ? matcher.start() : begin;
            words.add(matcher.group(1).toLowerCase(Locale.FRENCH));
            between.add(matcher.group(2));
        }
        if (words.isEmpty()) {
            return text;
        }
        StringBuilder name = new StringBuilder(text.substring(0, begin));
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            // A particle stands before something: who is called De, or Van, has no other name.
            boolean particle = i < words.size() - 1
                    && PARTICLES.contains(word)
                    && (!word.equals("d") || isApostrophe(between.get(i)));
            name.append(particle ? word : capitalised(word)).append(between.get(i));
        }
        return name.toString();
    }

    private static boolean isApostrophe(String text) {
        return text.equals("'") || text.equals("’");
    }

    private static String capitalised(String word) {
        int first = word.offsetByCodePoints(0, 1);
        return word.substring(0, first).toUpperCase(Locale.FRENCH) + word.substring(first);
    }
}
