package fr.sesame.account;

import java.time.LocalDate;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One record of one source: this person, in this population, in this structure, with these dates.
 *
 * @param key who it is, in the source's words
 * @param population why it gives an account
 * @param structure where, or null if the source does not say
 * @param facts from when to when
 */
public record Affiliation(
        SourceKey key, Population population, @Nullable StructureCode structure, Facts facts)
        implements Comparable<Affiliation> {

    private static final Comparator<LocalDate> DAYS = Comparator.nullsFirst(Comparator.naturalOrder());
    private static final Comparator<Affiliation> ORDER = Comparator.comparing(Affiliation::key)
            .thenComparing(Affiliation::population)
            .thenComparing(a -> a.facts.year(), Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(a -> a.facts.begin(), DAYS)
            .thenComparing(a -> a.facts.end(), DAYS)
            .thenComparing(Affiliation::structure, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(a -> a.facts.recorded(), DAYS)
            .thenComparing(a -> a.facts.cancelled(), DAYS)
            .thenComparing(a -> a.facts.validatedBy(), Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(a -> a.facts.gone(), DAYS)
            .thenComparing(a -> a.facts.answered(), Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(a -> String.join(" ", a.facts.steps()));

    /** The same affiliation, seen to be absent from its source on that day. */
    public Affiliation goneOn(LocalDate day) {
        return new Affiliation(key, population, structure, facts.withGone(day));
    }

    /** The same record with other facts. */
    public Affiliation with(Facts others) {
        return new Affiliation(key, population, structure, others);
    }

    /** What of it does not tell one person from another, nor when: the rest may stand for many. */
    public Affiliation kind() {
        Facts shared = Facts.NONE.withYear(facts.year()).withSteps(facts.steps());
        return new Affiliation(new SourceKey(key.source(), "*"), population, structure, shared);
    }

    /** By key, then population, then dates: an order without meaning, the same in every run. */
    @Override
    public int compareTo(Affiliation other) {
        return ORDER.compare(this, other);
    }
}
