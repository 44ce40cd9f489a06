package fr.sesame.proof;

import static org.assertj.core.api.SoftAssertions.assertSoftly;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A merge that is killed, or whose directory is, is finished by the same command; so is its undo, after which both accounts have what
 * they had before.
 */
@Tag("proofs")
@Tag("merge-kill")
class MergeKillProof {
    private static final String SOURCE = "apogee";
    private static final int PEOPLE = 40;
    private static final int LONGEST_WAIT = 40;
    private static final String[] COMPARED = {
        "uid",
        "mail",
        "sn",
        "givenName",
        "supannNomDeNaissance",
        "supannEtuId",
        "sesameAffiliation",
        "sesameSourceKey",
        "sesameTimeline",
        "sesameState",
        "sesameMayBind",
        "supannAliasLogin",
        "supannAutreMail"
    };

    private final int rounds = Parameters.number("rounds", 30);
    private final Random random = new Random(Parameters.seed("MergeKillProof"));
    private final List<String> problems = new ArrayList<>();
    private int done;
    private int half;

    @Test
    void theSameCommandFinishesWhatAKillHasLeft() throws Exception {
        try (Instance instance = Instance.make("merge-kill")) {
            instance.enable(SOURCE);
            new Registrations(PEOPLE).write(instance.extract(SOURCE));
            instance.start();
            expect(instance.commands().run(SOURCE), "the first load");
            List<String> logins = new ArrayList<>(people(instance).keySet());
            while (done < rounds && problems.isEmpty()) {
                String keep = logins.get(2 * done % PEOPLE);
                String other = logins.get((2 * done + 1) % PEOPLE);
                round(instance, keep, other);
                done++;
                System.out.printf(
                        "MergeKillProof: rounds %d, killed with half of it done %d, problems %d%n",
                        done, half, problems.size());
            }
            instance.commands().verifyIsOk();
        }
        assertSoftly(softly -> {
            softly.assertThat(problems).isEmpty();
            softly.assertThat(half).as("kills with half of it done").isPositive();
        });
    }

    private void round(Instance instance, String keep, String other) throws Exception {
        String when = "round " + (done + 1) + ", " + keep + " and " + other;
        Map<String, Map<String, Set<String>>> before = people(instance);
        kill(
                instance,
                instance.commands().startMerge(keep, other),
                operator -> operator.getEntry(person(other), "1.1") == null);
        Map<String, Map<String, Set<String>>> left = people(instance);
        if (!left.containsKey(other) && !keys(left, keep).containsAll(keys(before, other))) {
            half++;
        }
        expect(instance.commands().merge(keep, other), when + ", finished");
        Map<String, Map<String, Set<String>>> merged = people(instance);
        Set<String> all = new TreeSet<>(keys(before, keep));
        all.addAll(keys(before, other));
        if (merged.containsKey(other) || !keys(merged, keep).equals(all)) {
            problems.add(when + ": " + merged.get(keep));
        }
        if (!merged.get(keep).get("supannAliasLogin").contains(other)) {
            problems.add(when + ": the login is no alias: " + merged.get(keep));
        }
        expect(instance.commands().run(SOURCE), when + ", a run");
        if (!keys(people(instance), keep).equals(all)) {
            problems.add(when + ": a run took it apart");
        }
        kill(
                instance,
                instance.commands().startUnmerge(keep, other),
                operator ->
                        operator.getEntry(person(keep), "sesameSourceKey").getAttributeValues("sesameSourceKey").length
                                == 1);
        if (!people(instance).containsKey(other)) {
            half++;
        }
        expect(instance.commands().unmerge(keep, other), when + ", undone");
        expect(instance.commands().run(SOURCE), when + ", a run after it");
        Map<String, Map<String, Set<String>>> after = people(instance);
        before.keySet().stream()
                .filter(login -> !before.get(login).equals(after.get(login)))
                .forEach(login -> problems.add(
                        when + ": " + login + " was " + before.get(login) + " and is " + after.get(login)));
    }

    private interface Sign {
        boolean isThere(LDAPConnection operator) throws LDAPException;
    }

    /** Shortly after the first thing can be seen, the command or the service goes. */
    private void kill(Instance instance, Process command, Sign begun) throws Exception {
        try (LDAPConnection operator = instance.operator()) {
            while (command.isAlive() && !begun.isThere(operator)) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
        }
        TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_WAIT));
        if (done % 2 == 1) {
            instance.kill();
            command.waitFor();
            instance.start();
        } else {
            command.destroyForcibly().waitFor();
        }
    }

    private static String person(String login) {
        return "uid=" + login + ",ou=people," + Instance.BASE;
    }

    private static Set<String> keys(Map<String, Map<String, Set<String>>> people, String login) {
        return people.getOrDefault(login, Map.of()).getOrDefault("sesameSourceKey", Set.of());
    }

    private static Map<String, Map<String, Set<String>>> people(Instance instance) throws Exception {
        Map<String, Map<String, Set<String>>> people = new TreeMap<>();
        try (LDAPConnection operator = instance.operator()) {
            for (SearchResultEntry entry : operator.search(
                            "ou=people," + Instance.BASE, SearchScope.ONE, "(objectClass=sesameAccount)", COMPARED)
                    .getSearchEntries()) {
                Map<String, Set<String>> values = new TreeMap<>();
                for (Attribute attribute : entry.getAttributes()) {
                    values.put(attribute.getName(), new TreeSet<>(Arrays.asList(attribute.getValues())));
                }
                people.put(entry.getAttributeValue("uid"), values);
            }
        }
        return people;
    }

    private void expect(Commands.Said said, String when) {
        if (said.code() != 0) {
            problems.add(when + ": exit code " + said.code() + ": " + said.text());
        }
    }
}
