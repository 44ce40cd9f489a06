package fr.sesame.password.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.sesame.password.rules.Weakness.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordCheckTest {
    private static final WellKnownPasswords SHIPPED = WellKnownPasswords.shipped();
    private static final Owner OWNER = new Owner(
            "jldupont", List.of("Jean-Luc", "Dupont d'Hérouville", "Léa"), "jean-luc.carpentier@univ.example");

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource(delimiter = '|', nullValues = "fine", quoteCharacter = '"', textBlock = """
            anssi-cnil | Kv7!pq-Zt4bn              | fine
            anssi-cnil | Kv7!pq-Zt4b               | TOO_SHORT
            anssi-cnil | Kv77pqqZt4bn              | TOO_SIMPLE
            anssi-cnil | Kv77pqqZt4bnx             | TOO_SIMPLE
            anssi-cnil | Kv77pqqZt4bnxw            | fine
            anssi-cnil | kv77pqqzt4bnxw            | TOO_SIMPLE
            anssi-cnil | kvxxpqqztabnxwrtmld       | TOO_SIMPLE
            anssi-cnil | kvxxpqqztabnxwrtmldc      | fine
            anssi-cnil | le chat boit son lait     | fine
            anssi-cnil | éÉ1 éÉ1 éÉ1 éÉ1 éÉ1 !     | REPETITIVE
            anssi-cnil | éÉ1 éÉ1 éÉ1 éÉ1 éÉ1       | REPETITIVE
            anssi-cnil | Éàùç-ôîïû9ÿ               | TOO_SHORT
            anssi-cnil | Éàùç-ôîïû9ÿæ              | fine
            anssi-cnil | 😀😁😂😃😄😅A1b7cd         | fine
            anssi-cnil | 😀😁😂😃😄😅A1b7c          | TOO_SHORT
            provence   | tqwbxkzp7r                | fine
            provence   | tqwbxkzp7                 | TOO_SHORT
            provence   | tqwbxkzpar                | TOO_SIMPLE
            provence   | 4819352760                | TOO_SIMPLE
            poitiers   | TQWBXKZP7R                | fine
            """)
    void aProfileTakesWhatIsLongOrMixedEnough(String profile, String password, Kind weakness) {
        assertThat(kinds(profile(profile), password)).isEqualTo(weakness == null ? List.of() : List.of(weakness));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X7!jldupont-Zq",
                "X7!JLDupont-Zq",
                "Vq7!dupont#Zw4",
                "Vq7!tnopud#Zw4",
                "Vq7!dup0nt#Zw4",
                "Vq7!Herouville",
                "Vq7!HÉROUVILLE",
                "Vq7!Jean-Zkw4xx",
                "Vq7!d-u-p-o-n-t",
                "Vq7!carpentier#",
                "Vq7!c4rpenti3r#"
            })
    void theOwnersNamesAreInNoDisguise(String password) {
        assertThat(kinds(PasswordProfile.ANSSI_CNIL, password)).containsExactly(Kind.CONTAINS_NAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Vq7!Luc-Zkw4xx", "Vq7!lea-Zkw4xx", "Vq7!univ-Zkw4xx"})
    void namesOfThreeLettersAndTheMailDomainAreInManyWords(String password) {
        assertThat(kinds(PasswordProfile.ANSSI_CNIL, password)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Password2024!",
                "P@ssw0rd2024!",
                "!!2024Motdepasse",
                "Mot de passe 1!",
                "M0t-de-p@sse-2026",
                "Azertyuiop123!",
                "Azerty!Azerty!",
                "Soleil-2024-!!",
                "Christelle2024!",
                "Printemps2026!",
                "Septembre-2026",
                "12345678901234567890",
                "Université2026!",
                "DOUDOU-doudou-1"
            })
    void wellKnownPasswordsAreKnownInDisguiseToo(String password) {
        assertThat(kinds(PasswordProfile.ANSSI_CNIL, password)).contains(Kind.WELL_KNOWN);
    }

    @Test
    void randomPasswordsAreFine() {
        Random random = new Random(20_260_301);
        String signs = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789!#%&*+-=?@";
        PasswordCheck check =
                check(new PasswordRules(List.of(new Composition(14, 0, Set.of(), 0)), 128, 6, 4, true, 0));
        for (int i = 0; i < 2_000; i++) {
            StringBuilder password = new StringBuilder();
            random.ints(14, 0, signs.length()).forEach(at -> password.append(signs.charAt(at)));
            assertThat(check.check(password.toString(), OWNER, never -> false))
                    .as(password.toString())
                    .isEmpty();
        }
    }

    /** Whatever is sent, an answer comes, and it never takes what is too short or too long. */
    @Test
    void noTextThrows() {
        Random random = new Random(20_260_302);
        PasswordCheck check = check(PasswordProfile.ANSSI_CNIL.rules());
        for (int i = 0; i < 3_000; i++) {
            StringBuilder text = new StringBuilder();
            random.ints(random.nextInt(140), 0, i % 2 == 0 ? 0x180 : 0x10000).forEach(one -> text.append((char) one));
            int length = text.codePointCount(0, text.length());
            List<Weakness> found = check.check(text.toString(), OWNER, never -> false);
            if (length < 12 || length > 128) {
                assertThat(found).isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"128, true", "129, false"})
    void theLongestPasswordHas128Characters(int length, boolean fine) {
        String password = "Kv7!pq-Zt4bn".repeat(11).substring(0, length);

        assertThat(kinds(PasswordProfile.ANSSI_CNIL, password)).isEqualTo(fine ? List.of() : List.of(Kind.TOO_LONG));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {SSHA}Kv7!pq-Zt4bn | LIKE_A_HASH
            {x}Kv7!pq-Zt4bn    | LIKE_A_HASH
            """)
    void whatLooksLikeAHashIsNoPassword(String password, Kind kind) {
        assertThat(kinds(PasswordProfile.ANSSI_CNIL, password)).containsExactly(kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Kv7!pq-Zt4bn\u0000", "Kv7!pq-Zt4bn\n", "Kv7!pq-Zt4bn\ud800"})
    void whatNobodyCanTypeIsNoPassword(String password) {
        assertThat(kinds(PasswordProfile.ANSSI_CNIL, password)).containsExactly(Kind.NOT_TEXT);
    }

    @Test
    void allWeaknessesAreSaidAtOnce() {
        assertThat(kinds(PasswordProfile.ANSSI_CNIL, "azerty")).containsExactly(Kind.TOO_SHORT, Kind.WELL_KNOWN);
        assertThat(kinds(PasswordProfile.ANSSI_CNIL, "")).containsExactly(Kind.TOO_SHORT, Kind.REPETITIVE);
    }

    @Test
    void theHistoryIsAskedOfAPasswordThatIsRightInAllElse() {
        PasswordCheck check = check(PasswordProfile.ANSSI_CNIL.rules());

        assertThat(check.check("Kv7!pq-Zt4bn", OWNER, "Kv7!pq-Zt4bn"::equals))
                .containsExactly(Weakness.of(Kind.IN_HISTORY, 5));
        check.check("azerty", OWNER, former -> {
            throw new AssertionError("asked for nothing");
        });
    }

    @Test
    void aRuleThatIsOffFindsNothing() {
        PasswordCheck check =
                check(new PasswordRules(List.of(new Composition(4, 0, Set.of(), 0)), 128, 0, 0, false, 0));

        for (String password : List.of("jldupont", "password", "aaaa")) {
            assertThat(check.check(password, OWNER, former -> true)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            un deux trois quatre cinq six sept | true
            un-deux-trois-quatre-cinq-six-sept | true
            un deux trois quatre cinq six      | false
            a b c d e f g h i j k l m          | false
            """)
    void aSentenceHasWords(String password, boolean met) {
        assertThat(new Composition(0, 0, Set.of(), 7).isMetBy(password)).isEqualTo(met);
    }

    @Test
    void aListOfOnesOwnIsAdded(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("own.txt"), "Universcience\n\nCapitole\n");
        WellKnownPasswords both = SHIPPED.plus(file);

        assertThat(both.contains("UniverScience#2026")).isTrue();
        assertThat(both.contains("C@pitole!!31")).isTrue();
        assertThat(both.contains("azerty")).isTrue();
        assertThat(SHIPPED.contains("UniverScience#2026")).isFalse();
        assertThat(both.size()).isEqualTo(SHIPPED.size() + 2);
    }

    @Test
    void aListThatIsNotUtf8IsSaidByName(@TempDir Path directory) throws IOException {
        Path file = Files.write(directory.resolve("own.txt"), new byte[] {'a', (byte) 0xe9, '\n'});

        assertThatThrownBy(() -> SHIPPED.plus(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file + ": expected passwords in UTF-8");
    }

    @ParameterizedTest
    @CsvSource({
        "TOO_SHORT, 6",
        "TOO_LONG, 5",
        "TOO_SIMPLE, 5",
        "REPETITIVE, 5",
        "NOT_TEXT, 5",
        "LIKE_A_HASH, 5",
        "CONTAINS_NAME, 5",
        "WELL_KNOWN, 5",
        "IN_HISTORY, 8",
        "TOO_YOUNG, 7"
    })
    void aWeaknessHasAnErrorOfThePasswordPolicyControl(Kind kind, int error) {
        assertThat(Weakness.of(kind).policyError()).isEqualTo(error);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aWeaknessHasASentenceInBothLanguages(Kind kind) {
        Weakness weakness = kind == Kind.TOO_SIMPLE
                ? new Weakness(
                        kind, List.copyOf(PasswordProfile.ANSSI_CNIL.rules().alternatives()))
                : Weakness.of(kind, 12);

        for (Locale locale : List.of(Locale.FRANCE, Locale.ENGLISH)) {
            assertThat(weakness.sentence(locale))
                    .endsWith(".")
                    .doesNotContain("{")
                    .doesNotContain("''");
        }
        assertThat(weakness.sentence(Locale.CANADA_FRENCH)).isNotEqualTo(weakness.sentence(Locale.GERMAN));
        assertThat(weakness.sentence(Locale.GERMAN)).isEqualTo(weakness.sentence(Locale.ENGLISH));
    }

    @Test
    void theAlternativesAreSpelledOut() {
        Weakness weakness = new Weakness(
                Kind.TOO_SIMPLE, List.copyOf(PasswordProfile.ANSSI_CNIL.rules().alternatives()));

        assertThat(weakness.sentence(Locale.FRENCH))
                .isEqualTo(
                        "Le mot de passe doit comporter au moins 12 caractères de 4 des quatre sortes majuscule, minuscule,"
                                + " chiffre, autre, ou au moins 14 caractères avec une majuscule et une minuscule et un chiffre, ou au"
                                + " moins 20 caractères.");
        assertThat(Weakness.of(Kind.TOO_SHORT, 12).sentence(Locale.ENGLISH))
                .isEqualTo("The password must have at least 12 characters.");
        assertThat(Weakness.of(Kind.IN_HISTORY, 5).sentence(Locale.FRENCH))
                .isEqualTo("Ce mot de passe est l’un de vos 5 derniers.");
    }

    @Test
    void rulesThatNobodyCanMeetAreRefused() {
        assertThatThrownBy(() -> new PasswordRules(List.of(), 128, 6, 4, true, 5))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PasswordRules(List.of(new Composition(13, 0, Set.of(), 0)), 12, 6, 4, true, 5))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static PasswordProfile profile(String word) {
        return Stream.of(PasswordProfile.values())
                .filter(one -> one.word().equals(word))
                .findFirst()
                .orElseThrow();
    }

    private static List<Kind> kinds(PasswordProfile profile, String password) {
        return check(profile.rules()).check(password, OWNER, former -> false).stream()
                .map(Weakness::kind)
                .toList();
    }

    private static PasswordCheck check(PasswordRules rules) {
        return new PasswordCheck(rules, SHIPPED);
    }
}
