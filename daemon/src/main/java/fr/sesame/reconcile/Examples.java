package fr.sesame.reconcile;

import java.util.Collection;
import java.util.stream.Collectors;

/** The first few of many, for a message. */
final class Examples {
    private static final int MOST = 10;

    private Examples() {}

    static String of(Collection<?> all) {
        String some = all.stream().limit(MOST).map(String::valueOf).collect(Collectors.joining(", "));
        return all.size() > MOST ? some + " and " + (all.size() - MOST) + " more" : some;
    }
}
