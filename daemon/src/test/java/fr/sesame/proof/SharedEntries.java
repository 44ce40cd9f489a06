package fr.sesame.proof;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.ResultCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Entries that all clients write at once. Each holds a counter, which is raised by taking away the old value and adding the
 * next one in a single modification: whoever comes second is refused. Each collects values of all clients. One name each is
 * added and deleted by all.
 */
final class SharedEntries {
    private static final String COUNTER = "description";
    private static final String COLLECTED = "sesameSourceKey";

    private final People people;
    private final AtomicIntegerArray raised;
    private final AtomicIntegerArray refused;
    private final List<Set<String>> collected = new ArrayList<>();
    private final AtomicIntegerArray balance;

    SharedEntries(int number, Random random) {
        people = new People(random);
        raised = new AtomicIntegerArray(number);
        refused = new AtomicIntegerArray(number);
        balance = new AtomicIntegerArray(number);
        for (int i = 0; i < number; i++) {
            collected.add(new ConcurrentSkipListSet<>());
        }
    }

    void make(LDAPConnection connection) throws LDAPException {
        for (int i = 0; i < collected.size(); i++) {
            Entry entry = people.entry(person(i), "shared-" + i, "shared-" + i + "@univ.example");
            entry.setAttribute(COUNTER, "0");
            entry.setAttribute(COLLECTED, "apogee:shared-" + i);
            connection.add(entry);
            collected.get(i).add("apogee:shared-" + i);
        }
    }

    private static DN person(int i) {
        return new DN(new RDN("uid", "shared-" + i), Repertoire.branch("people"));
    }

    private static DN contested(int i) {
        return new DN(new RDN("supannCodeEntite", "contested-" + i), Repertoire.branch("structures"));
    }

    static boolean owns(DN name) {
        String value = name.getRDN().getAttributeValues()[0];
        return value.startsWith("shared-") || value.startsWith("contested-");
    }

    /** Reads the counter, and raises it unless another has done so in between. */
    void raise(LDAPConnection connection, int i) throws LDAPException {
        Entry before = connection.getEntry(person(i).toString(), COUNTER);
        if (before == null) {
            throw new LDAPException(ResultCode.NO_SUCH_OBJECT, person(i) + " was not found");
        }
        int count = before.getAttributeValueAsInteger(COUNTER);
        try {
            connection.modify(
                    person(i).toString(),
                    List.of(
                            new Modification(ModificationType.DELETE, COUNTER, Integer.toString(count)),
                            new Modification(ModificationType.ADD, COUNTER, Integer.toString(count + 1))));
            raised.incrementAndGet(i);
        } catch (LDAPException e) {
            allow(e, ResultCode.NO_SUCH_ATTRIBUTE);
            refused.incrementAndGet(i);
        }
    }

    /** Adds a value that nobody else adds, and takes every third away again. */
    void collect(LDAPConnection connection, int i, String value, boolean takeAway) throws LDAPException {
        connection.modify(person(i).toString(), new Modification(ModificationType.ADD, COLLECTED, value));
        if (takeAway) {
            connection.modify(person(i).toString(), new Modification(ModificationType.DELETE, COLLECTED, value));
        } else {
            collected.get(i).add(value);
        }
    }

    /** Of all who add the same name one succeeds, and of all who delete it. */
    void contest(LDAPConnection connection, int i, boolean add) throws LDAPException {
        try {
            if (add) {
                Entry entry = new Entry(contested(i));
                entry.addAttribute("objectClass", "top", "organizationalUnit", "supannEntite");
                entry.addAttribute("ou", "contested");
                entry.addAttribute("supannCodeEntite", "contested-" + i);
                connection.add(entry);
                balance.incrementAndGet(i);
            } else {
                connection.delete(contested(i).toString());
                balance.decrementAndGet(i);
            }
        } catch (LDAPException e) {
            allow(e, add ? ResultCode.ENTRY_ALREADY_EXISTS : ResultCode.NO_SUCH_OBJECT);
        }
    }

    private static void allow(LDAPException e, ResultCode expected) throws LDAPException {
        if (!e.getResultCode().equals(expected)) {
            throw e;
        }
    }

    int raised() {
        return sum(raised);
    }

    int refused() {
        return sum(refused);
    }

    private static int sum(AtomicIntegerArray numbers) {
        int sum = 0;
        for (int i = 0; i < numbers.length(); i++) {
            sum += numbers.get(i);
        }
        return sum;
    }

    /** Every update that is lost, and every one that is there and was refused. */
    List<String> differences(Entries found) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < collected.size(); i++) {
            Entry entry = found.get(person(i));
            if (entry == null) {
                lines.add(person(i) + " is not there");
                continue;
            }
            compare(lines, person(i) + " counter", Set.of(Integer.toString(raised.get(i))), entry, COUNTER);
            compare(lines, person(i) + " collected", collected.get(i), entry, COLLECTED);
            int there = found.get(contested(i)) == null ? 0 : 1;
            if (there != balance.get(i)) {
                lines.add(contested(i) + ": successful adds less deletes " + balance.get(i) + ", there " + there);
            }
        }
        return lines;
    }

    private static void compare(List<String> lines, String what, Set<String> wanted, Entry entry, String attribute) {
        String[] values = entry.getAttributeValues(attribute);
        Set<String> missing = new TreeSet<>(wanted);
        List<String> tooMany = new ArrayList<>();
        for (String value : values == null ? new String[0] : values) {
            if (!missing.remove(value)) {
                tooMany.add(value);
            }
        }
        if (!missing.isEmpty() || !tooMany.isEmpty()) {
            lines.add(what + ": lost " + missing + ", too many " + tooMany);
        }
    }
}
