package fr.sesame.partition.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.apache.directory.api.ldap.model.entry.Attribute;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.entry.ModificationOperation;
import org.apache.directory.api.ldap.model.entry.Value;
import org.apache.directory.api.ldap.model.message.AliasDerefMode;
import org.apache.directory.api.ldap.model.message.SearchScope;
import org.apache.directory.api.ldap.model.name.Rdn;

/** The next random operation, mostly one that will be done, at times one that must be refused. */
final class Generator {
    static final String SUFFIX = "dc=example,dc=org";
    private static final int CROWD = 110;

    private final RandomGenerator random;
    private final FilterGenerator filters;
    private final Recent recent = new Recent();
    private int csns;

    Generator(RandomGenerator random) {
        this.random = random;
        this.filters = new FilterGenerator(random);
    }

    /** The entry at the top, with which every history begins. */
    Operation.Add suffix() {
        return new Operation.Add(SUFFIX, List.of(classes("top", "domain"), uuid()), csn());
    }

    Operation next(Population population) {
        int choice = random.nextInt(100);
        if (choice < 45) {
            return search(population);
        } else if (choice < 48) {
            return new Operation.Lookup(random.nextInt(10) == 0 ? missing(population) : name(population));
        } else if (choice < 51) {
            List<Operation.Write> writes = new ArrayList<>();
            for (int i = 1 + random.nextInt(4); i > 0; i--) {
                writes.add(write(population));
            }
            return new Operation.Aborted(writes);
        }
        return recent.remembering(write(population));
    }

    private Operation.Write write(Population population) {
        int choice = random.nextInt(100);
        if (choice < (population.size() < CROWD ? 34 : 4)) {
            return add(population);
        } else if (choice < (population.size() < CROWD ? 66 : 36)) {
            return modify(population);
        } else if (choice < 75 && choice >= 66) {
            return new Operation.Rename(name(population), rdn(), random.nextBoolean(), csn());
        } else if (choice < 81 && choice >= 75) {
            return new Operation.Move(name(population), superior(population), csn());
        } else if (choice < 86 && choice >= 81) {
            return new Operation.MoveAndRename(
                    name(population), superior(population), rdn(), random.nextBoolean(), csn());
        }
        return new Operation.Delete(random.nextInt(10) == 0 ? missing(population) : name(population));
    }

    private Operation.Search search(Population population) {
        SearchScope scope =
                one(List.of(SearchScope.OBJECT, SearchScope.ONELEVEL, SearchScope.SUBTREE, SearchScope.SUBTREE));
        String base = switch (random.nextInt(20)) {
            case 0 -> missing(population);
            case 1, 2, 3, 4, 5, 6, 7, 8, 9 -> SUFFIX;
            default -> name(population);
        };
        AliasDerefMode aliases =
                random.nextInt(4) == 0 ? one(List.of(AliasDerefMode.values())) : AliasDerefMode.NEVER_DEREF_ALIASES;
        return new Operation.Search(base, scope, aliases, filters.filter(3));
    }

    private Operation.Add add(Population population) {
        List<Operation.Values> attributes = new ArrayList<>();
        attributes.add(uuid());
        String parent = superior(population);
        int kind = random.nextInt(20);
        if (kind == 0) {
            attributes.add(classes("top", "alias", "extensibleObject"));
            String target = random.nextInt(12) == 0 ? missing(population) : name(population);
            attributes.add(new Operation.Values("aliasedObjectName", List.of(target)));
            return new Operation.Add(rdn() + "," + parent, attributes, csn());
        }
        if (kind < 5) {
            attributes.add(classes("top", "organizationalUnit", "extensibleObject"));
            attributes.add(new Operation.Values("ou", List.of(one(List.of("a", "b", "A", "c d")))));
            some(attributes, 3);
            return new Operation.Add(
                    "ou=" + one(List.of("a", "b", "B", "c  d", "e")) + "," + parent, attributes, csn());
        }
        attributes.add(classes("top", "person", "organizationalPerson", "inetOrgPerson", "tThing"));
        attributes.add(values(Alphabet.ALL.get(0)));
        attributes.add(values(Alphabet.ALL.get(1)));
        some(attributes, 9);
        return new Operation.Add(rdn() + "," + parent, attributes, csn());
    }

    private void some(List<Operation.Values> attributes, int most) {
        List<Alphabet> left = new ArrayList<>(Alphabet.ALL.subList(2, Alphabet.ALL.size()));
        for (int i = random.nextInt(most); i > 0; i--) {
            attributes.add(values(left.remove(random.nextInt(left.size()))));
        }
    }

    private Operation.Modify modify(Population population) {
        Entry entry = one(population.all());
        List<Operation.Change> changes = new ArrayList<>();
        for (int i = random.nextInt(3) == 0 ? 3 : 1; i > 0; i--) {
            if (entry.hasObjectClass("alias") && random.nextInt(3) == 0) {
                changes.add(new Operation.Change(
                        ModificationOperation.REPLACE_ATTRIBUTE, "aliasedObjectName", List.of(name(population))));
            } else {
                changes.add(random.nextInt(12) == 0 ? classChange() : change(entry));
            }
        }
        String dn =
                random.nextInt(30) == 0 ? missing(population) : entry.getDn().getName();
        return new Operation.Modify(dn, changes, csn());
    }

    private Operation.Change classChange() {
        return new Operation.Change(
                one(List.of(ModificationOperation.ADD_ATTRIBUTE, ModificationOperation.REMOVE_ATTRIBUTE)),
                "objectClass",
                List.of(one(List.of("tThing", "extensibleObject", "uidObject", "TTHING"))));
    }

    private Operation.Change change(Entry entry) {
        Alphabet kind = one(Alphabet.ALL);
        Attribute present = entry.get(kind.attribute());
        return switch (random.nextInt(present == null ? 3 : 6)) {
            case 0, 1 ->
                new Operation.Change(
                        ModificationOperation.ADD_ATTRIBUTE,
                        kind.attribute(),
                        values(kind).values());
            case 2, 3 ->
                new Operation.Change(
                        ModificationOperation.REPLACE_ATTRIBUTE,
                        kind.attribute(),
                        random.nextInt(4) == 0 ? List.of() : values(kind).values());
            default ->
                new Operation.Change(ModificationOperation.REMOVE_ATTRIBUTE, kind.attribute(), removed(kind, present));
        };
    }

    private List<String> removed(Alphabet kind, Attribute present) {
        if (kind.rules().isEmpty() || random.nextInt(3) == 0) {
            return List.of(); // one value of an attribute without an equality rule cannot be named
        }
        List<String> values = new ArrayList<>();
        if (!kind.isBinary() && present != null) {
            for (Value value : present) {
                if (random.nextBoolean()) {
                    values.add(value.getString());
                }
            }
        }
        return values.isEmpty() ? List.of(one(kind.values())) : values;
    }

    private Operation.Values values(Alphabet kind) {
        List<String> values = new ArrayList<>();
        for (int i = kind.single() ? 1 : 1 + random.nextInt(3); i > 0; i--) {
            values.add(one(kind.values()));
        }
        return new Operation.Values(kind.attribute(), values);
    }

    private String rdn() {
        return switch (random.nextInt(12)) {
            case 0 -> pair("cn") + "+" + pair("sn");
            case 1 -> pair("displayName");
            case 2 -> pair("tCount");
            case 3, 4, 5 -> pair("cn");
            default -> pair("uid");
        };
    }

    private String pair(String attribute) {
        for (Alphabet kind : Alphabet.ALL) {
            if (kind.attribute().equals(attribute)) {
                return attribute + "=" + Rdn.escapeValue(one(kind.values()));
            }
        }
        throw new IllegalArgumentException(attribute);
    }

    private String superior(Population population) {
        return switch (random.nextInt(20)) {
            case 0 -> missing(population);
            case 1, 2, 3, 4, 5, 6 -> SUFFIX;
            default -> name(population);
        };
    }

    private String name(Population population) {
        String any = one(population.all()).getDn().getName();
        return random.nextInt(5) < 2 ? recent.orElse(any, population, random) : any;
    }

    private String missing(Population population) {
        return "ou=nowhere," + name(population);
    }

    private static Operation.Values classes(String... names) {
        return new Operation.Values("objectClass", List.of(names));
    }

    private Operation.Values uuid() {
        long high = (random.nextLong() & ~0xf000L) | 0x4000L;
        long low = (random.nextLong() >>> 2) | 0x8000000000000000L;
        return new Operation.Values("entryUUID", List.of(new UUID(high, low).toString()));
    }

    private String csn() {
        int number = csns++;
        return String.format("202601010000%02d.%06dZ#000000#001#000000", number / 1_000_000, number % 1_000_000);
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
