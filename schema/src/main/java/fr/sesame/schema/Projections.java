package fr.sesame.schema;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that entries show of their accounts: several projections, each with attributes of its own, and
 * {@link Attributes#NEXT_CHANGE}, the next instant at which any of them changes. Whoever waits for that instant misses nothing.
 */
public final class Projections {
    private static final Instant YEAR_10000 = Instant.parse("+10000-01-01T00:00:00Z");

    private final List<Projection> all;
    private final Set<String> attributes;
    private final Set<String> shared;
    private final List<String> objectClasses;

    /** @throws IllegalArgumentException if two of them have an attribute in common */
    public Projections(Projection... all) {
        this.all = List.of(all);
        Set<String> names = new HashSet<>(Set.of(Attributes.NEXT_CHANGE));
        Set<String> sharedNames = new HashSet<>();
        Set<String> classes = new LinkedHashSet<>();
        for (Projection projection : all) {
            for (String name : projection.attributes()) {
                if (!names.add(name)) {
                    throw new IllegalArgumentException(name + " is projected twice");
                }
            }
            sharedNames.addAll(projection.shared());
            classes.addAll(projection.objectClasses());
        }
        attributes = Set.copyOf(names);
        shared = Set.copyOf(sharedNames);
        objectClasses = List.copyOf(classes);
    }

    /** Every attribute that is projected: nobody else decides what is in them. */
    public Set<String> attributes() {
        return attributes;
    }

    /** Those of which only some values are ours. */
    public Set<String> shared() {
        return shared;
    }

    /** The auxiliary classes that an entry needs for them, beside {@link ObjectClasses#SESAME_ACCOUNT}. */
    public List<String> objectClasses() {
        return objectClasses;
    }

    /** As {@link Projection#of}, of all of them. */
    public Map<String, List<String>> of(
            Projection.Subject subject, Instant at, Map<String, ? extends Collection<String>> present) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (Projection projection : all) {
            values.putAll(projection.of(subject, at, present));
        }
        values.put(
                Attributes.NEXT_CHANGE,
                all.stream()
                        .flatMap(projection -> projection.changes(subject))
                        .filter(change -> change.isAfter(at))
                        .min(Instant::compareTo)
                        .filter(next -> next.isBefore(YEAR_10000))
                        .map(next -> List.of(TimeText.format(next)))
                        .orElse(List.of()));
        return values;
    }
}
