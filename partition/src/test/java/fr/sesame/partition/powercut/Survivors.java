package fr.sesame.partition.powercut;

import fr.sesame.partition.differential.Entries;
import fr.sesame.partition.differential.ModelPartition;
import fr.sesame.partition.differential.Operation;
import fr.sesame.partition.differential.Server;
import fr.sesame.partition.differential.TestSchema;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.model.schema.SchemaManager;

/**
 * Looks at a store after a cut. Of each thread it must have the state after its last acknowledged write, or after the next one
 * if that had begun: nothing else, and nothing in between.
 */
final class Survivors {
    private final SchemaManager schema;
    /** For each thread the states after 0, 1, 2 … writes. */
    private final List<List<Set<String>>> states = new ArrayList<>();

    Survivors(SchemaManager schema, long seed, int threads, int writes) throws LdapException {
        this.schema = schema;
        for (int thread = 0; thread < threads; thread++) {
            states.add(states(thread, Workload.of(seed, thread, writes)));
        }
    }

    private List<Set<String>> states(int thread, List<Operation.Write> writes) throws LdapException {
        ModelPartition partition = new ModelPartition(schema);
        partition.setId("model");
        partition.setSuffixDn(new Dn(schema, Workload.SUFFIX));
        partition.initialize();
        Server server = new Server(schema, partition);
        server.apply(Workload.top());
        List<Set<String>> after = new ArrayList<>();
        after.add(own(thread, server.everything()));
        for (Operation.Write write : writes) {
            server.apply(write);
            after.add(own(thread, server.everything()));
        }
        return after;
    }

    private static Set<String> own(int thread, List<Entry> entries) {
        Set<String> own = new TreeSet<>();
        for (Entry entry : entries) {
            if (entry.getDn().getRdn().getValue().startsWith(Workload.owner(thread))) {
                own.add(Entries.text(entry));
            }
        }
        return own;
    }

    /**
     * What is wrong; nothing if all is well.
     *
     * @param done how many writes each thread had seen acknowledged
     * @param begun how many it had begun
     */
    List<String> problems(Path folder, int[] done, int[] begun) {
        List<String> problems = new ArrayList<>();
        try (Store store = new Store(schema, folder, true)) {
            problems.addAll(store.partition().maintenance().verify().problems());
            List<Entry> entries = store.server().everything();
            for (int thread = 0; thread < states.size(); thread++) {
                Set<String> found = own(thread, entries);
                List<Set<String>> known = states.get(thread);
                if (!found.equals(known.get(done[thread])) && !found.equals(known.get(begun[thread]))) {
                    problems.add("thread " + thread + " had done " + done[thread] + " and begun " + begun[thread]
                            + "; what is there is " + where(thread, found));
                }
            }
        } catch (LdapException | RuntimeException e) {
            problems.add("does not open: " + e);
        }
        return problems;
    }

    /** The process that opens stores after cuts, one for each line that it gets: folder, done and begun of each thread. */
    public static void main(String[] arguments) throws Exception {
        int threads = Integer.parseInt(arguments[1]);
        Survivors survivors =
                new Survivors(TestSchema.load(), Long.parseLong(arguments[0]), threads, Integer.parseInt(arguments[2]));
        BufferedReader asked = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = asked.readLine(); line != null; line = asked.readLine()) {
            String[] words = line.split("\t", -1);
            int[] done = new int[threads];
            int[] begun = new int[threads];
            for (int thread = 0; thread < threads; thread++) {
                done[thread] = Integer.parseInt(words[1 + 2 * thread]);
                begun[thread] = Integer.parseInt(words[2 + 2 * thread]);
            }
            List<String> problems = survivors.problems(Path.of(words[0]), done, begun);
            System.out.println(Checker.ANSWER + String.join("; ", problems).replace('\n', ' '));
        }
    }

    private String where(int thread, Set<String> found) {
        int state = states.get(thread).lastIndexOf(found);
        return state < 0 ? "the state after none of its writes: " + found : "the state after " + state;
    }
}
