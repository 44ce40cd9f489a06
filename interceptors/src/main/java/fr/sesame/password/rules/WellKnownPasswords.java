package fr.sesame.password.rules;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Passwords that everybody tries first: some fifty thousand that have leaked most often, French given names and French words that come in
 * passwords, and those of a file of one's own. A password is one of them without case and accents, with digits for letters,
 * with something before or after it, with spaces in it, or repeated.
 */
public final class WellKnownPasswords {
    /** How many lines a file of one's own may have. */
    public static final int MAX_LINES = 1_000_000;

    /** What is left of a password says nothing if it is shorter. */
    private static final int SHORTEST_LEFT = 4;

    private final Set<String> words;

    private WellKnownPasswords(Set<String> words) {
        this.words = words;
    }

    /** Those that are shipped. */
    public static WellKnownPasswords shipped() {
        Set<String> words = new HashSet<>();
        try (InputStream common = new GZIPInputStream(resource("common.txt.gz"));
                InputStream french = resource("french.txt")) {
            add(common, words);
            add(french, words);
        } catch (IOException e) {
            throw new UncheckedIOException("the shipped lists cannot be read", e);
        }
        return new WellKnownPasswords(words);
    }

    /**
     * These and those of a file: UTF-8, one a line.
     *
     * @throws IOException if it cannot be read, or has more than {@link #MAX_LINES} lines
     */
    public WellKnownPasswords plus(Path file) throws IOException {
        Set<String> all = new HashSet<>(words);
        try (InputStream own = Files.newInputStream(file)) {
            add(own, all);
        } catch (IOException e) {
            throw new IOException(file + ": expected passwords in UTF-8, one a line: " + e.getMessage(), e);
        }
        return new WellKnownPasswords(all);
    }

    /** Those alone. */
    public static WellKnownPasswords of(Collection<String> passwords) {
        Set<String> words = new HashSet<>();
        passwords.forEach(one -> words.add(Folding.fold(one)));
        return new WellKnownPasswords(words);
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(WellKnownPasswords.class.getResourceAsStream(name), name);
    }

    private static void add(InputStream lines, Set<String> words) throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(lines, StandardCharsets.UTF_8.newDecoder()));
        int count = 0;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (++count > MAX_LINES) {
                throw new IOException("more than " + MAX_LINES + " lines");
            }
            String word = Folding.fold(line.strip());
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
    }

    public int size() {
        return words.size();
    }

    /** Whether it is one of them, or one of them in disguise. */
    public boolean contains(String password) {
        String folded = Folding.fold(password);
        return words.contains(folded)
                || Folding.units(folded).stream()
                        .flatMap(unit -> Stream.of(unit, Folding.trimmed(unit)))
                        .flatMap(bare -> Stream.of(bare, Folding.unleet(bare), Folding.unleet(bare.replace('1', 'l'))))
                        .flatMap(plain -> Stream.of(plain, Folding.alphanumeric(plain)))
                        .flatMap(form -> Folding.units(form).stream())
                        .anyMatch(form -> form.length() >= SHORTEST_LEFT && words.contains(form));
    }
}
