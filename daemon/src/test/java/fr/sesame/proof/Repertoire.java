package fr.sesame.proof;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.RDN;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * The writes that one writer may do to its own entries, drawn at random: what an operator is allowed to, and no other. People
 * are added and modified; what stands in the other branches is also deleted, renamed and moved.
 */
final class Repertoire {
    private static final int PEOPLE = 250;
    private static final int OTHERS = 120;
    private static final int REMEMBERED = 200;

    private final String owner;
    private final Random random;
    private final People people;
    private final Deque<String> given = new ArrayDeque<>();
    private int serial;

    Repertoire(String owner, Random random) {
        this.owner = owner;
        this.random = random;
        this.people = new People(random);
    }

    static DN branch(String name) {
        return new DN(new RDN("ou", name), new DN(new RDN("dc", "univ"), new RDN("dc", "example")));
    }

    /** The mail addresses that it gave last. */
    Collection<String> givenMails() {
        return List.copyOf(given);
    }

    Operation next(Entries mine) throws LDAPException {
        List<DN> persons = new ArrayList<>();
        List<DN> others = new ArrayList<>();
        mine.names().forEach(name -> (isPerson(name) ? persons : others).add(name));
        int dice = random.nextInt(100);
        if ((dice < 10 && persons.size() < PEOPLE) || dice == 10 || persons.isEmpty()) {
            return addPerson();
        } else if (dice < 50) {
            return modifyPerson(mine, persons);
        } else if ((dice < 65 && others.size() < OTHERS) || others.isEmpty()) {
            return addOther(others);
        } else if (dice < 75) {
            return modifyOther(one(others));
        } else if (dice < 85) {
            return rename(mine, others);
        }
        return delete(mine, others);
    }

    /** A person with a value of that many bytes. */
    Operation addPersonOf(int bytes) {
        Entry entry = person();
        entry.setAttribute("description", "d".repeat(bytes));
        return new Operation.Add(entry);
    }

    Operation addPerson() {
        Entry entry = person();
        if (random.nextInt(10) == 0) {
            entry.addAttribute("description", people.longText());
        }
        return new Operation.Add(entry);
    }

    private Entry person() {
        String uid = fresh();
        return people.entry(new DN(new RDN("uid", uid), branch("people")), uid, mail());
    }

    Operation modifyPerson(Entries mine, List<DN> persons) {
        DN name = one(persons);
        Entry before = mine.get(name);
        List<Modification> all = new ArrayList<>(people.changes(before, owner + "-" + ++serial));
        if (random.nextInt(3) > 0) {
            // A mail address stays whose it is; this is indexed too, and may change.
            all.add(new Modification(ModificationType.REPLACE, "supannEmpId", fresh()));
        }
        return new Operation.Modify(name, all);
    }

    private Operation addOther(List<DN> others) {
        String code = fresh();
        List<DN> structures = others.stream().filter(Repertoire::isStructure).toList();
        return switch (random.nextInt(4)) {
            case 0 -> new Operation.Add(service(code));
            case 1 -> new Operation.Add(group(code));
            default ->
                new Operation.Add(structure(
                        code, structures.isEmpty() || random.nextBoolean() ? branch("structures") : one(structures)));
        };
    }

    private static Entry structure(String code, DN parent) {
        Entry entry = new Entry(new DN(new RDN("supannCodeEntite", code), parent));
        entry.addAttribute("objectClass", "top", "organizationalUnit", "supannEntite");
        entry.addAttribute("ou", code);
        entry.addAttribute("supannCodeEntite", code);
        entry.addAttribute("supannTypeEntite", "UFR");
        return entry;
    }

    private Entry service(String name) {
        Entry entry = new Entry(new DN(new RDN("cn", name), branch("services")));
        entry.addAttribute("objectClass", "top", "applicationProcess");
        entry.addAttribute("cn", name);
        entry.addAttribute("description", random.nextInt(4) == 0 ? people.longText() : "a service");
        return entry;
    }

    private Entry group(String name) {
        Entry entry = new Entry(new DN(new RDN("cn", name), branch("groups")));
        entry.addAttribute("objectClass", "top", "groupOfNames");
        entry.addAttribute("cn", name);
        entry.addAttribute("member", new DN(new RDN("uid", owner + "-nobody"), branch("people")).toString());
        return entry;
    }

    private Operation modifyOther(DN name) {
        return new Operation.Modify(
                name,
                List.of(
                        new Modification(ModificationType.REPLACE, "description", "label " + random.nextInt(1_000)),
                        // Indexed, and no part of the name.
                        isStructure(name)
                                ? new Modification(ModificationType.REPLACE, "ou", "unit " + random.nextInt(50))
                                : new Modification(
                                        ModificationType.REPLACE,
                                        "seeAlso",
                                        branch("people").toString())));
    }

    private Operation rename(Entries mine, List<DN> others) {
        DN name = one(others);
        RDN rdn = new RDN(name.getRDN().getAttributeNames()[0], fresh());
        if (!isStructure(name) || random.nextBoolean()) {
            return new Operation.Rename(name, rdn, null);
        }
        List<DN> parents = others.stream()
                .filter(Repertoire::isStructure)
                .filter(other -> !other.equals(name) && !other.isDescendantOf(name, true))
                .filter(other -> mine.below(name).count() < 5)
                .toList();
        return new Operation.Rename(name, rdn, parents.isEmpty() ? branch("structures") : one(parents));
    }

    private Operation delete(Entries mine, List<DN> others) {
        DN name = one(others);
        while (mine.below(name).findFirst().isPresent()) {
            name = mine.childrenOf(name).findFirst().orElseThrow();
        }
        return new Operation.Delete(name);
    }

    static boolean isPerson(DN name) {
        return branch("people").equals(name.getParent());
    }

    private static boolean isStructure(DN name) {
        return name.isDescendantOf(branch("structures"), false);
    }

    private String fresh() {
        return owner + "-" + ++serial;
    }

    private String mail() {
        String mail = fresh() + "@univ.example";
        given.addLast(mail);
        if (given.size() > REMEMBERED) {
            given.removeFirst();
        }
        return mail;
    }

    private DN one(List<DN> names) {
        return names.get(random.nextInt(names.size()));
    }
}
