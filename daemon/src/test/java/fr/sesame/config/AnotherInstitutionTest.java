package fr.sesame.config;

import static org.assertj.core.api.Assertions.assertThat;

import fr.sesame.account.Facts;
import fr.sesame.account.PersonNumber;
import fr.sesame.account.PersonRecord;
import fr.sesame.account.Population;
import fr.sesame.schema.SupannPopulation;
import fr.sesame.source.Extract;
import fr.sesame.source.rows.MappedSource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A made-up institution with other columns, separators, encodings, dates and populations needs configuration only. */
class AnotherInstitutionTest {
    private static final Clock TODAY = Clock.fixed(Instant.parse("2026-11-23T10:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path dir;

    @Test
    void noJavaIsNeeded() throws Exception {
        Files.createDirectory(dir.resolve("sources"));
        Files.writeString(dir.resolve("sesame.yaml"), """
                state: state
                institution: {name: Elsewhere, zone: America/Montreal, mail-domain: else.example, uai: 1234567W}
                directory: {base: "dc=else,dc=example", user: "uid=sync,dc=else,dc=example"}
                populations:
                  doctoral: {opens: begin, closes: end, grace: P6M, pending-may-bind: true, supann: {code: AGAD}}
                  alumni: {opens: [begin, recorded+2]}
                login: {pattern: "{family:6}{given:2}"}
                mail: {pattern: "{given}.{family}@{domain}"}
                calendar: {schedule: "0 0 1 * * ?"}
                structures: {file: units.csv, code: c, label: l, type: t, parent: p}
                sources: [pure]
                """);
        Files.writeString(dir.resolve("sources/pure.yaml"), """
                file: pure.csv
                schedule: "0 0 2 * * ?"
                format: {encoding: UTF-16, separator: tab}
                dates:
                  patterns: [yyyy-MM-dd, "yyyy-MM-dd HH:mm:ss"]
                  empty: "-"
                key: {column: Person ID}
                names: {birth: Surname, given: First name, birth-date: Born}
                numbers: [{kind: card, columns: [Card, Check], conversion: none}]
                population: {column: Role, values: {PhD: doctoral, Old: alumni}}
                facts: {begin: Start, end: [Actual end, Planned end], recorded: Entered}
                hold: [{column: Status, is: [draft, void], reason: not-yet}]
                """);
        Configuration configuration = Configuration.load(dir);
        SourceSettings pure = configuration.sources().get(0);
        Files.createDirectories(configuration.extracts());
        Files.writeString(
                configuration.extracts().resolve("pure.csv"),
                """
                Status,Person ID,Surname,First name,Born,Card,Check,Role,Start,Planned end,Actual end,Entered
                ok,p-1,"Tremblay, fils",Noé,1999-12-31,77,k,PhD,2024-09-01,2028-08-31,-,2024-06-01 10:30:00
                ok,p-1,"Tremblay, fils",Noé,1999-12-31,77,k,Old,2029-01-01,-,-,-
                draft,p-2,Roy,Zoé,1998-01-01,78,m,PhD,2024-09-01,2028-08-31,2026-01-01,-
                """.replaceAll(",(?! fils)", "\t"),
                StandardCharsets.UTF_16);

        assertThat(configuration.calendar().ruleOf(new Population("doctoral")).pendingMayBind())
                .isTrue();
        assertThat(configuration.calendar().ruleOf(new Population("alumni")).pendingMayBind())
                .isFalse();
        assertThat(configuration.supannPopulations().get(new Population("alumni")))
                .isEqualTo(SupannPopulation.NONE);
        assertThat(configuration
                        .supannPopulations()
                        .get(new Population("doctoral"))
                        .code())
                .hasToString("{SUPANN}AGAD");
        Extract extract =
                new MappedSource(pure.name(), pure.rows(), pure.mapping(), configuration.calendar(), TODAY).read();

        assertThat(extract.held())
                .singleElement()
                .satisfies(held -> assertThat(held.reason().word()).isEqualTo("not-yet"));
        assertThat(extract.records()).hasSize(1);
        PersonRecord person = extract.records().get(0);
        assertThat(person.civil().birthName()).isEqualTo("Tremblay, fils");
        assertThat(person.civil().givenName()).isEqualTo("Noé");
        assertThat(person.numbers()).containsExactly(new PersonNumber("card", "77k"));
        assertThat(person.affiliations())
                .extracting(one -> one.population())
                .containsExactlyInAnyOrder(new Population("doctoral"), new Population("alumni"));
        assertThat(person.affiliations().last().facts())
                .isEqualTo(Facts.NONE
                        .withBegin(LocalDate.of(2024, 9, 1))
                        .withEnd(LocalDate.of(2028, 8, 31))
                        .withRecorded(LocalDate.of(2024, 6, 1)));
    }
}
