package fr.sesame.cli;

import fr.sesame.account.Affiliation;
import fr.sesame.account.Facts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Records in the words of the entry: {@code begin=2026-09-14 year=2026}. */
final class RecordWords {
    private RecordWords() {}

    static String facts(Facts facts) {
        return of(words(facts));
    }

    static String whole(Affiliation affiliation) {
        return of(words(affiliation));
    }

    /** What is another fact than before: {@code end=2027-08-31->2026-12-31}. */
    static String difference(Affiliation before, Affiliation after) {
        Map<String, String> old = words(before);
        Map<String, String> now = words(after);
        List<String> differences = new ArrayList<>();
        Map<String, String> all = new LinkedHashMap<>(old);
        all.putAll(now);
        for (String name : all.keySet()) {
            if (!Objects.equals(old.get(name), now.get(name))) {
                differences.add(name + "=" + Objects.requireNonNullElse(old.get(name), "") + "->"
                        + Objects.requireNonNullElse(now.get(name), ""));
            }
        }
        return String.join(" ", differences);
    }

    private static Map<String, String> words(Affiliation affiliation) {
        Map<String, String> words = new LinkedHashMap<>();
        put(words, "population", affiliation.population());
        put(words, "structure", affiliation.structure());
        words.putAll(words(affiliation.facts()));
        return words;
    }

    private static Map<String, String> words(Facts facts) {
        Map<String, String> words = new LinkedHashMap<>();
        put(words, "begin", facts.begin());
        put(words, "end", facts.end());
        put(words, "recorded", facts.recorded());
        put(words, "year", facts.year());
        put(words, "cancelled", facts.cancelled());
        put(words, "validated", facts.validatedBy());
        put(words, "gone", facts.gone());
        return words;
    }

    private static void put(Map<String, String> words, String name, @Nullable Object value) {
        if (value != null) {
            words.put(name, value.toString());
        }
    }

    private static String of(Map<String, String> words) {
        List<String> parts = new ArrayList<>();
        words.forEach((name, value) -> parts.add(name + "=" + value));
        return String.join(" ", parts);
    }
}
