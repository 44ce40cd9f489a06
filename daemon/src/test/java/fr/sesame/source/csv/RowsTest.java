package fr.sesame.source.csv;

import static fr.sesame.source.csv.Extracts.GOOD;
import static org.assertj.core.api.Assertions.assertThat;

import fr.sesame.account.Affiliation;
import fr.sesame.account.Facts;
import fr.sesame.account.HoldReason;
import fr.sesame.account.PersonRecord;
import fr.sesame.account.StructureCode;
import fr.sesame.source.Extract;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

/** What becomes of single rows, and of several rows of one key. */
class RowsTest {
    private static final String HOSTED = "5;A5;Petit;Luc;01/02/1990;H;2026;01/09/2026;30/09/2026;;;boss;E;;O;P;LAB";

    @TempDir
    private Path dir;

    /** The row among good ones, so that the file as a whole is believable. */
    private Extract withGoodOnes(String... rows) throws Exception {
        Stream<String> good = IntStream.range(100, 110).mapToObj(i -> GOOD.replace("1;A1", i + ";B" + i));
        return Extracts.read(dir, Stream.concat(Stream.of(rows), good).toArray(String[]::new));
    }

    @ParameterizedTest(name = "{0} -> {1}: {2}")
    @org.junit.jupiter.params.provider.CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1;A1;Dupont;Anne;01/02/2000;S                                        |1    |bad-row|found 6 fields; expected 17",
                "1;A1                                                                 |1    |bad-row|found 2 fields; expected 17",
                "1                                                                    |line:2|bad-row|found 1 fields; expected 17",
                "1;A1;Dupont;Anne;01/02/2000;S;2026;01/09/2026;;;;;E;;O;P;UFR;more    |1    |bad-row|found 18 fields; expected 17",
                ";A1;Dupont;Anne;01/02/2000;S;2026;01/09/2026;;;;;E;;O;P;UFR          |INE:A1|no-key|id: found nothing; expected the key",
                ";;Dupont;Anne;01/02/2000;S;2026;01/09/2026;;;;;E;;O;P;UFR            |line:2|no-key|id: found nothing",
                "REL7;A1;;;31/02/2000;S;2026;01/09/2026;;;;;E;;O;N;UFR                |REL7 |not-an-agent|id: found 'REL7'; expected something that does not start with REL",
                "1;A1;;Anne;31/02/2000;S;2026;01/09/2026;;;;;E;;O;P;UFR               |1    |no-name|born: found nothing",
                "1;A1;Dupont; ;31/02/2000;S;2026;01/09/2026;;;;;E;;O;P;UFR            |1    |no-name|given: found nothing",
                "1;A1;Dupont;Anne;31/02/2000;S;2026;01/09/2026;;;;;E;;O;N;UFR         |1    |bad-date|birth: found '31/02/2000'; expected a day of the calendar as dd/MM/yyyy",
                "1;A1;Dupont;Anne;29/02/2001;S;2026;01/09/2026;;;;;E;;O;P;UFR         |1    |bad-date|birth: found '29/02/2001'",
                "1;A1;Dupont;Anne;01/02/00;S;2026;01/09/2026;;;;;E;;O;P;UFR           |1    |bad-date|birth: found '01/02/00'",
                "1;A1;Dupont;Anne;2000-02-01;S;2026;01/09/2026;;;;;E;;O;P;UFR         |1    |bad-date|birth: found '2000-02-01'",
                "1;A1;Dupont;Anne;;S;2026;01/09/2026;;;;;E;;O;P;UFR                   |1    |bad-date|birth: found no date",
                "1;A1;Dupont;Anne;01/01/0001;S;2026;01/09/2026;;;;;E;;O;P;UFR         |1    |bad-date|birth: found no date",
                "1;A1;Dupont;Anne;01/02/2090;S;2026;01/09/2026;;;;;E;;O;P;UFR         |1    |bad-date|found a birth on 2090-02-01; expected a day from 1900-01-01 to 2026-11-23",
                "1;A1;Dupont;Anne;01/02/1890;S;2026;01/09/2026;;;;;E;;O;P;UFR         |1    |bad-date|expected a year from 1900 to 2200",
                "1;A1;Dupont;Anne;01/02/2000;S;26;01/09/2026;;;;;E;;O;P;UFR           |1    |bad-date|year: found '26'; expected an academic year",
                "1;A1;Dupont;Anne;01/02/2000;S;2026;;;;;;E;;O;P;UFR                   |1    |bad-date|from: found no date",
                "1;A1;Dupont;Anne;01/02/2000;S;2026;01/09/2026;;;;;A;;O;P;UFR         |1    |bad-date|off: found no date",
                "1;A1;Dupont;Anne;01/02/2000;S;2026;01/09/2026;;;;;E;;O;N;UFR         |1    |no-right|paid: found 'N'; expected one of P",
                "1;A1;Dupont;Anne;01/02/2000;S;2026;01/09/2026;;;;;X;;O;P;UFR         |1    |no-right|status: found 'X'; expected one of [A, E]",
                "1;A1;Dupont;Anne;01/02/2000;Z;2026;01/09/2026;;;;;E;;O;P;UFR         |1    |bad-row|kind: found 'Z'; expected one of [H, S]",
                "1;A1;Dupont;Anne;01/02/2000;S;2026;01/09/2026;;;;;E;;O;P;U F         |1    |bad-row|unit: 'U F' is not the code of a structure",
                "1;A/1;Dupont;Anne;01/02/2000;S;2026;01/09/2026;;;;;E;;O;P;UFR        |1    |bad-row|ine: 'ine:A/1' is not a person's number",
                "1;A1;Dupont;Anne;01/02/2000;H;2026;01/09/2026;;;;;E;;O;P;UFR         |1    |not-validated|hosted: nobody in charge",
                "1;A1;Dupont;Anne;01/02/2000;H;2026;01/09/2026;;;;me;E;;O;P;UFR       |1    |no-end-date|hosted: this population needs an end date",
                "1;A1;Dupont;Anne;01/02/2000;H;2026;01/09/2026;03/09/2026;;;me;E;;O;P;UFR|1 |too-short|is 3 days; expected more than 3",
            })
    void aRowIsHeldWithTheFirstReason(String row, String key, String reason, String detail) throws Exception {
        Extract extract = withGoodOnes(row);

        assertThat(extract.records()).hasSize(10);
        assertThat(extract.held()).singleElement().satisfies(held -> {
            assertThat(held.key().value()).isEqualTo(key);
            assertThat(held.reason().word()).isEqualTo(reason);
            assertThat(held.detail()).startsWith("people.csv, line 2: ").contains(detail);
        });
    }

    @Test
    void anUnpaidRowDoesNotStopTheOthersOfItsKey() throws Exception {
        Extract extract = withGoodOnes(GOOD, GOOD.replace(";2026;", ";2025;").replace(";P;", ";N;"));

        assertThat(person(extract, "1").affiliations()).hasSize(1);
        assertThat(extract.held()).hasSize(1);
    }

    @Test
    void theRowsOfAYearAreOneAffiliationThatBeginsWithTheEarliest() throws Exception {
        Extract extract =
                withGoodOnes(GOOD, GOOD.replace("01/09/2026", "15/08/2026").replace("O;P;UFR", "N;P;IUT"));

        Affiliation one = only(person(extract, "1"));
        assertThat(one.facts().begin()).isEqualTo(LocalDate.of(2026, 8, 15));
        assertThat(one.structure()).isEqualTo(new StructureCode("UFR"));
    }

    @ParameterizedTest(name = "{0}, {1} and {2}, {3}: begin {4}, cancelled {5}")
    @org.junit.jupiter.params.provider.CsvSource({
        // made, cancelled, made, cancelled
        "01/09/2026,           , 05/09/2026, 20/09/2026, 2026-09-01,           ",
        "01/09/2026, 10/09/2026, 05/09/2026, 20/09/2026, 2026-09-01, 2026-09-20",
        "01/09/2026, 01/09/2026, 05/09/2026,           , 2026-09-05,           ",
        "01/09/2026, 31/08/2026, 05/09/2026, 20/09/2026, 2026-09-05, 2026-09-20",
        "01/08/2026, 01/08/2026, 05/09/2026, 05/09/2026, 2026-09-05, 2026-09-05",
    })
    void aYearIsCancelledOnlyWithAllItsRows(
            String made1, String off1, String made2, String off2, LocalDate begin, LocalDate cancelled)
            throws Exception {
        Extract extract = withGoodOnes(student("O", made1, off1), student("N", made2, off2));

        Facts facts = only(person(extract, "1")).facts();
        assertThat(facts.begin()).isEqualTo(begin);
        assertThat(facts.cancelled()).isEqualTo(cancelled);
    }

    private static String student(String main, String made, String off) {
        String status = off == null ? "E;" : "A;" + off;
        return "1;A1;Dupont;Anne;01/02/2000;S;2026;" + made + ";;;;;" + status + ";" + main + ";P;UFR";
    }

    @Test
    void theCancellationDayOfAValidRowIsNotRead() throws Exception {
        Extract extract = withGoodOnes(GOOD.replace("E;;O", "E;31/02/2026;O"));

        assertThat(only(person(extract, "1")).facts().cancelled()).isNull();
    }

    @ParameterizedTest(name = "planned {0}, early {1}: end {2}, cancelled {3}")
    @org.junit.jupiter.params.provider.CsvSource({
        "30/09/2026,           , 2026-09-30,           ",
        "30/09/2026, 02/09/2026, 2026-09-30, 2026-09-02",
        "30/09/2026, 15/10/2026, 2026-10-15,           ",
        "30/09/2026, 31/12/2999, 2026-09-30,           ",
    })
    void anEarlyEndClosesAValidatedStayInsteadOfHoldingIt(
            String planned, String early, LocalDate end, LocalDate cancelled) throws Exception {
        Extract extract =
                withGoodOnes(HOSTED.replace("30/09/2026;;", planned + ";" + (early == null ? "" : early) + ";"));

        Facts facts = only(person(extract, "5")).facts();
        assertThat(facts.end()).isEqualTo(end);
        assertThat(facts.cancelled()).isEqualTo(cancelled);
        assertThat(extract.held()).isEmpty();
    }

    @Test
    void oneKeyIsNotTwoPeople() throws Exception {
        Extract extract = withGoodOnes(
                GOOD, GOOD.replace("Anne", "Paul").replace("Dupont", "Martin").replace(";2026;", ";2025;"));

        assertThat(extract.records()).hasSize(10);
        assertThat(extract.held()).singleElement().satisfies(held -> {
            assertThat(held.reason()).isEqualTo(HoldReason.ANOTHER_PERSON);
            assertThat(held.detail())
                    .isEqualTo(
                            "people.csv, line 2: found Anne Dupont, born 2000-02-01; expected Paul Martin, born "
                                    + "2000-02-01 as in line 3, since the key is the same. Correct the wrong one in the application");
        });
    }

    @Test
    void accentsCaseAndHyphensAreNoOtherPersonAndTheNewestSpellingCounts() throws Exception {
        String newest = GOOD.replace("Dupont;Anne", "Dupœnt;Anne-Zoé");
        Extract extract = withGoodOnes(
                newest, newest.replace("Dupœnt;Anne-Zoé", "DUPOENT;ANNE ZOE").replace(";2026;", ";2025;"));

        assertThat(person(extract, "1").civil().birthName()).isEqualTo("Dupœnt");
        assertThat(person(extract, "1").affiliations()).hasSize(2);
    }

    @Test
    void aHundredThousandRowsAreRead() throws Exception {
        String[] rows = IntStream.range(0, 100_000)
                .mapToObj(i -> GOOD.replace("1;A1", i + ";B" + i))
                .toArray(String[]::new);

        assertThat(Extracts.read(dir, rows).records()).hasSize(100_000);
    }

    private static PersonRecord person(Extract extract, String key) {
        return extract.records().stream()
                .filter(one -> one.key().value().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static Affiliation only(PersonRecord person) {
        assertThat(person.affiliations()).hasSize(1);
        return person.affiliations().first();
    }
}
