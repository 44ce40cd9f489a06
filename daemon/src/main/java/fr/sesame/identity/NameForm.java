package fr.sesame.identity;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One name in the forms in which two sources may have it: folded, in one spelling for all transliterations, without particles, by its
 * parts. Made from the name as the source spells it.
 */
final class NameForm {
    /** Of French, Breton, German, Dutch, Spanish, Portuguese, Italian, Arabic and Hebrew names. */
    private static final Set<String> PARTICLES = Set.of(
            "de", "d", "du", "des", "la", "le", "les", "l", "von", "vom", "zu", "van", "der", "den", "ter", "ten",
            "del", "della", "di", "da", "do", "dos", "das", "e", "y", "el", "al", "ben", "bin", "ibn", "ould", "ap");

    /** Each in its order; what they exchange, transliterations exchange: {@code Müller}, {@code Mueller}; {@code Đorđe}, {@code Djordje}. */
    private static final String[][] SPELLINGS = {
        {"ae", "a"},
        {"oe", "o"},
        {"ue", "u"},
        {"ou", "u"},
        {"aa", "a"},
        {"ph", "f"},
        {"dj", "d"},
        {"kh", "h"},
        {"y", "i"},
        {"j", "i"},
        {"w", "v"},
        {"sz", "s"}
    };

    private static final String APOSTROPHES = "'\u2019\u2018\u02bc\u00b4`";
    private static final int LETTERS_OF_A_PART = 2;
    /** Of a name that particles are written together with: {@code Yan} is not {@code An}. */
    private static final int LETTERS_AFTER_PARTICLES = 4;

    /** {@code vonder}, {@code dela}. */
    private static final int LONGEST_PARTICLES = 6;

    private final String letters;
    private final List<String> parts;
    private final String spelling;
    private final String bareSpelling;

    /** How much alike two forms are, the most first. */
    enum Likeness {
        SAME,
        SPELLING,
        PARTICLE,
        COMPOUND,
        SLIP,
        NONE
    }

    NameForm(String name) {
        String apart = withoutApostrophes(name);
        List<String> words = Folding.words(apart);
        letters = String.join("", words);
        List<String> bare =
                words.stream().filter(word -> !PARTICLES.contains(word)).toList();
        parts = (bare.isEmpty() ? words : bare).stream().map(NameForm::spelt).toList();
        spelling = spelt(letters);
        bareSpelling = String.join("", parts);
    }

    /** By what it is looked up: any name that is like this one, but for a slip, has one of these too. */
    void addLookedUpBy(Consumer<String> consumer) {
        parts.forEach(consumer);
        consumer.accept(spelling);
        for (int i = 1; i <= Math.min(LONGEST_PARTICLES, letters.length() - LETTERS_AFTER_PARTICLES); i++) {
            if (areParticles(letters.substring(0, i))) {
                consumer.accept(spelt(letters.substring(i)));
            }
        }
    }

    String letters() {
        return letters;
    }

    private static String withoutApostrophes(String name) {
        String apart = name;
        for (int i = 0; i < APOSTROPHES.length(); i++) {
            apart = apart.replace(APOSTROPHES.charAt(i), ' ');
        }
        return apart;
    }

    /** How much it is like another. A slip is looked for by {@link NameKey}, which knows how long both names are. */
    Likeness likeness(NameForm other) {
        if (letters.isEmpty() || other.letters.isEmpty()) {
            return Likeness.NONE;
        }
        if (letters.equals(other.letters)) {
            return Likeness.SAME;
        }
        if (spelling.equals(other.spelling)) {
            return Likeness.SPELLING;
        }
        if (bareSpelling.equals(other.bareSpelling)
                || hasParticlesBefore(letters, other.letters)
                || hasParticlesBefore(other.letters, letters)) {
            return Likeness.PARTICLE;
        }
        if (isPartOf(parts, other.parts) || isPartOf(other.parts, parts)) {
            return Likeness.COMPOUND;
        }
        return NameKey.oneLetter(letters, other.letters) ? Likeness.SLIP : Likeness.NONE;
    }

    private static boolean isPartOf(List<String> some, List<String> all) {
        return some.size() < all.size()
                && all.containsAll(some)
                && some.stream().allMatch(part -> part.length() >= LETTERS_OF_A_PART);
    }

    /** Written as one word: {@code Delacroix}, {@code Croix}; {@code Elamrani}, {@code Amrani}. */
    private static boolean hasParticlesBefore(String longer, String name) {
        int before = longer.length() - name.length();
        return name.length() >= LETTERS_AFTER_PARTICLES
                && before > 0
                && before <= LONGEST_PARTICLES
                && longer.endsWith(name)
                && areParticles(longer.substring(0, before));
    }

    private static boolean areParticles(String text) {
        if (text.isEmpty() || PARTICLES.contains(text)) {
            return true;
        }
        for (int i = 1; i < text.length(); i++) {
            if (PARTICLES.contains(text.substring(0, i)) && areParticles(text.substring(i))) {
                return true;
            }
        }
        return false;
    }

    /** Folded letters in the one spelling of all transliterations: only equality has a meaning. */
    static String spelt(String folded) {
        String text = folded;
        for (String[] spelling : SPELLINGS) {
            if (text.contains(spelling[0])) {
                text = text.replace(spelling[0], spelling[1]);
            }
        }
        StringBuilder single = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (i == 0 || text.charAt(i) != text.charAt(i - 1)) {
                single.append(text.charAt(i));
            }
        }
        return single.toString();
    }
}
