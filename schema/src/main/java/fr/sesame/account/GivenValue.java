package fr.sesame.account;

import java.util.Comparator;

/**
 * What a source last gave for an attribute of a person: whether somebody else has changed it since is seen by it.
 *
 * @param key the record that gave it
 * @param attribute the name in the schema
 * @param value one of the values
 */
public record GivenValue(SourceKey key, String attribute, String value) implements Comparable<GivenValue> {
    private static final Comparator<GivenValue> ORDER = Comparator.comparing(GivenValue::key)
            .thenComparing(GivenValue::attribute)
            .thenComparing(GivenValue::value);

    @Override
    public int compareTo(GivenValue other) {
        return ORDER.compare(this, other);
    }
}
