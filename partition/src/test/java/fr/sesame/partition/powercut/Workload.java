package fr.sesame.partition.powercut;

import fr.sesame.partition.differential.Operation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.apache.directory.api.ldap.model.entry.ModificationOperation;

/**
 * What each thread of the writing process does: adds, modifies and deletes of entries that are its own, so that its state is
 * known from the number of its writes alone. The same for the same seed: the writer does it, and the checker knows it.
 */
final class Workload {
    static final String SUFFIX = "dc=example,dc=org";
    static final List<String> INDEXED =
            List.of("cn", "sn", "uid", "mail", "telephoneNumber", "tText", "tCount", "displayName", "tUntil");
    static final List<String> SUBSTRINGS = List.of("cn", "tText");
    private static final int ENTRIES = 12;
    /** Longer than a page, so that some values have pages of their own. */
    private static final int LONG = 9_000;

    private Workload() {}

    static Operation.Add top() {
        return new Operation.Add(
                SUFFIX,
                List.of(values("objectClass", "top", "domain"), values("entryUUID", uuid(new SplittableRandom(1)))),
                csn(0, 0));
    }

    /** The writes of a thread, in their order. */
    static List<Operation.Write> of(long seed, int thread, int writes) {
        SplittableRandom random = new SplittableRandom(seed * 1_000 + thread);
        Set<String> present = new HashSet<>();
        List<Operation.Write> list = new ArrayList<>();
        for (int i = 1; i <= writes; i++) {
            String dn = "uid=" + owner(thread) + random.nextInt(ENTRIES) + "," + SUFFIX;
            if (present.add(dn)) {
                list.add(add(random, thread, i, dn));
            } else if (random.nextInt(3) == 0) {
                present.remove(dn);
                list.add(new Operation.Delete(dn));
            } else {
                list.add(modify(random, thread, i, dn));
            }
        }
        return list;
    }

    /** With what the names of a thread's entries begin. */
    static String owner(int thread) {
        return "t" + thread + "e";
    }

    private static Operation.Add add(SplittableRandom random, int thread, int i, String dn) {
        return new Operation.Add(
                dn,
                List.of(
                        values("objectClass", "top", "person", "organizationalPerson", "inetOrgPerson", "tThing"),
                        values("entryUUID", uuid(random)),
                        values("cn", "Write " + i, "Thread " + thread),
                        values("sn", "Added " + i),
                        values("mail", "w" + i + "@example.org"),
                        values("tText", text(random, i))),
                csn(thread, i));
    }

    private static Operation.Modify modify(SplittableRandom random, int thread, int i, String dn) {
        return new Operation.Modify(
                dn,
                List.of(
                        replace("sn", "Modified " + i),
                        replace("tCount", Integer.toString(i)),
                        replace("telephoneNumber", "+33 1 00 00 " + (1000 + i), "+33 2 00 00 " + (1000 + i)),
                        replace("displayName", "Write " + i),
                        replace("tText", text(random, i))),
                csn(thread, i));
    }

    private static String text(SplittableRandom random, int i) {
        String word = "text of write " + i + " ";
        int length = random.nextInt(8) == 0 ? LONG : 20 + random.nextInt(200);
        return word.repeat(length / word.length() + 1).strip();
    }

    private static Operation.Change replace(String attribute, String... values) {
        return new Operation.Change(ModificationOperation.REPLACE_ATTRIBUTE, attribute, List.of(values));
    }

    private static Operation.Values values(String attribute, String... values) {
        return new Operation.Values(attribute, List.of(values));
    }

    private static String uuid(SplittableRandom random) {
        long high = (random.nextLong() & ~0xf000L) | 0x4000L;
        long low = (random.nextLong() >>> 2) | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }

    private static String csn(int thread, int i) {
        return String.format("20260101000000.%06dZ#000000#%03x#000000", i, thread);
    }
}
