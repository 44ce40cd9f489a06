package fr.sesame.config;

import static org.assertj.core.api.Assertions.assertThat;

import fr.sesame.password.AddressRange;
import fr.sesame.password.Argon2Settings;
import fr.sesame.password.CacheSettings;
import fr.sesame.password.LockoutSettings;
import fr.sesame.password.PasswordSettings;
import fr.sesame.password.SlotSettings;
import fr.sesame.password.rules.CharacterClass;
import fr.sesame.password.rules.Composition;
import fr.sesame.password.rules.PasswordAging;
import fr.sesame.password.rules.PasswordProfile;
import fr.sesame.password.rules.PasswordRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The part {@code passwords} of the configuration. */
class PasswordsReaderTest {
    @TempDir
    private Path dir;

    private final List<Problem> problems = new ArrayList<>();

    private PasswordSettings read(String passwords) throws IOException {
        Path file = Files.writeString(dir.resolve("sesame.yaml"), "passwords: " + passwords + "\n");
        Section main = YamlFile.read(file, problems);
        PasswordSettings settings = PasswordsReader.read(main.section("passwords"), dir, 8);
        main.close();
        return settings;
    }

    private List<String> problemsOf(String passwords) throws IOException {
        read(passwords);
        return problems.stream()
                .map(problem -> problem.toString().replace(dir + "/", ""))
                .toList();
    }

    @Test
    void everythingHasADefault() throws IOException {
        assertThat(read("{}"))
                .isEqualTo(new PasswordSettings(
                        PasswordProfile.ANSSI_CNIL,
                        PasswordProfile.ANSSI_CNIL.rules(),
                        PasswordAging.NONE,
                        null,
                        Argon2Settings.DEFAULT,
                        CacheSettings.DEFAULT,
                        new SlotSettings(4, 64, Duration.ofSeconds(3)),
                        LockoutSettings.DEFAULT));
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(PasswordProfile.class)
    void aProfileBringsItsRules(PasswordProfile profile) throws IOException {
        PasswordSettings settings = read("{profile: " + profile.word() + "}");

        assertThat(settings.rules()).isEqualTo(profile.rules());
        assertThat(settings.aging()).isEqualTo(profile.aging());
        assertThat(problems).isEmpty();
    }

    @Test
    void everyKeyIsRead() throws IOException {
        Path own = Files.writeString(dir.resolve("own.txt"), "capitole\n");

        PasswordSettings settings = read("""

              profile: poitiers
              alternatives:
                - {length: 10, classes: 3}
                - {length: 16, with: [letter, digit]}
                - {length: 24, words: 5}
              max-length: 100
              distinct: 5
              name-letters: 3
              well-known: false
              own-list: own.txt
              history: 7
              max-age-days: 180
              warning-days: 14
              grace-logins: 2
              min-age-hours: 12
              argon2: {memory-kib: 65536, iterations: 3, parallelism: 2}
              cache: {minutes: 5, entries: 1000}
              slots: {at-a-time: 3, queue: 10, seconds: 1}
              lockout:
                failures: 3
                address-failures: 30
                first-seconds: 2
                longest-minutes: 30
                forget-minutes: 20
                address-forget-seconds: 10
                exempt: [192.0.2.0/24, "2001:db8::/32"]
                addresses: 500
            """);

        assertThat(problems).isEmpty();
        assertThat(settings)
                .isEqualTo(new PasswordSettings(
                        PasswordProfile.POITIERS,
                        new PasswordRules(
                                List.of(
                                        new Composition(10, 3, Set.of(), 0),
                                        new Composition(16, 0, Set.of(CharacterClass.LETTER, CharacterClass.DIGIT), 0),
                                        new Composition(24, 0, Set.of(), 5)),
                                100,
                                5,
                                3,
                                false,
                                7),
                        new PasswordAging(Duration.ofDays(180), Duration.ofDays(14), 2, Duration.ofHours(12)),
                        own,
                        new Argon2Settings(65_536, 3, 2),
                        new CacheSettings(Duration.ofMinutes(5), 1000),
                        new SlotSettings(3, 10, Duration.ofSeconds(1)),
                        new LockoutSettings(
                                3,
                                30,
                                Duration.ofSeconds(2),
                                Duration.ofMinutes(30),
                                Duration.ofMinutes(20),
                                Duration.ofSeconds(10),
                                List.of(AddressRange.parse("192.0.2.0/24"), AddressRange.parse("2001:db8::/32")),
                                500)));
    }

    @Test
    void noAddressIsExemptIfItSaysNone() throws IOException {
        assertThat(read("{lockout: {exempt: none}}").lockout().exempt()).isEmpty();
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {profile: anssi}                                  | 'passwords.profile': found 'anssi'; expected one of anssi-cnil, provence, poitiers
            {profil: provence}                                | 'passwords.profil' is not a setting; did you mean 'passwords.profile'?
            {alternatives: [{classes: 4}]}                    | 'passwords.alternatives[1].length': found nothing; expected a whole number from 8 to 128
            {alternatives: [{length: 7}]}                     | 'passwords.alternatives[1].length': found '7'; expected a whole number from 8 to 128
            {alternatives: [{length: 12, with: [majuscule]}]} | 'passwords.alternatives[1].with': found 'majuscule'; expected upper, lower, digit, other or letter
            {alternatives: [{length: 32}], max-length: 31}    | 'passwords.max-length': found '31'; expected a length that one of the alternatives has
            {well-known: perhaps}                             | 'passwords.well-known': found 'perhaps'; expected one of true, false
            {max-age-days: 2, min-age-hours: 48}              | 'passwords.min-age-hours': found '48'; expected less than max-age-days, or it could never be changed in time
            {argon2: {memory-kib: 262145}}                    | 'passwords.argon2.memory-kib': found '262145'; expected a whole number from 8 to 262144
            {argon2: {memory-kib: 131072, iterations: 9}}     | 'passwords.argon2.memory-kib': found '131072'; expected a whole number from 8 to 116508
            {argon2: {memory-kib: 15, parallelism: 2}}        | 'passwords.argon2.memory-kib': found '15'; expected a whole number from 16 to 262144
            {slots: {at-a-time: 0}}                           | 'passwords.slots.at-a-time': found '0'; expected a whole number from 1 to 256
            {lockout: {exempt: [cas.univ.example]}}           | 'passwords.lockout.exempt': found 'cas.univ.example'; expected addresses such as 192.0.2.7, 192.0.2.0/24 or 2001:db8::/48, or none
            """)
    void whatIsWrongIsSaid(String passwords, String problem) throws IOException {
        assertThat(problemsOf(passwords)).containsExactly("sesame.yaml: " + problem);
    }

    @Test
    void aListOfOnesOwnThatIsNotThereIsSaid() throws IOException {
        assertThat(problemsOf("{own-list: none.txt}"))
                .singleElement()
                .satisfies(problem -> assertThat(problem)
                        .startsWith("sesame.yaml: 'passwords.own-list': found 'none.txt', which cannot be read")
                        .contains("NoSuchFileException")
                        .endsWith("expected a file in UTF-8, one password a line"));
    }
}
