package fr.sesame.partition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever disagrees is found and said, and made anew from the entries. */
class CorruptionTest {
    @TempDir
    private Path folder;

    private SmallDirectory directory;

    @BeforeEach
    void fill() throws Exception {
        directory = new SmallDirectory(folder);
        for (int i = 0; i < 50; i++) {
            directory.addPerson("p" + i);
        }
        assertThat(directory.partition.maintenance().verify().isGood()).isTrue();
    }

    /** What is damaged. */
    @FunctionalInterface
    private interface Damage {
        void to(WriteView view);
    }

    private void isFoundAndRepaired(String words, Damage damage) throws Exception {
        directory.store.write(view -> {
            damage.to(view);
            return true;
        });
        Verification found = directory.partition.maintenance().verify();
        assertThat(found.isGood()).isFalse();
        assertThat(found.problems())
                .anyMatch(problem -> problem.contains(words), "says " + words + ": " + found.problems());
        directory.partition.maintenance().rebuild();
        assertThat(directory.partition.maintenance().verify().problems()).isEmpty();
        assertThat(directory.count("(uid=p7)")).isEqualTo(1);
        directory.close();
    }

    @Test
    void aPairThatAnIndexLacks() throws Exception {
        isFoundAndRepaired(
                "index uid lacks entry",
                view -> view.remove(directory.store.index("=0.9.2342.19200300.100.1.1"), key(" p7 "), 9));
    }

    @Test
    void aPairThatAnIndexHasTooMuch() throws Exception {
        isFoundAndRepaired(
                "which it does not have",
                view -> view.add(directory.store.index("=2.5.4.4"), key(" somebody else "), 9));
    }

    @Test
    void aPairOfAnEntryThatIsNotThere() throws Exception {
        isFoundAndRepaired(
                "which is not there", view -> view.add(directory.store.index("=2.5.4.4"), key(" ghost "), 4711));
    }

    @Test
    void aNameThatLeadsElsewhere() throws Exception {
        isFoundAndRepaired(
                "is not found by its name",
                view -> view.put(
                        directory.store.layout.names,
                        Tree.nameKey(1, "0.9.2342.19200300.100.1.1= p7 "),
                        Packer.idBytes(3)));
    }

    @Test
    void aChildThatItsParentDoesNotKnow() throws Exception {
        isFoundAndRepaired(
                "is not among the children",
                view -> view.remove(directory.store.layout.children, Packer.idBytes(1), 9));
    }

    @Test
    void aCountThatIsWrong() throws Exception {
        isFoundAndRepaired(
                "50 children and 50 descendants, the store says 49",
                view -> view.put(
                        directory.store.layout.counts, Packer.idBytes(1), Tree.write(new Tree.Counts(49, 50))));
    }

    @Test
    void anEntryThatCannotBeReadIsSaid() throws Exception {
        directory.store.write(view -> {
            view.put(directory.store.layout.entries, Packer.idBytes(9), new byte[] {EntryFormat.VERSION, 1, 99, 7});
            return true;
        });
        assertThat(directory.partition.maintenance().verify().problems())
                .anyMatch(problem -> problem.startsWith("entry 9 cannot be read"));
        directory.close();
    }

    @Test
    void anIndexThatIsNewIsFilledAndOneThatIsOldIsDropped() throws Exception {
        directory.store.index("=2.5.4.20");
        directory.store.write(view -> {
            directory.store.layout.markIncomplete(view, "=2.5.4.4");
            view.clear(directory.store.index("=2.5.4.4"), false);
            directory.store.layout.markComplete(view, "=2.5.4.20");
            view.add(directory.store.index("=2.5.4.20"), key(" 01 "), 9);
            return true;
        });
        directory.close();
        try (SmallDirectory again = new SmallDirectory(folder)) {
            assertThat(again.count("(sn=p7)")).isEqualTo(1);
            assertThat(again.partition.maintenance().verify().problems()).isEmpty();
            try (View view = again.store.read()) {
                assertThat(again.store.layout.completeIndices(view))
                        .contains("=2.5.4.4")
                        .doesNotContain("=2.5.4.20");
            }
        }
    }

    private static byte[] key(String normalized) {
        return normalized.getBytes(StandardCharsets.UTF_8);
    }
}
