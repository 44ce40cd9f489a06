package fr.sesame.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupCommitTest {
    @TempDir
    private Path folder;

    @Test
    void whoComesDuringAWriteSharesTheNextCommit() throws Exception {
        try (SmallDirectory directory = new SmallDirectory(folder)) {
            long before = directory.store.commitCount();
            ExecutorService writers = Executors.newFixedThreadPool(16);
            CountDownLatch leading = new CountDownLatch(1);
            CountDownLatch everybodyCame = new CountDownLatch(1);
            Future<?> leader = writers.submit(() -> directory.store.write(view -> {
                leading.countDown();
                everybodyCame.await();
                directory.addPerson("leader");
                return true;
            }));
            leading.await();
            List<Future<?>> others = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                String uid = "follower" + i;
                others.add(writers.submit(() -> {
                    directory.addPerson(uid);
                    return true;
                }));
            }
            while (directory.store.commits().waiting() < 10) {
                Thread.onSpinWait();
            }
            everybodyCame.countDown();
            leader.get();
            for (Future<?> other : others) {
                other.get();
            }
            writers.shutdown();
            // Two if the leader had waited so long for the others that they made a group of their own.
            assertThat(directory.store.commitCount() - before).isBetween(1L, 2L);
            assertThat(directory.count("(objectClass=inetOrgPerson)")).isEqualTo(11);
        }
    }

    @Test
    void whatFailsIsTakenBackAloneAndTheOthersGoOn() throws Exception {
        try (SmallDirectory directory = new SmallDirectory(folder)) {
            directory.store.write(view -> {
                directory.addPerson("kept");
                assertThatThrownBy(() -> directory.store.write(nested -> {
                            directory.addPerson("lost");
                            throw new IllegalStateException("on purpose");
                        }))
                        .hasMessage("on purpose");
                return true;
            });
            assertThat(directory.count("(uid=kept)")).isEqualTo(1);
            assertThat(directory.count("(uid=lost)")).isZero();
            assertThat(directory.partition.maintenance().verify().problems()).isEmpty();
        }
    }

    @Test
    void aTransactionThatIsAbortedLeavesNothing() throws Exception {
        try (SmallDirectory directory = new SmallDirectory(folder)) {
            WriteTransaction transaction = WriteTransaction.begin(directory.store.commits());
            directory.addPerson("lost");
            assertThat(directory.count("(uid=lost)")).isEqualTo(1);
            transaction.abort();
            assertThat(directory.count("(uid=lost)")).isZero();
            directory.addPerson("kept");
            assertThat(directory.partition.maintenance().verify().problems()).isEmpty();
        }
    }

    @Test
    void manyWritersLoseNothing() throws Exception {
        try (SmallDirectory directory = new SmallDirectory(folder)) {
            ExecutorService writers = Executors.newFixedThreadPool(8);
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                String uid = "w" + i;
                boolean fails = i % 10 == 9;
                all.add(writers.submit(() -> directory.store.write(view -> {
                    directory.addPerson(uid);
                    if (fails) {
                        throw new IllegalStateException("on purpose");
                    }
                    return true;
                })));
            }
            int failed = 0;
            for (Future<?> one : all) {
                try {
                    one.get();
                } catch (java.util.concurrent.ExecutionException e) {
                    failed++;
                }
            }
            writers.shutdown();
            assertThat(failed).isEqualTo(40);
            assertThat(directory.count("(objectClass=inetOrgPerson)")).isEqualTo(360);
            assertThat(directory.partition.maintenance().verify().problems()).isEmpty();
        }
    }
}
