package fr.sesame.identity;

import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.Transliterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Names in ASCII, so that two spellings of one name compare equal and a login can be made of them (sources.md, "One
 * person, several records": without accents, case, hyphens and apostrophes; Ø is O, Œ is OE). What has no ASCII form, such
 * as the {@code ?} that a lost encoding leaves, is dropped.
 */
final class Folding {
    private static final Normalizer2 NFD = Normalizer2.getNFDInstance();

    /** Made at first use, since its rules take long to read. It has no state of its own: threads share it. */
    private static final class Latin {
        private static final Transliterator TO_ASCII = Transliterator.getInstance("Any-Latin; Latin-ASCII");
    }

    private Folding() {}

    /** Letters and digits alone: {@code D'Hérouville-Œil} is {@code dherouvilleoeil}. */
    static String letters(String name) {
        return String.join("", words(name));
    }

    /** The parts between hyphens and spaces: {@code Le Goff-D'Hérouville} is {@code [le, goff, dherouville]}. */
    static List<String> words(String name) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        String ascii = ascii(name).toLowerCase(Locale.ROOT);
        for (int i = 0; i < ascii.length(); i++) {
            char c = ascii.charAt(i);
            if (isLetterOrDigit(c)) {
                word.append(c);
            } else if (c == '-' || c == '_' || Character.isWhitespace(c)) {
                flush(word, words);
            }
        }
        flush(word, words);
        return words;
    }

    /** The words joined by hyphens. */
    static String hyphenated(String name) {
        return words(name).stream().collect(Collectors.joining("-"));
    }

    private static void flush(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }

    /** Most names need no transliteration, and accents only need to be taken off: that is many times faster. */
    private static String ascii(String name) {
        if (isAscii(name)) {
            return name;
        }
        String bare = withoutMarks(NFD.normalize(name));
        return isAscii(bare) ? bare : Latin.TO_ASCII.transliterate(name);
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 127) {
                return false;
            }
        }
        return true;
    }

    private static String withoutMarks(String text) {
        StringBuilder bare = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (Character.getType(text.charAt(i)) != Character.NON_SPACING_MARK) {
                bare.append(text.charAt(i));
            }
        }
        return bare.toString();
    }
}
