package fr.sesame.cli;

import static org.assertj.core.api.Assertions.assertThat;

import fr.sesame.audit.AuditLine;
import fr.sesame.interceptors.audit.Kind;
import fr.sesame.interceptors.audit.Outcome;
import fr.sesame.interceptors.audit.Reason;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditPhrasesTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final AuditLine LINE = new AuditLine(
            Instant.parse("2026-11-23T12:00:00.250Z"),
            Instant.parse("2026-11-23T12:00:59Z"),
            57,
            "bind",
            "refused",
            "locked",
            "uid=alice,ou=people,dc=univ,dc=example",
            "",
            "10.0.0.1",
            "simple",
            true,
            0,
            "",
            "");

    @Test
    void aLineIsASentenceInEnglish() {
        assertThat(new AuditPhrases(Locale.ENGLISH, PARIS).text(LINE))
                .isEqualTo("2026-11-23 13:00:00.250 CET; bind; refused because: account locked;"
                        + " by uid=alice,ou=people,dc=univ,dc=example; from 10.0.0.1, simple, TLS;"
                        + " 57 times until 2026-11-23 13:00:59.000 CET");
    }

    @Test
    void andInFrench() {
        assertThat(new AuditPhrases(Locale.FRENCH, PARIS).text(LINE))
                .isEqualTo("2026-11-23 13:00:00.250 CET; connexion; refusé : compte verrouillé;"
                        + " par uid=alice,ou=people,dc=univ,dc=example; depuis 10.0.0.1, simple, TLS;"
                        + " 57 fois jusqu'à 2026-11-23 13:00:59.000 CET");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void everyWordHasItsPhrase(String language) {
        ResourceBundle words = ResourceBundle.getBundle(
                "fr.sesame.cli.audit",
                Locale.forLanguageTag(language),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        assertThat(words.getLocale().getLanguage()).isEqualTo(language.equals("en") ? "" : language);
        assertThat(words.keySet())
                .containsAll(Arrays.stream(Kind.values())
                        .map(kind -> "kind." + kind.word())
                        .toList())
                .containsAll(Arrays.stream(Outcome.values())
                        .map(outcome -> "outcome." + outcome.word())
                        .toList())
                .containsAll(Arrays.stream(Reason.values())
                        .filter(reason -> reason != Reason.NONE)
                        .map(reason -> "reason." + reason.word())
                        .toList());
    }

    @Test
    void aWordOfAnotherVersionStandsForItself() {
        AuditLine odd =
                new AuditLine(LINE.at(), null, 1, "teleport", "refused", "gravity", "", "", "", "", false, 0, "", "");
        assertThat(new AuditPhrases(Locale.ENGLISH, PARIS).text(odd)).contains("teleport", "gravity");
    }
}
