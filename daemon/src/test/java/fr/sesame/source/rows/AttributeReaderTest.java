package fr.sesame.source.rows;

import static org.assertj.core.api.Assertions.assertThat;

import fr.sesame.account.GivenAttributes;
import fr.sesame.source.rows.AttributeColumns.Unknown;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From the columns of a row to the values of an attribute, step by step; what cannot be is said, and nothing else is lost. */
class AttributeReaderTest {
    private static final DateReader DATES =
            new DateReader(new DateForms(List.of("dd/MM/yyyy"), Set.of(), Set.of(), false), ZoneId.of("Europe/Paris"));
    private static final Map<String, String> TABLE = Map.of("ENS", "Enseignant", "BIA", "BIATSS");

    /** Takes all but an X, and capitals for small letters. */
    private record Form(boolean isSingle) implements ValueForm {
        @Override
        public Optional<String> refusal(String value) {
            return value.contains("X") ? Optional.of("no X") : Optional.empty();
        }

        @Override
        public String normal(String value) {
            return value.toLowerCase(Locale.ROOT);
        }
    }

    private final List<String> said = new ArrayList<>();

    private GivenAttributes read(Row row, AttributeColumns... attributes) {
        return new AttributeReader(List.of(attributes), DATES).read(row, said::add);
    }

    private static Row row(String... values) {
        return new Row(new Position("file.csv", "line", 2), List.of(values), Map.of("A", 0, "B", 1));
    }

    private static AttributeColumns templates(String... templates) {
        return new AttributeColumns(
                "title",
                new Form(false),
                List.of(templates).stream().map(Template::parse).toList(),
                null,
                List.of(),
                Map.of(),
                Unknown.HOLD,
                "",
                "");
    }

    private static AttributeColumns split(boolean single, Conversion... conversions) {
        return new AttributeColumns(
                "title",
                new Form(single),
                List.of(Template.column("A")),
                ",",
                List.of(conversions),
                Map.of(),
                Unknown.HOLD,
                "",
                "");
    }

    private static AttributeColumns table(Unknown unknown) {
        return new AttributeColumns(
                "title",
                new Form(false),
                List.of(Template.column("A")),
                null,
                List.of(Conversion.UPPER),
                TABLE,
                unknown,
                "Autre",
                "{N}");
    }

    private String values(GivenAttributes given) {
        SortedSet<String> values = given.values().get("title");
        return values == null ? "" : String.join("+", values);
    }

    @ParameterizedTest
    @CsvSource({
        "'{A} {B}',  U3,  12, U3 12",
        "'{A} {B}',  U3,  '', ''",
        "'{A} {B}',  '',  12, ''",
        "'{A}',      ' ', 12, ''",
        "'B. {A}/',  U3,  '', B. U3/",
        "'{A}{A}',   U,   '', UU"
    })
    void aTemplateIsFilledIfAllOfItsColumnsAre(String template, String a, String b, String made) {
        assertThat(values(read(row(a, b), templates(template)))).isEqualTo(made);
        assertThat(said).isEmpty();
    }

    @Test
    void theFirstTemplateThatIsFilledCounts() {
        AttributeColumns attribute = templates("{A} {B}", "{B}");
        assertThat(values(read(row("U3", "12"), attribute))).isEqualTo("U3 12");
        assertThat(values(read(row("", "12"), attribute))).isEqualTo("12");
        assertThat(values(read(row("U3", ""), attribute))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'a, b,,a ,A', a+b", "',', ''", "'', ''", "' a ', a"})
    void severalValuesAreToldApartAndEachIsThereOnce(String text, String made) {
        assertThat(values(read(row(text, ""), split(false)))).isEqualTo(made);
    }

    @Test
    void oneBadValueOfSeveralHoldsTheAttribute() {
        GivenAttributes given = read(row("0123456789,12", ""), split(false, Conversion.TELEPHONE));
        assertThat(given.values()).isEmpty();
        assertThat(given.held()).containsExactly("title");
        assertThat(said).singleElement().asString().contains("title", "'12'", "01 23 45 67 89");
    }

    @Test
    void anAttributeOfOneValueTakesOne() {
        assertThat(read(row("a,b", ""), split(true)).held()).containsExactly("title");
        assertThat(said).singleElement().asString().contains("2 values");
        assertThat(values(read(row("a,A", ""), split(true)))).isEqualTo("a");
    }

    @ParameterizedTest
    @CsvSource({
        "HOLD,      ens, {N}Enseignant, false",
        "HOLD,      zzz, '',            true",
        "KEEP,      zzz, {N}ZZZ,        false",
        "LEAVE_OUT, zzz, '',            false",
        "DEFAULT,   zzz, {N}Autre,      false",
        "DEFAULT,   bia, {N}BIATSS,     false",
        "DEFAULT,   '',  '',            false",
        "HOLD,      '',  '',            false"
    })
    void aTableSaysWhatBecomesOfWhatItDoesNotHave(Unknown unknown, String text, String made, boolean held) {
        GivenAttributes given = read(row(text, ""), table(unknown));
        assertThat(values(given)).isEqualTo(made);
        assertThat(given.held().contains("title")).isEqualTo(held);
        assertThat(said).hasSize(held ? 1 : 0);
        if (held) {
            assertThat(said.get(0)).contains("'ZZZ'", "[BIA, ENS]");
        }
    }

    @Test
    void whatTheDirectoryDoesNotTakeIsSaid() {
        assertThat(read(row("X1", ""), templates("{A}")).held()).containsExactly("title");
        assertThat(said).singleElement().asString().isEqualTo("title: found 'X1'; expected no X");
        said.clear();
        assertThat(read(row("a".repeat(1025), ""), templates("{A}")).held()).containsExactly("title");
        assertThat(said).singleElement().asString().contains("1025 characters");
    }
}
