package fr.sesame.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import fr.sesame.account.Account;
import fr.sesame.account.Act;
import fr.sesame.account.Affiliation;
import fr.sesame.account.CivilIdentity;
import fr.sesame.account.Erasure;
import fr.sesame.account.Facts;
import fr.sesame.account.Lock;
import fr.sesame.account.Login;
import fr.sesame.account.MailAddress;
import fr.sesame.account.PersonNumber;
import fr.sesame.account.Population;
import fr.sesame.account.Ruling;
import fr.sesame.account.SourceKey;
import fr.sesame.account.Structure;
import fr.sesame.account.StructureCode;
import fr.sesame.account.Timeline;
import fr.sesame.account.Tombstone;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every directory keeps. A subclass for each. */
public abstract class DirectoryContract {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final String TIMELINE =
            "prepared 20260914220000Z=active 20271231230000Z=pending 20280101230000Z=inactive";

    /** An empty one; the test does not close it. */
    protected abstract Directory directory() throws Exception;

    /** A directory that makes states visible by itself does so by its own clock. */
    protected void itIs(Instant instant) {}

    private static Account account(String uid, String timeline, @Nullable Lock lock) {
        SourceKey key = new SourceKey("apogee", "2010-" + uid);
        Facts facts = Facts.NONE
                .withBegin(LocalDate.of(2026, 9, 14))
                .withYear(2026)
                .withCancelled(LocalDate.of(2027, 2, 28))
                .withValidatedBy("resp [1] \\ 2");
        return new Account(
                new Login(uid),
                new MailAddress(uid + "@univ.example"),
                new CivilIdentity("Œuvrard", "de La Tour-d'Auvergne", "Đặng", LocalDate.of(2004, 2, 29)),
                new TreeSet<>(List.of(new PersonNumber("ine", "0123456789X"), new PersonNumber("hr", "110089"))),
                new TreeSet<>(List.of(
                        new Affiliation(key, new Population("student"), new StructureCode("UFRSCI"), facts),
                        new Affiliation(
                                key, new Population("staff"), null, Facts.NONE.withBegin(LocalDate.of(2020, 1, 1))))),
                Timeline.parse(timeline),
                lock);
    }

    @Test
    void whatIsWrittenIsReadBackWhole() throws Exception {
        Lock lock = new Lock(
                Lock.Kind.ADMINISTRATIVE,
                Instant.parse("2026-11-01T08:00:00Z"),
                Instant.parse("2027-11-01T08:00:00Z"),
                "rssi",
                "charte [§ 3] = \\ refusée");
        Account written = account("aoeuvrard", TIMELINE, lock);
        Structure structure =
                new Structure(new StructureCode("UFRSCI"), "UFR Sciences", "UFR", new StructureCode("UNIV"));
        Directory directory = directory();
        directory.apply(new Change.CreateStructure(structure), NOW);
        directory.apply(new Change.CreateAccount(written), NOW);

        assertThat(directory.find(new Login("aoeuvrard"))).contains(written);
        assertThat(directory.snapshot())
                .isEqualTo(new Snapshot(List.of(written), List.of(structure), List.of(), Set.of()));
        List<Account> passing = new ArrayList<>();
        directory.forEachAccount(passing::add);
        assertThat(passing).containsExactly(written);
        assertThat(directory.find(new Login("nobody"))).isEmpty();
    }

    @Test
    void anUpdateChangesWhatChanged() throws Exception {
        Account before = account("b", TIMELINE, null);
        Account after = new Account(
                before.login(),
                before.mail(),
                new CivilIdentity("Martin", null, "Ana", LocalDate.of(2000, 1, 1)),
                new TreeSet<>(),
                new TreeSet<>(List.of(before.affiliations().first())),
                Timeline.parse("active"),
                null);
        Directory directory = directory();
        directory.apply(new Change.CreateAccount(before), NOW);
        directory.apply(new Change.UpdateAccount(before, after), NOW);

        assertThat(directory.find(before.login())).contains(after);
    }

    @Test
    void aStructureIsRenamedAndMoved() throws Exception {
        Structure before = new Structure(new StructureCode("DSI"), "Informatique", "SVC", new StructureCode("UNIV"));
        Structure after = new Structure(new StructureCode("DSI"), "Numérique", "DIR", null);
        Directory directory = directory();
        directory.apply(new Change.CreateStructure(before), NOW);
        directory.apply(new Change.UpdateStructure(before, after), NOW);

        assertThat(directory.snapshot().structures()).containsExactly(after);
    }

    @Test
    void nobodyIsCreatedTwiceAndWhoIsNotThereIsNotUpdated() throws Exception {
        Account one = account("twice", TIMELINE, null);
        Directory directory = directory();
        directory.apply(new Change.CreateAccount(one), NOW);

        assertThatThrownBy(() -> directory.apply(new Change.CreateAccount(one), NOW))
                .isInstanceOfSatisfying(
                        DirectoryException.class,
                        e -> assertThat(e.isUnreachable()).isFalse())
                .hasMessageContaining("twice");
        Account other = account("other", TIMELINE, null);
        assertThatThrownBy(() -> directory.apply(new Change.UpdateAccount(other, other), NOW))
                .isInstanceOf(DirectoryException.class)
                .hasMessageContaining("other");
        assertThatThrownBy(() -> directory.setPassword(new Login("other"), "x")).isInstanceOf(DirectoryException.class);
    }

    private static List<Login> due(Directory directory, Instant instant) throws DirectoryException {
        List<DirectoryException> unreadable = new ArrayList<>();
        List<Due> due = directory.dueBy(instant, unreadable::add);
        assertThat(unreadable).isEmpty();
        assertThat(due).isSorted().allSatisfy(one -> assertThat(one.at()).isBeforeOrEqualTo(instant));
        return due.stream().map(Due::login).toList();
    }

    @Test
    void whoseChangeIsPastIsDueEarliestFirstUntilItIsShown() throws Exception {
        Directory directory = directory();
        Account later = account("later", "active 20270201000000Z=pending", null);
        Account sooner = account("sooner", "active 20270101000000Z=pending", null);
        for (Account account : List.of(
                later,
                sooner,
                account("never", "active", null),
                account("past", "active 20200101000000Z=pending", null))) {
            directory.apply(new Change.CreateAccount(account), NOW);
        }

        assertThat(directory.notShown(10, e -> fail(e))).isEmpty();
        assertThat(due(directory, NOW)).isEmpty();
        assertThat(due(directory, Instant.parse("2026-12-31T23:59:59Z"))).isEmpty();
        assertThat(due(directory, Instant.parse("2027-01-01T00:00:00Z"))).containsExactly(sooner.login());
        assertThat(due(directory, Instant.parse("2030-01-01T00:00:00Z")))
                .containsExactly(sooner.login(), later.login());

        itIs(Instant.parse("2027-01-01T00:00:00Z"));
        directory.apply(new Change.ShowState(sooner), Instant.parse("2027-01-01T00:00:00Z"));
        assertThat(due(directory, Instant.parse("2030-01-01T00:00:00Z"))).containsExactly(later.login());
    }

    @Test
    void aLockThatEndsIsDueToo() throws Exception {
        Lock lock = new Lock(Lock.Kind.TECHNICAL, NOW.minusSeconds(60), NOW.plusSeconds(60), "rssi", "phishing");
        Account locked = account("locked", "active", lock);
        Directory directory = directory();
        directory.apply(new Change.CreateAccount(locked), NOW);

        assertThat(due(directory, NOW.plusSeconds(59))).isEmpty();
        assertThat(due(directory, NOW.plusSeconds(60))).containsExactly(locked.login());
    }

    @Test
    void ofAnErasedAccountATombstoneIsLeft() throws Exception {
        Directory directory = directory();
        Account erased = account("gone", "inactive", null);
        Account other = account("stays", "active", null);
        directory.apply(new Change.CreateAccount(erased), NOW);
        directory.apply(
                new Change.CreateAccount(new Account(
                        other.login(),
                        other.mail(),
                        other.civil(),
                        other.numbers(),
                        new TreeSet<>(),
                        other.timeline(),
                        null)),
                NOW);
        Erasure erasure = new Erasure(NOW, "dpo", "request");
        TreeSet<String> hashes = new TreeSet<>(List.of("k.one", "k.two"));

        Tombstone tombstone = directory.erase(erased, hashes, erasure);

        assertThat(tombstone)
                .isEqualTo(new Tombstone(
                        erased.login(),
                        new TreeSet<>(List.of("gone", "gone@univ.example")),
                        hashes,
                        erasure,
                        new TreeSet<>()));
        assertThat(directory.tombstones()).containsExactly(tombstone);
        assertThat(directory.find(erased.login())).isEmpty();
        Snapshot snapshot = directory.snapshot();
        assertThat(snapshot.tombstones()).containsExactly(tombstone);
        assertThat(snapshot.accounts()).extracting(Account::login).containsExactly(other.login());
        assertThat(snapshot.takenNames()).containsExactlyInAnyOrder("gone", "gone@univ.example");

        directory.admit(erased.login(), "k.three");
        directory.admit(erased.login(), "k.three");
        assertThat(directory.tombstones().get(0).admissions()).containsExactly("k.three");
    }

    @Test
    void whoIsNotThereOrNotInactiveIsNotErased() throws Exception {
        Directory directory = directory();
        Erasure erasure = new Erasure(NOW, "dpo", "request");
        TreeSet<String> hashes = new TreeSet<>(List.of("k.one"));
        Account active = account("active", "active", null);
        directory.apply(new Change.CreateAccount(active), NOW);

        assertThatThrownBy(() -> directory.erase(active, hashes, erasure))
                .isInstanceOf(DirectoryException.class)
                .hasMessageContaining("inactive");
        assertThatThrownBy(() -> directory.erase(account("nobody", "inactive", null), hashes, erasure))
                .isInstanceOf(DirectoryException.class)
                .hasMessageContaining("nobody");
        assertThatThrownBy(() -> directory.admit(new Login("nobody"), "k.one")).isInstanceOf(DirectoryException.class);
        assertThat(directory.find(active.login())).contains(active);
        assertThat(directory.tombstones()).isEmpty();
    }

    private static Ruling ruling(String one, String other, Ruling.Verdict verdict, int second) {
        return new Ruling(one, other, verdict, new Act("registrar", NOW.plusSeconds(second), "[looked] at both\\"));
    }

    @Test
    void whatWasDecidedOfAPairIsKeptAndTakenBackByALaterRulingAlone() throws Exception {
        Directory directory = directory();
        assertThat(directory.rulings()).isEmpty();
        Ruling same = ruling("mdupont", "apogee:20100000", Ruling.Verdict.SAME, 0);
        Ruling different = ruling("apogee:20100000", "mdupont", Ruling.Verdict.DIFFERENT, 1);
        Ruling others = ruling("siham:A+,=1", "apogee:2", Ruling.Verdict.DIFFERENT, 2);
        for (Ruling ruling : List.of(same, different, others)) {
            directory.keep(ruling);
        }
        assertThat(directory.rulings()).containsExactly(same, different, others);
        assertThat(directory.snapshot().rulings()).containsExactly(same, different, others);
    }

    @Test
    void whatWasDecidedOfAnErasedAccountIsForgotten() throws Exception {
        Directory directory = directory();
        Account erased = account("gone", "inactive", null);
        directory.apply(new Change.CreateAccount(erased), NOW);
        String key = erased.keys().iterator().next().toString();
        Ruling others = ruling("siham:1", "apogee:2", Ruling.Verdict.DIFFERENT, 2);
        for (Ruling ruling : List.of(
                ruling("gone", "apogee:77", Ruling.Verdict.SAME, 0),
                ruling(key, "saghe:1", Ruling.Verdict.SAME, 1),
                others)) {
            directory.keep(ruling);
        }
        directory.erase(erased, new TreeSet<>(List.of("k.one")), new Erasure(NOW, "dpo", "request"));
        assertThat(directory.rulings()).containsExactly(others);
    }
}
