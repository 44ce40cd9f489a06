package fr.sesame.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.sesame.account.Erasure;
import fr.sesame.account.Login;
import fr.sesame.directory.Change;
import fr.sesame.directory.Directory;
import fr.sesame.directory.DirectoryContract;
import fr.sesame.directory.DirectoryException;
import fr.sesame.directory.InMemoryDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A directory like any other, and what is written through it is kept before it is written. */
class RecordedDirectoryTest extends DirectoryContract {
    @TempDir
    Path folder;

    private final InMemoryDirectory beneath = new InMemoryDirectory();

    private HistoryFolder history() {
        return new HistoryFolder(folder.resolve("history"), 12);
    }

    @Override
    protected Directory directory() {
        return new RecordedDirectory(beneath, history(), Clock.fixed(Lives.NOW, ZoneOffset.UTC));
    }

    @Test
    void aChangeIsKeptEvenIfTheDirectoryRefusesIt() throws Exception {
        beneath.refuse(new Login("jdupont"));
        assertThatThrownBy(() -> directory().apply(new Change.CreateAccount(Lives.account(Lives.STUDENT)), Lives.NOW))
                .isInstanceOf(DirectoryException.class);
        assertThat(history().of(new Login("jdupont")).recorded())
                .singleElement()
                .satisfies(recorded -> assertThat(recorded.after()).isEqualTo(Lives.content(Lives.STUDENT)));
    }

    @Test
    void whatCannotBeKeptIsNotWrittenAndTheWayOutIsSaid() throws Exception {
        Files.writeString(folder.resolve("history"), "a file where the folder should be");
        assertThatThrownBy(() -> directory().apply(new Change.CreateAccount(Lives.account(Lives.STUDENT)), Lives.NOW))
                .isInstanceOfSatisfying(
                        DirectoryException.class,
                        e -> assertThat(e.isUnreachable()).isTrue())
                .hasMessageContaining("history")
                .hasMessageContaining("next run");
        assertThat(beneath.find(new Login("jdupont"))).isEmpty();
    }

    @Test
    void whoeverIsErasedIsErasedHereToo() throws Exception {
        Directory directory = directory();
        directory.apply(new Change.CreateAccount(Lives.account()), Lives.NOW);
        directory.erase(Lives.account(), new TreeSet<>(List.of("hash")), new Erasure(Lives.NOW, "dpo", "request"));
        assertThat(history().of(new Login("jdupont")).recorded()).isEmpty();
        assertThat(Files.readString(folder.resolve("history/2026-11.jsonl"))).doesNotContain("jdupont");
    }

    @Test
    void anErasureThatWasRefusedForgetsNothing() throws Exception {
        Directory directory = directory();
        directory.apply(new Change.CreateAccount(Lives.account(Lives.STAFF)), Lives.NOW);
        assertThatThrownBy(() -> directory.erase(
                        Lives.account(Lives.STAFF), new TreeSet<>(), new Erasure(Lives.NOW, "dpo", "request")))
                .isInstanceOf(DirectoryException.class);
        assertThat(history().of(new Login("jdupont")).recorded()).hasSize(1);
        assertThat(directory.snapshot().accounts()).hasSize(1);
        assertThat(history().of(new Login("jdupont")).recorded()).hasSize(1);
    }

    @Test
    void aKillBetweenErasureAndForgettingIsMadeGoodByTheNextRun() throws Exception {
        Directory directory = directory();
        directory.apply(new Change.CreateAccount(Lives.account()), Lives.NOW);
        history().beginToForget(new Login("jdupont"));
        beneath.erase(Lives.account(), new TreeSet<>(), new Erasure(Lives.NOW, "dpo", "request"));
        assertThat(history().of(new Login("jdupont")).recorded()).hasSize(1);
        directory.snapshot();
        assertThat(history().of(new Login("jdupont")).recorded()).isEmpty();
    }
}
