package fr.sesame.proof;

import static org.assertj.core.api.SoftAssertions.assertSoftly;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A run that is killed while it writes, or whose directory is, is finished by the next one: everybody is as the extract says, once,
 * with the login that they had.
 */
@Tag("proofs")
@Tag("run-kill")
class RunKillProof {
    private static final String SOURCE = "apogee";
    private static final int PEOPLE = 1_500;
    private static final int LONGEST_WRITE = 900;
    private static final int VERIFIED = 5;

    private final int rounds = Parameters.number("rounds", 30);
    private final Random random = new Random(Parameters.seed("RunKillProof"));
    private final Registrations registrations = new Registrations(PEOPLE);
    private final Map<String, String> logins = new HashMap<>();
    private final List<String> problems = new ArrayList<>();
    private int done;
    private int whileWriting;
    private int ofTheService;

    @Test
    void theNextRunFinishesWhatAKillHasLeft() throws Exception {
        try (Instance instance = Instance.make("run-kill")) {
            instance.enable(SOURCE);
            registrations.write(instance.extract(SOURCE));
            instance.start();
            expect(instance.commands().run(SOURCE), 0, "the first load");
            look(instance, "after the first load");
            while (done < rounds && problems.isEmpty()) {
                registrations.change(PEOPLE / 2, PEOPLE / 30);
                registrations.write(instance.extract(SOURCE));
                runAndKill(instance);
                done++;
                String when = "round " + done;
                expect(instance.commands().run(SOURCE), 0, when);
                look(instance, when);
                Commands.Said again = instance.commands().run(SOURCE);
                expect(again, 0, when + ", again");
                if (!again.text().contains("nothing to change")) {
                    problems.add(when + ": not everything was finished: " + again.text());
                }
                if (done % VERIFIED == 0) {
                    instance.commands().verifyIsOk();
                }
                report();
            }
        }
        assertSoftly(softly -> {
            softly.assertThat(problems).isEmpty();
            softly.assertThat(whileWriting).as("kills while writing").isPositive();
        });
    }

    private void runAndKill(Instance instance) throws Exception {
        Set<Path> before = folders(instance);
        Process run = instance.commands().start(SOURCE);
        while (run.isAlive() && !planIsKept(folders(instance), before)) {
            TimeUnit.MILLISECONDS.sleep(2);
        }
        TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_WRITE));
        boolean service = done % 2 == 1;
        if (service) {
            instance.kill();
            ofTheService++;
            run.waitFor();
            instance.start();
        } else {
            run.destroyForcibly().waitFor();
        }
        int written = registrations.found(entries(instance));
        if (written > registrations.before() && written < registrations.all()) {
            whileWriting++;
        }
    }

    private static Set<Path> folders(Instance instance) throws IOException {
        try (Stream<Path> runs = Files.list(instance.runs())) {
            return new HashSet<>(runs.filter(Files::isDirectory).toList());
        }
    }

    /** The plan is on the disk before the first write, and its way back before it. */
    private static boolean planIsKept(Set<Path> now, Set<Path> before) {
        return now.stream()
                .filter(folder -> !before.contains(folder))
                .anyMatch(folder -> Files.exists(folder.resolve("plan-" + SOURCE + ".ldif")));
    }

    private void expect(Commands.Said said, int code, String when) {
        if (said.code() != code) {
            problems.add(when + ": exit code " + said.code() + ": " + said.text());
        }
    }

    private static Map<String, SearchResultEntry> entries(Instance instance) throws Exception {
        Map<String, SearchResultEntry> byKey = new HashMap<>();
        try (LDAPConnection operator = instance.operator()) {
            for (SearchResultEntry entry : operator.search(
                            "ou=people," + Instance.BASE,
                            SearchScope.ONE,
                            "(supannEtuId=*)",
                            "uid",
                            "mail",
                            "supannEtuId",
                            "sesameAffiliation")
                    .getSearchEntries()) {
                for (String key : entry.getAttributeValues("supannEtuId")) {
                    SearchResultEntry other = byKey.put(key, entry);
                    if (other != null) {
                        throw new AssertionError(key + " has two accounts: " + other.getDN() + " and " + entry.getDN());
                    }
                }
            }
        }
        return byKey;
    }

    private void look(Instance instance, String when) throws Exception {
        Map<String, SearchResultEntry> found = entries(instance);
        if (found.size() != registrations.all()) {
            problems.add(when + ": " + found.size() + " accounts, expected " + registrations.all());
        }
        registrations.differences(found).forEach(line -> problems.add(when + ": " + line));
        found.forEach((key, entry) -> {
            String login = entry.getAttributeValue("uid") + " " + entry.getAttributeValue("mail");
            String had = logins.putIfAbsent(key, login);
            if (had != null && !had.equals(login)) {
                problems.add(when + ": " + key + " was " + had + " and is " + login);
            }
        });
    }

    private void report() {
        System.out.printf(
                "RunKillProof: rounds %d, of them %d kills of the service, %d killed while changes were written, accounts %d,"
                        + " problems %d%n",
                done, ofTheService, whileWriting, registrations.all(), problems.size());
    }
}
