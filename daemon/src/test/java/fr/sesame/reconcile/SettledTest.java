package fr.sesame.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import fr.sesame.account.Account;
import fr.sesame.account.Act;
import fr.sesame.account.Affiliation;
import fr.sesame.account.CivilIdentity;
import fr.sesame.account.Facts;
import fr.sesame.account.Login;
import fr.sesame.account.MailAddress;
import fr.sesame.account.PersonNumber;
import fr.sesame.account.PersonRecord;
import fr.sesame.account.Phase;
import fr.sesame.account.Population;
import fr.sesame.account.Ruling;
import fr.sesame.account.SourceKey;
import fr.sesame.account.Timeline;
import fr.sesame.identity.Rulings;
import fr.sesame.source.Extract;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who need not be correlated; that the others are correlated as before is what all other tests of plans show. */
class SettledTest {
    private static final Instant NOW = Instant.parse("2026-11-25T06:00:00Z");
    private static final CivilIdentity ADA = civil("Lovelace");

    private static CivilIdentity civil(String name) {
        return new CivilIdentity(name, null, "Ada", LocalDate.of(1980, 12, 10));
    }

    private static SourceKey key(String text) {
        return SourceKey.parse(text);
    }

    private static Affiliation affiliation(String key) {
        return new Affiliation(key(key), new Population("staff"), null, Facts.NONE);
    }

    private static Account account(String login, Set<String> keys, Set<String> numbers) {
        TreeSet<Affiliation> affiliations = new TreeSet<>();
        keys.forEach(key -> affiliations.add(affiliation(key)));
        return new Account(
                new Login(login),
                new MailAddress(login + "@univ.example"),
                ADA,
                numbers(numbers),
                affiliations,
                Timeline.always(Phase.ACTIVE),
                null);
    }

    private static TreeSet<PersonNumber> numbers(Set<String> numbers) {
        TreeSet<PersonNumber> parsed = new TreeSet<>();
        numbers.forEach(number -> parsed.add(PersonNumber.parse(number)));
        return parsed;
    }

    private static PersonRecord record(String key, CivilIdentity civil, String... numbers) {
        return new PersonRecord(key(key), civil, numbers(Set.of(numbers)), new TreeSet<>(List.of(affiliation(key))));
    }

    private static Extract extract(PersonRecord record, Map<SourceKey, SourceKey> formerKeys) {
        return new Extract("siham", List.of(record), List.of(), new Extract.Facts("siham.csv", 1, NOW, ""), formerKeys);
    }

    private static Settled of(PersonRecord record, Account... accounts) {
        return Settled.of(List.of(accounts), extract(record, Map.of()), Rulings.NONE);
    }

    private static void assertOpen(Settled settled, PersonRecord record) {
        assertThat(settled.records()).isEmpty();
        assertThat(settled.open()).containsExactly(record);
    }

    private final Account ada = account("alovelace", Set.of("siham:1", "apogee:9"), Set.of("hr:7", "ine:a"));

    @ParameterizedTest
    @CsvSource({"hr:7", "ine:a", "''"})
    void whoeverSaysWhatIsKnownIsSettled(String number) {
        PersonRecord same = number.isEmpty() ? record("siham:1", ADA) : record("siham:1", ADA, number);

        Settled settled = of(same, ada);

        assertThat(settled.records()).isEqualTo(Map.of(ada.login(), List.of(same)));
        assertThat(settled.open()).isEmpty();
    }

    @Test
    void anUnknownKeyIsOpen() {
        PersonRecord other = record("siham:2", ADA, "hr:7");

        assertOpen(of(other, ada), other);
    }

    @Test
    void aKeyOfAnotherSourceIsNone() {
        PersonRecord other = record("siham:9", ADA);

        assertOpen(of(other, ada), other);
    }

    @Test
    void anotherNameIsOpenBeItForAnAccent() {
        PersonRecord other = record("siham:1", civil("Lovelàce"));

        assertOpen(of(other, ada), other);
    }

    @Test
    void aNewNumberIsOpen() {
        PersonRecord other = record("siham:1", ADA, "hr:7", "hr:8");

        assertOpen(of(other, ada), other);
    }

    @Test
    void aNumberThatAnotherAccountHasTooIsOpen() {
        PersonRecord same = record("siham:1", ADA, "hr:7");

        assertOpen(of(same, ada, account("blovelace", Set.of(), Set.of("hr:7"))), same);
    }

    @Test
    void aKeyThatTwoAccountsHaveIsOpen() {
        PersonRecord same = record("siham:1", ADA);

        assertOpen(of(same, ada, account("blovelace", Set.of("siham:1"), Set.of())), same);
    }

    @Test
    void whoIsRenumberedIsOpen() {
        PersonRecord same = record("siham:1", ADA);

        assertOpen(Settled.of(List.of(ada), extract(same, Map.of(key("siham:1"), key("siham:0"))), Rulings.NONE), same);
    }

    @ParameterizedTest
    @CsvSource({"alovelace, blovelace", "siham:1, siham:2", "apogee:9, blovelace"})
    void ofWhomSomethingWasDecidedIsOpen(String one, String other) {
        PersonRecord same = record("siham:1", ADA);
        Ruling ruling = new Ruling(one, other, Ruling.Verdict.DIFFERENT, new Act("operator", NOW, "seen them"));

        assertOpen(Settled.of(List.of(ada), extract(same, Map.of()), new Rulings(List.of(ruling))), same);
    }
}
