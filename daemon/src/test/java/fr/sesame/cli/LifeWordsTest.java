package fr.sesame.cli;

import static org.assertj.core.api.Assertions.assertThat;

import fr.sesame.account.HoldReason;
import fr.sesame.account.Lock;
import fr.sesame.account.Phase;
import fr.sesame.history.AccountHistory;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The words for people, in both languages. */
class LifeWordsTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private static ResourceBundle words(String language) {
        return ResourceBundle.getBundle(
                "fr.sesame.cli.life",
                Locale.forLanguageTag(language),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    @Test
    void bothLanguagesSayTheSameThings() {
        assertThat(words("fr").getLocale().getLanguage()).isEqualTo("fr");
        ResourceBundle french = words("fr");
        ResourceBundle english = words("en");
        for (String key : english.keySet()) {
            assertThat(places(french.getString(key))).as(key).isEqualTo(places(english.getString(key)));
        }
        assertThat(french.keySet()).isEqualTo(english.keySet());
        assertThat(ownKeys("fr")).isEqualTo(english.keySet());
    }

    /** The French file alone: a key that is missing there would be said in English. */
    private static Set<String> ownKeys(String language) {
        Set<String> keys = new TreeSet<>();
        ResourceBundle bundle = words(language);
        words("en").keySet().stream()
                .filter(key ->
                        bundle instanceof java.util.PropertyResourceBundle own && own.handleGetObject(key) != null)
                .forEach(keys::add);
        return keys;
    }

    private static Set<String> places(String text) {
        Set<String> places = new TreeSet<>();
        Matcher matcher = Pattern.compile("\\{\\d}").matcher(text);
        while (matcher.find()) {
            places.add(matcher.group());
        }
        return places;
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void everyStateReasonAndCauseHasItsWord(String language) throws Exception {
        Set<String> keys = words(language).keySet();
        for (Phase phase : Phase.values()) {
            assertThat(keys).contains("state." + phase.word(), "bind." + phase.word(), "todo." + phase.word());
        }
        for (Lock.Kind kind : Lock.Kind.values()) {
            assertThat(keys).contains("lock." + kind.word(), "todo.locked." + kind.word());
        }
        for (AccountHistory.Cause cause : AccountHistory.Cause.values()) {
            assertThat(keys)
                    .contains("cause." + cause.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        for (var field : HoldReason.class.getFields()) {
            if (Modifier.isStatic(field.getModifiers())) {
                assertThat(keys).contains("reason." + field.get(null));
            }
        }
        assertThat(Arrays.asList("state.locked", "bind.locked", "state.none")).allMatch(keys::contains);
    }

    @ParameterizedTest(name = "{0}: from {1}, until {2}")
    @CsvSource({
        "2026-03-28T23:00:00Z, 29 mars 2026,               28 mars 2026 inclus",
        "2026-03-29T22:00:00Z, 30 mars 2026,               29 mars 2026 inclus",
        "2026-12-31T23:00:00Z, 1er janvier 2027,           31 décembre 2026 inclus",
        "2028-02-29T23:00:00Z, 1er mars 2028,              29 février 2028 inclus",
        "2026-12-31T22:59:59Z, 31 décembre 2026 à 23:59:59, 31 décembre 2026 à 23:59:59",
        "2026-10-25T00:30:00Z, 25 octobre 2026 à 02:30:00, 25 octobre 2026 à 02:30:00"
    })
    void aMidnightIsADayAndTheDayBeforeIsTheLast(Instant instant, String from, String until) {
        Speech speech = new Speech(Locale.FRENCH, PARIS);
        assertThat(speech.from(instant)).isEqualTo(from);
        assertThat(speech.until(instant)).isEqualTo(until);
    }

    @ParameterizedTest
    @CsvSource({"P1D, 1 jour, 1 day", "P3M, 3 mois, 3 months", "P1Y2M3D, 1 an 2 mois 3 jours, 1 year 2 months 3 days"})
    void periodsAreWords(Period period, String french, String english) {
        assertThat(new Speech(Locale.FRENCH, PARIS).period(period)).isEqualTo(french);
        assertThat(new Speech(Locale.ENGLISH, PARIS).period(period)).isEqualTo(english);
    }

    @Test
    void theFirstOfAMonthIsWrittenAsOneDoes() {
        assertThat(new Speech(Locale.FRENCH, PARIS).day(LocalDate.of(2027, 1, 1)))
                .isEqualTo("1er janvier 2027");
        assertThat(new Speech(Locale.FRENCH, PARIS).day(LocalDate.of(2027, 1, 11)))
                .isEqualTo("11 janvier 2027");
        assertThat(new Speech(Locale.ENGLISH, PARIS).day(LocalDate.of(2027, 1, 1)))
                .isEqualTo("1 January 2027");
    }
}
