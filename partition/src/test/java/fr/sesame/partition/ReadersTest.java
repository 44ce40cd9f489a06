package fr.sesame.partition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.directory.server.core.api.filtering.EntryFilteringCursor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody who reads keeps anything of the store, however they end. */
class ReadersTest {
    private static final int PEOPLE = 600;

    @TempDir
    private Path folder;

    private SmallDirectory directory;

    @BeforeEach
    void fill() throws Exception {
        directory = new SmallDirectory(folder);
        for (int i = 0; i < PEOPLE; i++) {
            directory.addPerson("p" + i);
        }
    }

    @Test
    void searchesThatAreLeftInTheMiddleHoldNoReader() throws Exception {
        int before = directory.store.activeViews();
        int slots = directory.store.readers();
        List<EntryFilteringCursor> left = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            EntryFilteringCursor cursor = directory.search("(objectClass=*)");
            assertThat(cursor.next()).isTrue();
            left.add(cursor); // never closed
        }
        assertThat(directory.store.activeViews()).isEqualTo(before).isZero();
        assertThat(directory.store.readers()).isLessThanOrEqualTo(slots + 1);
        assertThat(left).allMatch(cursor -> !cursor.isClosed());
        directory.close();
    }

    @Test
    void transactionsThatApacheDsForgetsHoldNoReader() throws Exception {
        for (int i = 0; i < 5000; i++) {
            directory.partition.beginReadTransaction();
        }
        assertThat(directory.store.activeViews()).isZero();
        directory.close();
    }

    @Test
    void aLongSearchGoesOnWhileEverythingChanges() throws Exception {
        try (EntryFilteringCursor cursor = directory.search("(sn=p*)")) {
            int seen = 0;
            while (cursor.next()) {
                if (seen++ % 100 == 0) {
                    directory.addPerson("a" + seen); // does not match: not seen
                }
            }
            assertThat(seen).isEqualTo(PEOPLE);
        }
        directory.close();
    }

    @Test
    void aReaderDoesNotWaitForAWriter() throws Exception {
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch read = new CountDownLatch(1);
        Thread writer = new Thread(() -> {
            try {
                directory.store.write(view -> {
                    writing.countDown();
                    return read.await(20, TimeUnit.SECONDS);
                });
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        writer.start();
        writing.await();
        assertThat(directory.count("(uid=p7)")).isEqualTo(1);
        read.countDown();
        writer.join();
        directory.close();
    }

    @Test
    void aSearchCanBeginAgain() throws Exception {
        try (EntryFilteringCursor cursor = directory.search("(uid=p1*)")) {
            int first = 0;
            while (cursor.next()) {
                first++;
            }
            cursor.beforeFirst();
            int second = 0;
            while (cursor.next()) {
                second++;
            }
            assertThat(first).isEqualTo(second).isEqualTo(111);
        }
        directory.close();
    }
}
