package fr.sesame.partition.powercut;

import fr.sesame.partition.Verification;
import fr.sesame.partition.differential.Entries;
import fr.sesame.partition.differential.ModelPartition;
import fr.sesame.partition.differential.Operation;
import fr.sesame.partition.differential.Server;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.model.schema.SchemaManager;

/**
 * Looks at a store after a cut. Of each thread it must have the state after its last acknowledged write, or after the next one
 * if that had begun: nothing else, and nothing in between.
 */
final class Survivors {
    private final SchemaManager schema;
    private final long seed;
    private final int threads;
    private final int writes;
    /** For each thread the states after 0, 1, 2 … writes. */
    private final List<List<Set<String>>> states = new ArrayList<>();

    Survivors(SchemaManager schema, long seed, int threads, int writes) throws Exception {
        this.schema = schema;
        this.seed = seed;
        this.threads = threads;
        this.writes = writes;
        for (int thread = 0; thread < threads; thread++) {
            states.add(states(thread));
        }
    }

    private List<Set<String>> states(int thread) throws Exception {
        ModelPartition partition = new ModelPartition(schema);
        partition.setId("model");
        partition.setSuffixDn(new Dn(schema, Workload.SUFFIX));
        partition.initialize();
        Server server = new Server(schema, partition);
        server.apply(Workload.top());
        List<Set<String>> after = new ArrayList<>();
        after.add(own(thread, server.everything()));
        for (Operation.Write write : Workload.of(seed, thread, writes)) {
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

    /** What is wrong; nothing if all is well. */
    List<String> problems(Path folder, Trace trace, int place) {
        List<String> problems = new ArrayList<>();
        try (Store store = new Store(schema, folder, true)) {
            Verification verification = store.partition().verify();
            problems.addAll(verification.problems());
            List<Entry> entries = store.server().everything();
            for (int thread = 0; thread < threads; thread++) {
                int done = trace.last(thread, "did", place);
                int begun = trace.last(thread, "begins", place);
                Set<String> found = own(thread, entries);
                if (!found.equals(states.get(thread).get(done)) && !found.equals(states.get(thread).get(begun))) {
                    problems.add("thread " + thread + " had done " + done + " and begun " + begun
                            + "; what is there is " + where(thread, found));
                }
            }
        } catch (Exception e) {
            problems.add("does not open: " + e);
        }
        return problems;
    }

    private String where(int thread, Set<String> found) {
        int state = states.get(thread).lastIndexOf(found);
        return state < 0 ? "the state after none of its writes: " + found : "the state after " + state;
    }
}
