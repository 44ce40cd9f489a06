package fr.sesame.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.sesame.account.Account;
import fr.sesame.account.Affiliation;
import fr.sesame.account.CivilIdentity;
import fr.sesame.account.Facts;
import fr.sesame.account.InvalidValueException;
import fr.sesame.account.Login;
import fr.sesame.account.MailAddress;
import fr.sesame.account.Phase;
import fr.sesame.account.Population;
import fr.sesame.account.SourceKey;
import fr.sesame.account.Structure;
import fr.sesame.account.StructureCode;
import fr.sesame.account.Timeline;
import fr.sesame.directory.Change;
import fr.sesame.directory.ChangeText;
import fr.sesame.directory.Present;
import fr.sesame.directory.Snapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A change becomes a change record of RFC 2849, and a change again, if the directory is still as it found it. */
class LdifChangesTest {
    private static final Structure UFR = new Structure(new StructureCode("UFR"), "Université", "UFR", null);

    @TempDir
    Path folder;

    private final LdifChanges text = new LdifChanges(new Tree("dc=univ,dc=example"), Map.of("apogee", "supannEtuId"));

    private static Account account(String family, LocalDate gone) {
        Affiliation record = new Affiliation(
                new SourceKey("apogee", "1"),
                new Population("student"),
                new StructureCode("UFR"),
                Facts.NONE.withYear(2026).withGone(gone));
        return new Account(
                new Login("zzola"),
                new MailAddress("zoe.zola@univ.example"),
                new CivilIdentity(family, null, "Zoë", LocalDate.of(2000, 2, 29)),
                new TreeSet<>(),
                new TreeSet<>(Set.of(record)),
                Timeline.always(Phase.PREPARED),
                null);
    }

    private ChangeText.Outcome replay(Change change, List<Account> accounts, Structure... structures) throws Exception {
        Path file = Files.writeString(folder.resolve("plan.ldif"), "version: 1\n\n" + text.of(change));
        List<ChangeText.Step> steps = text.read(file);
        assertThat(steps).hasSize(1);
        return steps.get(0).on(new Present(new Snapshot(accounts, List.of(structures), List.of(), Set.of())));
    }

    @Test
    void aModificationDeletesOldValuesAndAddsNewOnes() {
        assertThat(text.of(new Change.UpdateAccount(account("Zola", null), account("Hugo", null))))
                .startsWith("dn: uid=zzola,ou=people,dc=univ,dc=example\nchangetype: modify\n")
                .contains("delete: sn\nsn: Zola\n-\nadd: sn\nsn: Hugo\n")
                .doesNotContain("sesameAffiliation")
                .endsWith("\n\n");
    }

    @Test
    void whatIsReadBackIsWhatWasWritten() throws Exception {
        Account before = account("Zola", null);
        Account after = account("Hugo", LocalDate.of(2026, 11, 23));
        Change update = new Change.UpdateAccount(before, after);
        assertThat(replay(update, List.of(before))).isEqualTo(new ChangeText.Outcome.Possible(update));
        assertThat(replay(update, List.of(after))).isEqualTo(new ChangeText.Outcome.Done());
        Change create = new Change.CreateAccount(before);
        assertThat(replay(create, List.of())).isEqualTo(new ChangeText.Outcome.Possible(create));
        assertThat(replay(create, List.of(before))).isEqualTo(new ChangeText.Outcome.Done());
        Structure moved = new Structure(UFR.code(), UFR.label(), UFR.type(), new StructureCode("UNIV"));
        Change parent = new Change.UpdateStructure(UFR, moved);
        assertThat(replay(parent, List.of(), UFR)).isEqualTo(new ChangeText.Outcome.Possible(parent));
        assertThat(replay(parent, List.of(), moved)).isEqualTo(new ChangeText.Outcome.Done());
        Change made = new Change.CreateStructure(UFR);
        assertThat(replay(made, List.of())).isEqualTo(new ChangeText.Outcome.Possible(made));
        assertThat(replay(made, List.of(), UFR)).isEqualTo(new ChangeText.Outcome.Done());
    }

    @Test
    void whoeverHasMovedOnIsAConflict() throws Exception {
        Account before = account("Zola", null);
        Account after = account("Hugo", LocalDate.of(2026, 11, 23));
        Change update = new Change.UpdateAccount(before, after);
        assertThat(replay(update, List.of(account("Balzac", null)))).isInstanceOf(ChangeText.Outcome.Conflict.class);
        assertThat(replay(update, List.of(account("Hugo", null))))
                .as("half of it is done")
                .isInstanceOf(ChangeText.Outcome.Conflict.class);
        assertThat(replay(update, List.of())).isInstanceOf(ChangeText.Outcome.Conflict.class);
        assertThat(replay(new Change.CreateAccount(before), List.of(after)))
                .isInstanceOf(ChangeText.Outcome.Conflict.class);
    }

    @Test
    void nothingElseIsCarriedOut() throws Exception {
        Path file = Files.writeString(
                folder.resolve("plan.ldif"), "dn: uid=zzola,ou=people,dc=univ,dc=example\nchangetype: delete\n");
        assertThatThrownBy(() -> text.read(file))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("uid=zzola");
    }
}
