package fr.sesame;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.sesame.ShippedInstance.Said;
import fr.sesame.account.Account;
import fr.sesame.account.Act;
import fr.sesame.account.Decision;
import fr.sesame.account.MergedAccount;
import fr.sesame.account.Ruling;
import fr.sesame.account.SourceKey;
import fr.sesame.cli.Installation;
import fr.sesame.directory.Change;
import fr.sesame.directory.Directory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The doubtful pairs of the sample university are shown, decided, taken back and carried out, by commands. */
class WhoIsWhoEndToEndTest {
    @SuppressWarnings("TimeInStaticInitializer") // this is when the test begins
    private static final Clock CLOCK = ShippedInstance.dayOfTheExtracts();

    @TempDir
    Path folder;

    private ShippedInstance instance;

    @BeforeEach
    void configure() throws IOException {
        instance = ShippedInstance.in(folder, CLOCK);
    }

    private Said sesame(String... words) {
        return instance.sesame(words);
    }

    private List<JsonNode> doubtful(String... more) throws IOException {
        String[] arguments = Stream.concat(Stream.of("doubtful", "--format", "json"), Stream.of(more))
                .toArray(String[]::new);
        List<JsonNode> rows = new ArrayList<>();
        new ObjectMapper().readTree(sesame(arguments).out()).forEach(rows::add);
        return rows;
    }

    private static Account holder(Directory directory, String key) throws Exception {
        List<Account> found = new ArrayList<>();
        directory.forEachAccount(account -> {
            if (account.keys().contains(SourceKey.parse(key))) {
                found.add(account);
            }
        });
        assertThat(found).as(key).hasSizeLessThan(2);
        return found.isEmpty() ? null : found.get(0);
    }

    @Test
    void aPairIsShownDecidedTakenBackAndCarriedOut() throws Exception {
        LocalInstallation installation = instance.open();
        try (Installation.Service service = installation.serve();
                Directory directory = installation.connect()) {
            assertThat(service.ldapPort()).isPositive();
            assertThat(sesame("run").code()).isZero();
            List<JsonNode> pairs = doubtful("--lang", "en");
            assertThat(pairs).hasSizeGreaterThan(1);
            List<String> held = sesame("held", "--format", "csv")
                    .out()
                    .lines()
                    .filter(line -> line.contains(";doubtful-match;"))
                    .map(line -> line.split(";")[0] + ":" + line.split(";")[1])
                    .toList();
            assertThat(pairs.stream()
                            .map(pair -> pair.get("record").asText())
                            .distinct()
                            .toList())
                    .as("those that are held for doubt, and no others")
                    .containsExactlyInAnyOrderElementsOf(held);
            JsonNode pair = pairs.get(0);
            String record = pair.get("record").asText();
            String uid = pair.get("other").asText();
            assertThat(pair.get("score").asInt()).isBetween(80, 99);
            assertThat(pair.get("evidence").asText()).contains("birth");
            assertThat(doubtful("--lang", "fr").get(0).get("evidence").asText()).contains("naissance");
            String since = pair.get("since").asText();
            assertThat(Instant.parse(since)).isBefore(CLOCK.instant());
            assertThat(pair.get("decided").asText()).isEmpty();

            assertThat(sesame("same", uid, record).code())
                    .as("without a reason")
                    .isEqualTo(2);
            assertThat(sesame("same", uid, "apogee:0", "--reason", "r").code()).isEqualTo(1);
            assertThat(sesame("same", "nobody.at.all", record, "--reason", "r").code())
                    .isEqualTo(1);
            assertThat(sesame("same", uid, uid, "--reason", "r").code()).isEqualTo(2);
            assertThat(directory.rulings()).isEmpty();

            Said different = sesame("different", uid, record, "--reason", "twins", "--by", "registrar", "--lang", "en");
            assertThat(different.code()).isZero();
            assertThat(different.err()).contains("two people", record);
            Said same = sesame("same", uid, record, "--reason", "saw both cards", "--by", "registrar", "--lang", "en");
            assertThat(same.err())
                    .contains("Until now: different, by registrar")
                    .contains("one person")
                    .contains(uid);
            assertThat(directory.rulings())
                    .extracting(Ruling::verdict)
                    .containsExactly(Ruling.Verdict.DIFFERENT, Ruling.Verdict.SAME);
            assertThat(doubtful().get(0).get("decided").asText()).isEqualTo("same");
            assertThat(holder(directory, record)).isNull();

            JsonNode other = pairs.stream()
                    .filter(one -> !one.get("record").asText().equals(record))
                    .findFirst()
                    .orElseThrow();
            assertThat(sesame(
                                    "different",
                                    other.get("other").asText(),
                                    other.get("record").asText(),
                                    "--reason",
                                    "no")
                            .code())
                    .isZero();

            assertThat(sesame("run").code()).isZero();
            assertThat(holder(directory, record).login().value()).isEqualTo(uid);
            assertThat(holder(directory, other.get("record").asText()).login().value())
                    .isNotEqualTo(other.get("other").asText());
            assertThat(doubtful()).hasSize(pairs.size() - 2);
            if (pairs.size() > 2) {
                assertThat(doubtful().get(0).get("since").asText())
                        .as("it is as old as it was")
                        .isEqualTo(since);
            }
            Said late = sesame("different", uid, record, "--reason", "no");
            assertThat(late.code()).isEqualTo(1);
            assertThat(late.err()).contains("stays there");
            assertThat(sesame("run").err()).doesNotContain("refused");

            assertThat(sesame("audit", "--kind", "ruling", "--language", "en").out())
                    .contains("who is who", "verdict=same", "by=registrar", "reason=saw both cards");
            Path ldif = folder.resolve("all.ldif");
            assertThat(sesame("export", ldif.toString()).code()).isZero();
            assertThat(Files.readString(ldif)).contains("sesameRuling:");
        }
    }

    private static Account active(Directory directory, String prefix) throws Exception {
        List<Account> found = new ArrayList<>();
        directory.forEachAccount(account -> {
            if (account.keys().stream().allMatch(key -> key.toString().startsWith(prefix))
                    && account.decisionAt(CLOCK.instant()) instanceof Decision.Allowed) {
                found.add(account);
            }
        });
        found.sort(Comparator.comparing(Account::login));
        return found.get(0);
    }

    @Test
    void twoAccountsBecomeOneStayOneAndBecomeTwoAgain() throws Exception {
        LocalInstallation installation = instance.open();
        try (Installation.Service service = installation.serve();
                Directory directory = installation.connect()) {
            assertThat(service.ldapPort()).isPositive();
            assertThat(sesame("run").code()).isZero();
            Account kept = active(directory, "siham:");
            Account gone = active(directory, "apogee:");
            String keep = kept.login().value();
            String other = gone.login().value();

            assertThat(sesame("merge", keep, keep, "--reason", "r").code()).isEqualTo(1);
            assertThat(sesame("merge", keep, other).code())
                    .as("without a reason")
                    .isEqualTo(2);
            assertThat(sesame("merge", keep, other, "--dry-run").err()).contains("nothing was written");
            assertThat(directory.find(gone.login())).contains(gone);

            Said merged = sesame("merge", keep, other, "--reason", "both cards seen", "--by", "registrar");
            assertThat(merged.code()).as(merged.err()).isZero();
            assertThat(directory.find(gone.login())).isEmpty();
            Account one = directory.find(kept.login()).orElseThrow();
            assertThat(one.keys()).containsAll(kept.keys()).containsAll(gone.keys());
            assertThat(one.numbers()).containsAll(gone.numbers());
            assertThat(directory.snapshot().takenNames())
                    .contains(other, gone.mail().value());
            assertThat(sesame("erase", keep, "--reason", "request", "--yes").err())
                    .contains("merge --undo");

            assertThat(sesame("merge", keep, other, "--reason", "again").code())
                    .as("redo")
                    .isZero();
            Said run = sesame("run", "--format", "csv");
            assertThat(run.code()).as(run.out() + run.err()).isZero();
            assertThat(sesame("held", "--format", "csv").out())
                    .as("the records are one person's, whatever their names")
                    .doesNotContain("another-person;the key is account " + keep);
            assertThat(directory.find(kept.login()).orElseThrow().affiliations())
                    .isEqualTo(one.affiliations());
            assertThat(sesame("run", "--format", "csv").out())
                    .as("and a second run changes nothing")
                    .doesNotContain(";applied;");
            assertThat(directory.find(gone.login())).isEmpty();
            assertThat(sesame("same", keep, gone.keys().iterator().next().toString(), "--reason", "r")
                            .err())
                    .as("whatever its names, the record is taken over and not held")
                    .contains("already");

            Said undone = sesame("merge", "--undo", keep, other);
            assertThat(undone.code()).as(undone.err()).isZero();
            Account alone = directory.find(kept.login()).orElseThrow();
            assertThat(alone.affiliations()).isEqualTo(kept.affiliations());
            assertThat(alone.numbers()).isEqualTo(kept.numbers());
            assertThat(directory.find(gone.login())).contains(gone);
            assertThat(sesame("merge", "--undo", keep, other).code())
                    .as("what is done is not done again")
                    .isZero();
            assertThat(sesame("run").code()).isZero();
            assertThat(directory.find(gone.login())).contains(gone);
            assertThat(directory.find(kept.login())).as("its own names too").contains(kept);
            assertThat(sesame("audit", "--kind", "ruling", "--language", "en").out())
                    .contains("merged-into=" + keep, "by=registrar", "both cards seen");
            assertThat(sesame("merge", keep, other, "--reason", "once more").code())
                    .isZero();
        }
        assertThat(sesame("verify").code()).as("the names are lent, not shared").isZero();
    }

    /** A kill after each of the writes: the one that is kept works all the while, and the same command finishes it. */
    @Test
    void aMergeThatWasStoppedIsFinished() throws Exception {
        LocalInstallation installation = instance.open();
        try (Installation.Service service = installation.serve();
                Directory directory = installation.connect()) {
            assertThat(service.ldapPort()).isPositive();
            assertThat(sesame("run").code()).isZero();
            Account kept = active(directory, "siham:");
            Account gone = active(directory, "apogee:");
            String keep = kept.login().value();
            String other = gone.login().value();
            Act act = new Act("registrar", CLOCK.instant(), "both cards seen");
            for (int writes = 1; writes <= 2; writes++) {
                MergedAccount begun = directory.merges().takeAway(gone, kept, new TreeSet<>(gone.numbers()), act);
                if (writes == 2) {
                    directory.merges().lendNames(begun);
                }
                assertThat(directory.find(kept.login()).map(found -> withOtherMails(found, kept)))
                        .contains(kept);
                assertThat(directory.find(gone.login())).isEmpty();
                sesame("run");
                List<String> holders = new ArrayList<>();
                directory.forEachAccount(account -> {
                    if (account.keys().stream().anyMatch(gone.keys()::contains)) {
                        holders.add(account.login().value());
                    }
                });
                assertThat(holders)
                        .as("a run in between makes no account of it")
                        .isEmpty();
                assertThat(sesame("merge", keep, other, "--reason", "r").code()).isZero();
                assertThat(directory.find(kept.login()).orElseThrow().keys()).containsAll(gone.keys());

                // and back, stopped before the last write
                Account one = directory.find(kept.login()).orElseThrow();
                Account lent = withOtherMails(kept, one);
                directory.apply(new Change.UpdateAccount(one, lent), CLOCK.instant());
                assertThat(directory.find(kept.login())).contains(lent);
                assertThat(sesame("merge", "--undo", keep, other).code()).isZero();
                assertThat(directory.find(kept.login())).contains(kept);
                assertThat(directory.find(gone.login())).contains(gone);
            }
        }
    }

    /** An address that is lent is one of the account's meanwhile. */
    private static Account withOtherMails(Account account, Account another) {
        return new Account(
                account.login(),
                account.mail(),
                account.civil(),
                account.numbers(),
                account.affiliations(),
                account.timeline(),
                account.lock(),
                another.otherMails(),
                account.attributes());
    }
}
