package fr.sesame.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.sesame.reconcile.Movements;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** Openings and closings as a page. */
class ForecastPageTest {
    private static final Instant MADE = Instant.parse("2026-11-23T06:00:00Z");

    @TempDir
    Path dir;

    private final SortedMap<Movements.Group, Movements.Count> counts = new TreeMap<>();

    @BeforeEach
    void count() {
        counts.put(new Movements.Group(LocalDate.of(2027, 1, 1), "student", "UFR<&>"), new Movements.Count(0, 30, 0));
        counts.put(new Movements.Group(LocalDate.of(2027, 1, 2), "student", "UFR<&>"), new Movements.Count(0, 0, 30));
        counts.put(new Movements.Group(LocalDate.of(2027, 1, 4), "staff", "DRH"), new Movements.Count(7, 0, 0));
    }

    private String page(Locale language, String first, String last) {
        return new ForecastPage(
                        new Speech(language, ZoneId.of("Europe/Paris")),
                        LocalDate.parse(first),
                        LocalDate.parse(last),
                        MADE)
                .html(counts);
    }

    private static Document parsed(String page) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(page.replaceFirst("<!DOCTYPE html>\n", "")
                        .replace("<meta charset=\"utf-8\">", "")
                        .replaceFirst("<meta name=\"viewport\"[^>]*>", ""))));
    }

    @Test
    void itIsWellFormedAndEverythingInItIsEscaped() throws Exception {
        Document page = parsed(page(Locale.FRENCH, "2027-01-01", "2027-01-31"));
        assertThat(page.getDocumentElement().getAttribute("lang")).isEqualTo("fr");
        assertThat(page.getElementsByTagName("table").getLength()).isEqualTo(2);
        assertThat(page.getElementsByTagName("rect").getLength()).isEqualTo(2);
        assertThat(page.getElementsByTagName("svg").item(0).getTextContent())
                .contains("1er janvier 2027 : 30 fermetures", "4 janvier 2027 : 7 ouvertures");
        assertThat(page.getElementsByTagName("table").item(1).getTextContent())
                .contains("étudiant", "UFR<&>", "personnel", "DRH");
        assertThat(page.getElementsByTagName("caption").item(0).getTextContent())
                .isEqualTo("Par jour");
    }

    @Test
    void itNeedsNothingFromElsewhere() {
        String page = page(Locale.ENGLISH, "2027-01-01", "2027-01-31");
        assertThat(page).doesNotContain("<script", "<link", "<img", "@import", "url(");
        assertThat(page.replace("http://www.w3.org/2000/svg", "")).doesNotContain("http");
        assertThat(page)
                .contains("lang=\"en\"", "role=\"img\"", "scope=\"row\"", "Openings and closings from 1 January 2027");
    }

    @Test
    void moreThanTwoMonthsAreShownByWeek() throws Exception {
        assertThat(page(Locale.FRENCH, "2027-01-01", "2027-03-03")).contains("Par jour");
        Document page = parsed(page(Locale.FRENCH, "2027-01-01", "2027-03-04"));
        assertThat(page.getElementsByTagName("caption").item(0).getTextContent())
                .isEqualTo("Par semaine");
        assertThat(page.getElementsByTagName("table").item(0).getTextContent())
                .contains("28 décembre 2026", "4 janvier 2027");
    }

    @Test
    void withoutAMovementItIsAPageAllTheSame() throws Exception {
        counts.clear();
        Document page = parsed(page(Locale.FRENCH, "2027-01-01", "2027-01-01"));
        assertThat(page.getElementsByTagName("rect").getLength()).isZero();
    }

    @Test
    void aFileIsWrittenWholeOrNotAtAll() throws Exception {
        Path file = dir.resolve("page.html");
        WholeFile.write(file, "one");
        WholeFile.write(file, "two");
        assertThat(file).hasContent("two");
        Path nowhere = dir.resolve("nowhere").resolve("page.html");
        assertThatThrownBy(() -> WholeFile.write(nowhere, "three"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("page.html");
        try (var files = Files.list(dir)) {
            assertThat(files).containsExactly(file);
        }
    }
}
