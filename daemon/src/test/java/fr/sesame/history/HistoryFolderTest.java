package fr.sesame.history;

import static org.assertj.core.api.Assertions.assertThat;

import fr.sesame.account.Login;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Months of changes on disk. */
class HistoryFolderTest {
    private static final Login JEANNE = new Login("jdupont");
    private static final Login OTHER = new Login("jdupont2");

    @TempDir
    Path dir;

    private HistoryFolder folder;

    @BeforeEach
    void make() {
        folder = new HistoryFolder(dir.resolve("history"), 12);
    }

    private static Recorded of(Login login, String at) {
        Recorded one = Lives.recorded(at, Lives.content(Lives.STUDENT), Lives.content(Lives.STUDENT, Lives.STAFF));
        return new Recorded(one.at(), one.asOf(), login, one.before(), one.after(), true);
    }

    private Path month(String month) {
        return folder.folder().resolve(month + ".jsonl");
    }

    @Test
    void whatIsReadIsWhatWasWrittenInOrderAcrossMonths() throws Exception {
        Recorded november = of(JEANNE, "2026-11-30T23:59:59.123456789Z");
        Recorded december = of(JEANNE, "2026-12-01T00:00:00Z");
        folder.append(november);
        folder.append(of(OTHER, "2026-11-30T23:59:59.5Z"));
        folder.append(december);
        HistoryFolder.Found found = folder.of(JEANNE);
        assertThat(found.recorded()).containsExactly(november, december);
        assertThat(found.since()).contains(november.at());
        assertThat(month("2026-12")).exists();
    }

    @Test
    void whereNothingWasWrittenNothingIsKnown() throws Exception {
        assertThat(folder.of(JEANNE).since()).isEmpty();
        assertThat(folder.of(JEANNE).recorded()).isEmpty();
        folder.forget(JEANNE);
        folder.finishForgetting(login -> true);
        assertThat(folder.folder()).doesNotExist();
    }

    @Test
    void theOwnerAloneReadsIt() throws Exception {
        folder.append(of(JEANNE, "2026-11-23T06:00:00Z"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(month("2026-11"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.folder())))
                .isEqualTo("rwx------");
        folder.forget(OTHER);
        folder.append(of(OTHER, "2026-11-23T06:00:00Z"));
        folder.forget(OTHER);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(month("2026-11"))))
                .isEqualTo("rw-------");
    }

    @Test
    void halfALineOfAKillSpoilsNoOther() throws Exception {
        folder.append(of(JEANNE, "2026-11-23T06:00:00Z"));
        Files.writeString(month("2026-11"), "{\"uid\":\"jdupont\",\"at\":\"2026", StandardOpenOption.APPEND);
        folder.append(of(JEANNE, "2026-11-24T06:00:00Z"));
        assertThat(folder.of(JEANNE).recorded()).hasSize(2);
    }

    @Test
    void whoIsForgottenIsGoneAndNobodyElse() throws Exception {
        folder.append(of(JEANNE, "2026-11-23T06:00:00Z"));
        folder.append(of(OTHER, "2026-11-23T06:00:00Z"));
        folder.append(of(JEANNE, "2026-12-23T06:00:00Z"));
        folder.forget(JEANNE);
        assertThat(folder.of(JEANNE).recorded()).isEmpty();
        assertThat(folder.of(OTHER).recorded()).hasSize(1);
        assertThat(folder.of(OTHER).since()).contains(Instant.parse("2026-11-23T06:00:00Z"));
        assertThat(Files.readString(month("2026-11"))).doesNotContain("\"jdupont\"");
        assertThat(Files.readString(month("2026-12"))).doesNotContain("\"jdupont\"");
    }

    @ParameterizedTest(name = "on {0} the first kept month is {1}")
    @CsvSource({
        "2027-11-30T23:59:59Z, 2026-11, 2026-11-30T23:59:59Z",
        "2027-12-01T00:00:00Z, 2026-12, 2026-12-01T00:00:00Z",
        "2028-01-01T00:00:00Z, 2027-01, 2027-01-01T00:00:00Z"
    })
    void monthsThatAreTooOldGoAndItIsSaidSinceWhenNothingIsMissing(Instant now, String first, Instant since)
            throws Exception {
        for (String at : List.of("2026-11-30T23:59:59Z", "2026-12-31T00:00:00Z", "2027-01-15T00:00:00Z")) {
            folder.append(of(JEANNE, at));
        }
        folder.removeOld(now);
        try (var files = Files.newDirectoryStream(folder.folder(), "2*.jsonl")) {
            List<String> names = new ArrayList<>();
            files.forEach(file -> names.add(file.getFileName().toString()));
            names.sort(null);
            assertThat(names.get(0)).isEqualTo(first + ".jsonl");
        }
        assertThat(folder.of(JEANNE).since()).contains(since);
    }

    @Test
    void severalMayWriteAtTheSameTime() throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                HistoryFolder own = new HistoryFolder(dir.resolve("history"), 12);
                done.add(writers.submit(() -> {
                    for (int j = 0; j < 50; j++) {
                        own.append(of(JEANNE, "2026-11-23T06:00:00Z"));
                    }
                    return null;
                }));
            }
            for (Future<?> one : done) {
                one.get();
            }
        } finally {
            writers.shutdown();
        }
        assertThat(folder.of(JEANNE).recorded()).hasSize(200);
        assertThat(Files.readAllLines(month("2026-11"))).hasSize(201);
    }
}
