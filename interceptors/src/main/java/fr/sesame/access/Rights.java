package fr.sesame.access;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What somebody may do: the grants of all their roles, by place. Immutable once made. */
public final class Rights {
    /** One grant of a role. */
    record Granted(Place place, Reach reach, Grant grant) {}

    private final Map<Place, Map<Reach, Grant>> grants = new EnumMap<>(Place.class);
    private final SearchLimits limits;

    Rights(List<Granted> granted, SearchLimits limits) {
        for (Granted one : granted) {
            grants.computeIfAbsent(one.place(), place -> new EnumMap<>(Reach.class))
                    .merge(one.reach(), one.grant(), Grant::union);
        }
        this.limits = limits;
    }

    /**
     * What may be done with an entry.
     *
     * @param own whether it is one's own
     * @param listed whether it is in the public white pages
     */
    public Grant on(Place place, boolean own, boolean listed) {
        Map<Reach, Grant> there = grants.getOrDefault(place, Map.of());
        List<Grant> held = new ArrayList<>();
        held.add(there.getOrDefault(Reach.ALL, Grant.NOTHING));
        held.add(own ? there.getOrDefault(Reach.OWN, Grant.NOTHING) : Grant.NOTHING);
        // Who sees everybody does so with the attributes that were named for it, and no more.
        held.add(listed && isListingAsked(place) ? there.getOrDefault(Reach.LISTED, Grant.NOTHING) : Grant.NOTHING);
        return held.stream().reduce(Grant.NOTHING, Grant::union);
    }

    /** Whether it matters there who is in the white pages. */
    public boolean isListingAsked(Place place) {
        Map<Reach, Grant> there = grants.getOrDefault(place, Map.of());
        return there.containsKey(Reach.LISTED) && !there.containsKey(Reach.ALL);
    }

    /** How much a search may give and take. */
    public SearchLimits limits() {
        return limits;
    }
}
