package fr.sesame.password.rules;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Other spellings of what is the same to whoever guesses. */
final class Folding {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern ENDS = Pattern.compile("^[^\\p{L}]+|[^\\p{L}]+$");
    private static final Pattern NEITHER_LETTER_NOR_DIGIT = Pattern.compile("[^\\p{L}\\p{N}]+");

    private static final String LEET = "0134578@$!€|+";
    private static final String LETTERS = "oieastbasieit";

    private Folding() {}

    /** Without case and accents; œ is oe, ß is ss. */
    static String fold(String text) {
        String bare =
                MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
        return bare.toLowerCase(Locale.ROOT)
                .replace("œ", "oe")
                .replace("æ", "ae")
                .replace("ß", "ss")
                .replace('ø', 'o')
                .replace('ł', 'l');
    }

    /** With letters in the place of what looks like them: {@code p@ssw0rd} is {@code password}. */
    static String unleet(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            int at = LEET.indexOf(text.charAt(i));
            plain.append(at < 0 ? text.charAt(i) : LETTERS.charAt(at));
        }
        return plain.toString();
    }

    /** Without what is put before and after a word to please a rule: {@code soleil} of {@code soleil2024!}. */
    static String trimmed(String text) {
        return ENDS.matcher(text).replaceAll("");
    }

    static String alphanumeric(String text) {
        return NEITHER_LETTER_NOR_DIGIT.matcher(text).replaceAll("");
    }

    /** What it may repeat: {@code azertyazerty} and {@code azerty} of {@code azertyazerty}. */
    static List<String> units(String text) {
        return IntStream.rangeClosed(1, text.length())
                .filter(length -> text.length() % length == 0)
                .mapToObj(length -> text.substring(0, length))
                .filter(unit -> unit.repeat(text.length() / unit.length()).equals(text))
                .toList();
    }

    static String reversed(String text) {
        return new StringBuilder(text).reverse().toString();
    }
}
