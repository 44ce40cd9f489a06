package fr.sesame.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of an attribute when a source speaks: by master, by what it gave before, and by what somebody wrote since. */
class AttributeRulesTest {
    private static final List<String> ORDER = List.of("apogee", "siham", "harpege");

    private static AttributeRules rules(Master master) {
        return new AttributeRules(Map.of("mobile", master), ORDER);
    }

    /** {@code siham:1=A siham:1=B}. */
    private static SortedSet<GivenValue> given(String text) {
        SortedSet<GivenValue> given = new TreeSet<>();
        for (String word : words(text)) {
            String[] parts = word.split("=");
            given.add(new GivenValue(SourceKey.parse(parts[0]), "mobile", parts[1]));
        }
        return given;
    }

    private static List<String> words(String text) {
        return text == null || text.isBlank()
                ? List.of()
                : Arrays.asList(text.strip().split(" +"));
    }

    private static PersonAttributes attributes(String given, String values) {
        return PersonAttributes.of(given(given), new TreeMap<>(Map.of("mobile", new TreeSet<>(words(values)))));
    }

    @ParameterizedTest(name = "{0}: gave {1}, there {2}, gives {3} -> {4}")
    @CsvSource(delimiter = '|', textBlock = """
            # master | it gave last        | what is there | it gives            | what is there then
            source   |                     |               | siham:1=A           | A
            source   | siham:1=A           | A             | siham:1=A           | A
            source   | siham:1=A           | A             | siham:1=B           | B
            source   | siham:1=A           | A             |                     |
            source   | siham:1=A           | X             | siham:1=A           | A
            source   | siham:1=A           |               | siham:1=A           | A
            source   | siham:1=A           | A X           |                     | X
            source   | siham:1=A           | X             |                     | X
            source   |                     | X             | siham:1=A           | A
            source   |                     | X             |                     | X
            source   | siham:1=A siham:1=B | A B           | siham:1=B siham:1=C | B C
            source   | siham:1=A harpege:9=B | B           | siham:1=C harpege:9=B | B
            source   | siham:1=A harpege:9=B | B           | siham:1=A           | A
            source   | siham:1=A siham:2=B | B             | siham:1=A siham:2=C | C
            self     |                     |               | siham:1=A           | A
            self     | siham:1=A           | A             | siham:1=B           | B
            self     | siham:1=A           | A             |                     |
            self     | siham:1=A           | X             | siham:1=A           | X
            self     | siham:1=A           | X             | siham:1=B           | X
            self     | siham:1=A           | X             |                     | X
            self     | siham:1=A           |               | siham:1=B           |
            self     | siham:1=A           | A X           | siham:1=B           | A X
            self     |                     | X             | siham:1=A           | X
            self     | siham:1=A           | X             | siham:1=X           | X
            self     | siham:1=X           | X             | siham:1=B           | B
            self     | siham:1=A harpege:9=B | B           | siham:1=A harpege:9=C | C
            self     | siham:1=A harpege:9=B | A           | siham:1=A harpege:9=C | C
            local    | siham:1=A           | X             | siham:1=B           | X
            local    | siham:1=A           | A             | siham:1=B           | B
            """)
    void whatIsThereAfterASourceHasSpoken(String master, String gave, String there, String gives, String then) {
        PersonAttributes before = attributes(gave, there);
        PersonAttributes after =
                rules(Master.valueOf(master.toUpperCase(java.util.Locale.ROOT))).after(before, "siham", given(gives));
        assertThat(after.of("mobile")).containsExactlyElementsOf(words(then));
        assertThat(after.given()).isEqualTo(given(gives));
    }

    @Test
    void theOtherSourcesAttributesAreNotLookedAt() {
        PersonAttributes before = attributes("siham:1=A", "X");
        assertThat(rules(Master.SOURCE).after(before, "apogee", before.given())).isSameAs(before);
        assertThat(rules(Master.SOURCE).after(PersonAttributes.NONE, "apogee", new TreeSet<>()))
                .isSameAs(PersonAttributes.NONE);
    }

    @Test
    void whatARecordOfAnotherSourceCeasedToGiveGoesToo() {
        PersonAttributes before = attributes("siham:1=A", "A");
        assertThat(rules(Master.SOURCE).after(before, "apogee", new TreeSet<>()))
                .isEqualTo(PersonAttributes.NONE);
    }

    @ParameterizedTest(name = "{0}: given {1}, there {2}")
    @CsvSource({
        "source, siham:1=A, A, siham:1, A, false",
        "self,   siham:1=A, X, siham:1, A, true",
        "self,   siham:1=A, '', siham:1, A, true",
        "local,  siham:1=A harpege:9=B, B, harpege:9, B, false",
        "local,  siham:1=A harpege:9=B, A, harpege:9, B, true"
    })
    void whoseItIs(String master, String given, String there, String record, String says, boolean changed) {
        AttributeRules.Ownership one = rules(Master.valueOf(master.toUpperCase(java.util.Locale.ROOT)))
                .ownership(attributes(given, there))
                .get(0);
        assertThat(one.attribute()).isEqualTo("mobile");
        assertThat(one.master().word()).isEqualTo(master);
        assertThat(one.from().orElseThrow()).isEqualTo(SourceKey.parse(record));
        assertThat(one.given()).containsExactly(says);
        assertThat(one.isChanged()).isEqualTo(changed);
    }

    @Test
    void aNameThatNobodyGivesIsTheSources() {
        assertThat(rules(Master.SELF).masterOf("title")).isEqualTo(Master.SOURCE);
    }

    @Test
    void anotherAddressKeepsTheOldOne() {
        Account account = Accounts.of(Timeline.always(Phase.ACTIVE), null);
        Account renamed = account.withMail(new MailAddress("jeanne.martin@univ.example"));
        assertThat(renamed.mail().value()).isEqualTo("jeanne.martin@univ.example");
        assertThat(renamed.otherMails()).containsExactly("jeanne.dupont@univ.example");
        Account back = renamed.withMail(account.mail());
        assertThat(back.mail()).isEqualTo(account.mail());
        assertThat(back.otherMails()).containsExactly("jeanne.martin@univ.example");
        assertThat(account.withMail(account.mail())).isEqualTo(account);
    }
}
