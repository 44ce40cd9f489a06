package fr.sesame.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each value knows its normal form, its equality, and what it is not. */
class ValuesTest {
    private static final String A32 = "a".repeat(32);
    private static final String A64 = "a".repeat(64);

    private static void refused(Function<String, ?> type, String value, String message) {
        assertThatThrownBy(() -> type.apply(value))
                .as(value)
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aLoginIsLowerCaseAscii() {
        assertThat(new Login("MDupont")).isEqualTo(new Login("mdupont")).hasToString("mdupont");
        assertThat(List.of("a", "j.le-goff_2", A64))
                .allSatisfy(value -> assertThat(new Login(value)).hasToString(value));
        assertThat(new Login("adupont")).isLessThan(new Login("bdupont"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "2dupont", ".dupont", "-a", "m dupont", "mdupont ", "hélène", "a@b", "a\n"})
    void anythingElseIsNoLogin(String value) {
        refused(Login::new, value, "is not a login");
    }

    @Test
    void aLoginIsAtMost64Long() {
        refused(Login::new, A64 + "a", "at most 63");
    }

    @Test
    void twoSpellingsOfAMailAddressAreEqual() {
        assertThat(new MailAddress("Marie.Dupont@Univ.Example"))
                .isEqualTo(new MailAddress("marie.dupont@univ.example"))
                .hasToString("marie.dupont@univ.example")
                .isLessThan(new MailAddress("z@a.fr"));
        assertThat(new MailAddress("jean-baptiste.le-goff+x_y@mail.univ-2.fr").value())
                .startsWith("jean");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "marie",
                "@univ.fr",
                "marie@",
                "marie@univ",
                ".marie@univ.fr",
                "marie.@univ.fr",
                "a..b@univ.fr",
                "a b@univ.fr",
                "o'neil@univ.fr",
                "hélène@univ.fr",
                "a@-univ.fr",
                "a@univ-.fr",
                "a@univ..fr",
                "a@b@univ.fr"
            })
    void anythingElseIsNoMailAddress(String value) {
        refused(MailAddress::new, value, "is not a mail address");
    }

    @Test
    void aMailAddressIsAtMost254Long() {
        String local = "a".repeat(254 - "@univ.fr".length());
        assertThat(new MailAddress(local + "@univ.fr").value()).hasSize(254);
        refused(MailAddress::new, local + "a@univ.fr", "is not a mail address");
    }

    @ParameterizedTest
    @CsvSource({
        "apogee:20100000, apogee, 20100000",
        "apogee:INE:0123456789X, apogee, INE:0123456789X",
        "siham-2:0042 a, siham-2, 0042 a",
        "local:Élodie B, local, Élodie B"
    })
    void aSourceKeyReadsBackWithItsCaseAndZeros(String text, String source, String value) {
        assertThat(SourceKey.parse(text))
                .isEqualTo(new SourceKey(source, value))
                .hasToString(text);
    }

    @Test
    void spacesAroundAKeyAreNotPartOfIt() {
        assertThat(new SourceKey("siham", " 0042 ")).isEqualTo(new SourceKey("siham", "0042"));
        assertThat(new SourceKey("siham", "0042")).isNotEqualTo(new SourceKey("siham", "42"));
    }

    @Test
    void keysAreOrderedBySourceThenValue() {
        assertThat(List.of(SourceKey.parse("apogee:2"), SourceKey.parse("siham:1"), SourceKey.parse("siham:2")))
                .isSorted();
    }

    @Test
    void anythingElseIsNoSourceKey() {
        refused(SourceKey::parse, "apogee", "expected source:key");
        refused(SourceKey::parse, "Apogee:1", "is not the name of a source");
        refused(SourceKey::parse, ":1", "is not the name of a source");
        refused(SourceKey::parse, A32 + "a:1", "is not the name of a source");
        refused(SourceKey::parse, "apogee:", "is not a key of apogee");
        refused(SourceKey::parse, "apogee:  ", "is not a key of apogee");
        refused(SourceKey::parse, "apogee:1\u00002", "control character");
        refused(SourceKey::parse, "apogee:" + "1".repeat(101), "1 to 100");
        assertThat(SourceKey.parse(A32 + ":" + "1".repeat(100)).value()).hasSize(100);
    }

    @Test
    void aPersonNumberReadsBack() {
        assertThat(PersonNumber.parse("hr:110089"))
                .isEqualTo(new PersonNumber("hr", "110089"))
                .hasToString("hr:110089");
        assertThat(List.of(PersonNumber.parse("hr:2"), PersonNumber.parse("ine:1"), PersonNumber.parse("ine:2")))
                .isSorted();
        assertThat(PersonNumber.parse("hr:2")).isLessThan(PersonNumber.parse("ine:1"));
        for (String text : List.of("110089", "hr:", ":1", "HR:1", "hr:1 2", "hr:" + A64 + "1", "hr:1:2", "hr:é")) {
            refused(PersonNumber::parse, text, "expected kind:number");
        }
    }

    @Test
    void populationsReasonsAndStructuresHaveTheirForms() {
        assertThat(new Population("teacher-hourly"))
                .hasToString("teacher-hourly")
                .isLessThan(new Population("z"));
        assertThat(new HoldReason("my-reason")).hasToString("my-reason").isLessThan(new HoldReason("z"));
        assertThat(new StructureCode("UFR_SCI.1-a")).hasToString("UFR_SCI.1-a").isLessThan(new StructureCode("V"));
        for (String text : List.of("", "Student", "2nd", "a b", "é", A32 + "a")) {
            refused(Population::new, text, "is not the name of a population");
            refused(HoldReason::new, text, "is not a reason");
        }
        for (String text : List.of("", "UFR SCI", "É", "a".repeat(129))) {
            refused(StructureCode::new, text, "is not the code of a structure");
        }
        assertThat(new StructureCode("a".repeat(128)).value()).hasSize(128);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "Dupont,     none,     none,  Dupont",
                "Dupont,     '',       none,  Dupont",
                "' Dupont ', 'Dupont', none,  Dupont",
                "Dupont,     ' Le Goff ', Le Goff, Le Goff"
            })
    void theFamilyNameIsTheUsualNameIfThereIsOne(
            String birthName, @Nullable String usualName, @Nullable String kept, String familyName) {
        CivilIdentity civil = new CivilIdentity(birthName, usualName, " Marie ", LocalDate.of(1990, 2, 1));
        assertThat(civil.usualName()).isEqualTo(kept);
        assertThat(civil.familyName()).isEqualTo(familyName);
        assertThat(civil.givenName()).isEqualTo("Marie");
    }

    @Test
    void aPersonNeedsBothNames() {
        refused(name -> new CivilIdentity(name, "Dupont", "Marie", LocalDate.EPOCH), " ", "needs a birth name");
        refused(name -> new CivilIdentity("Dupont", null, name, LocalDate.EPOCH), " ", "needs a birth name");
    }
}
