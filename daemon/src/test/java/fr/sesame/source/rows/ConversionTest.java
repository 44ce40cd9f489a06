package fr.sesame.source.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.sesame.account.InvalidValueException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each conversion with what it makes, and with what it refuses; and the table of docs/attributes.md. */
class ConversionTest {
    private static final DateReader DATES = new DateReader(
            new DateForms(List.of("dd/MM/yyyy", "yyyy-MM-dd"), Set.of("01/01/0001"), Set.of("31/12/2999"), false),
            ZoneId.of("Europe/Paris"));

    private static String apply(String word, String text) {
        return Conversion.valueOf(word.toUpperCase(Locale.ROOT)).apply(text, DATES);
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
            spaces    | 'a  b   c'               | a b c
            spaces    | 'a\u00A0\u202F b'        | a b
            spaces    | ' '                      | ''
            upper     | éà-ß                     | ÉÀ-SS
            upper     | i                        | I
            lower     | ÉTÉ                      | été
            name      | DUPONT                   | Dupont
            name      | DUPONT-DURAND            | Dupont-Durand
            name      | MARIE ANNE               | Marie Anne
            name      | DE LA TOUR-D'AUVERGNE    | de La Tour-d'Auvergne
            name      | L’HERMITE                | L’Hermite
            name      | D'ARTAGNAN               | d'Artagnan
            name      | D’ARTAGNAN               | d’Artagnan
            name      | O'BRIEN                  | O'Brien
            name      | DU BELLAY                | du Bellay
            name      | VAN DER BERG             | van der Berg
            name      | SAINT-EXUPÉRY            | Saint-Exupéry
            name      | ÉLODIE                   | Élodie
            name      | DE                       | De
            name      | DU                       | Du
            name      | D                        | D
            name      | LE D                     | Le D
            name      | ŒUVRARD                  | Œuvrard
            name      | McDonald                 | McDonald
            name      | de la Tour               | de la Tour
            name      | 123                      | 123
            name      | --                       | --
            telephone | 0123456789               | +33 1 23 45 67 89
            telephone | 01 23 45 67 89           | +33 1 23 45 67 89
            telephone | 01.23.45.67.89           | +33 1 23 45 67 89
            telephone | 01-23-45-67-89           | +33 1 23 45 67 89
            telephone | 01/23/45/67/89           | +33 1 23 45 67 89
            telephone | '01\u00A023 45 67 89'    | +33 1 23 45 67 89
            telephone | +33 1 23 45 67 89        | +33 1 23 45 67 89
            telephone | +33 (0)1 23 45 67 89     | +33 1 23 45 67 89
            telephone | +330123456789            | +33 1 23 45 67 89
            telephone | 0033123456789            | +33 1 23 45 67 89
            telephone | 0612345678               | +33 6 12 34 56 78
            telephone | 0262 12 34 56            | +262 262 12 34 56
            telephone | +262 262 12 34 56        | +262 262 12 34 56
            telephone | 0696 12 34 56            | +596 696 12 34 56
            telephone | +41 22 379 71 11         | +41223797111
            telephone | 0041 22 379 71 11        | +41223797111
            e164      | 01 23 45 67 89           | +33123456789
            e164      | 0590.12.34.56            | +590590123456
            e164      | +44 20 7946 0000         | +442079460000
            civility  | M.                       | M.
            civility  | m                        | M.
            civility  | MR                       | M.
            civility  | Monsieur                 | M.
            civility  | MME                      | Mme
            civility  | Mme.                     | Mme
            civility  | MADAME                   | Mme
            civility  | Mlle                     | Mme
            civility  | MADEMOISELLE             | Mme
            date      | 01/09/2026               | 20260831220000Z
            date      | 2026-01-01               | 20251231230000Z
            date      | 29/02/2028               | 20280228230000Z
            date      | 29/03/2026               | 20260328230000Z
            date      | 25/10/2026               | 20261024220000Z
            date      | 31/12/2999               | ''
            date      | 01/01/0001               | ''
            """)
    void whatItMakes(String word, String text, String made) {
        assertThat(apply(word, text)).isEqualTo(made);
        // What it made it does not make another time, so that a source that is half right is right.
        if (!made.isEmpty() && !word.equals("date")) {
            assertThat(apply(word, made)).isEqualTo(made);
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            telephone | 4512
            telephone | poste 12
            telephone | 01 23 45 67 89 ou 12
            telephone | 012345678
            telephone | 01234567890
            telephone | 123456789
            telephone | 33123456789
            telephone | 0012345
            telephone | 00
            telephone | +
            telephone | +0123456789
            telephone | +33 12
            telephone | +1234567890123456
            telephone | néant
            e164      | 01 23 45
            civility  | DR
            civility  | X
            civility  | .
            date      | 31/02/2026
            date      | 01/09/26
            date      | 01/01/1899
            date      | 01/01/2201
            date      | demain
            """)
    void whatItRefuses(String word, String text) {
        assertThatThrownBy(() -> apply(word, text))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith("expected ");
    }

    /** {@code | `word` | … | `from` | `to` |}. */
    static List<String[]> documented() throws IOException {
        List<String[]> rows = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("..", "docs", "attributes.md"))) {
            String[] cells = line.split("\\|");
            if (cells.length == 5
                    && cells[1].strip().startsWith("`")
                    && cells[3].strip().startsWith("`")) {
                String word = cells[1].strip().replace("`", "");
                String[] from = cells[3].strip().replaceAll("^`|`$", "").split("`, `");
                String[] to = cells[4].strip().replaceAll("^`|`$", "").split("`, `");
                assertThat(to).as(line).hasSameSizeAs(from);
                for (int i = 0; i < from.length; i++) {
                    rows.add(new String[] {word, from[i], to[i]});
                }
            }
        }
        return rows;
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @MethodSource("documented")
    void theManualSaysWhatItMakes(String word, String text, String made) {
        assertThat(apply(word, text)).isEqualTo(made);
    }

    @Test
    void theManualHasThemAll() throws Exception {
        assertThat(documented().stream().map(row -> row[0]).distinct())
                .containsExactlyInAnyOrderElementsOf(List.of(Conversion.values()).stream()
                        .map(Conversion::word)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text", "{A", "A}", "{}", "{A} {", "{{A}}"})
    void whatIsNoTemplateIsRefused(String text) {
        assertThatThrownBy(() -> Template.parse(text)).isInstanceOf(InvalidValueException.class);
    }
}
