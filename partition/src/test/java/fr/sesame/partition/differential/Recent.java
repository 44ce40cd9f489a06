package fr.sesame.partition.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Where the last writes were: what goes wrong goes wrong where several things happen one after the other. */
final class Recent {
    private static final int MOST = 6;

    private final List<String> names = new ArrayList<>();

    /** One of the names, if its entry is there. */
    String orElse(String other, Population population, RandomGenerator random) {
        if (names.isEmpty()) {
            return other;
        }
        String name = names.get(random.nextInt(names.size()));
        boolean there = population.all().stream()
                .anyMatch(entry -> entry.getDn().getName().equals(name));
        return there ? name : other;
    }

    /** Remembers where a write leaves its entry, or under whom it was. */
    Operation.Write remembering(Operation.Write write) {
        if (write instanceof Operation.Add add) {
            names.add(add.dn());
        } else if (write instanceof Operation.Rename rename) {
            names.add(rename.newRdn() + "," + above(rename.dn()));
        } else if (write instanceof Operation.Move move) {
            names.add(move.newSuperior());
        } else if (write instanceof Operation.MoveAndRename both) {
            names.add(both.newRdn() + "," + both.newSuperior());
        } else if (write instanceof Operation.Delete delete) {
            names.add(above(delete.dn()));
        }
        if (names.size() > MOST) {
            names.remove(0);
        }
        return write;
    }

    private static String above(String dn) {
        return dn.substring(dn.indexOf(',') + 1);
    }
}
