package fr.sesame.password.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whose password it is, as far as a stranger can guess.
 *
 * @param login the login
 * @param names given names, family names, display name; in any number of parts
 * @param mail the mail address, or null
 */
public record Owner(
        String login, List<String> names, @Nullable String mail) {
    /** A login of fewer letters is in too many words. */
    private static final int SHORTEST_LOGIN = 3;

    public Owner {
        names = List.copyOf(names);
    }

    /** What a password must not contain, folded: the login, and the words of the names and of the address's first part. */
    List<String> parts(int letters) {
        List<String> parts = new ArrayList<>();
        String folded = Folding.alphanumeric(Folding.fold(login));
        if (folded.length() >= SHORTEST_LOGIN) {
            parts.add(folded);
        }
        for (String name : names) {
            addWords(name, letters, parts);
        }
        if (mail != null) {
            addWords(mail.substring(0, Math.max(0, mail.indexOf('@'))), letters, parts);
        }
        return parts;
    }

    private static void addWords(String text, int letters, List<String> parts) {
        for (String word : Folding.fold(text.toLowerCase(Locale.ROOT)).split("[^\\p{L}\\p{N}]+", -1)) {
            if (word.length() >= letters) {
                parts.add(word);
            }
        }
    }
}
