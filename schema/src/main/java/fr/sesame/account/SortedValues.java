package fr.sesame.account;

import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A few values in their natural order that never change. Nearly every set of an account has one value or none, and there are
 * millions: a tree takes four times the memory of the array.
 */
final class SortedValues<T extends Comparable<? super T>> extends AbstractSet<T> implements SortedSet<T> {
    private final T[] values;

    /** At least one. */
    private SortedValues(T[] ascending) {
        this.values = ascending;
    }

    /** Those values, each once. */
    static <T extends Comparable<? super T>> SortedSet<T> copyOf(Collection<T> values) {
        if (values.isEmpty()) {
            return Collections.emptySortedSet();
        }
        if (values instanceof SortedValues<T> same) {
            return same;
        }
        @SuppressWarnings("unchecked") // nobody sees the array, and what is put into it is of that type
        T[] ascending = (T[]) new TreeSet<>(values).toArray(new Comparable<?>[0]);
        return new SortedValues<>(ascending);
    }

    @Override
    public Iterator<T> iterator() {
        return Arrays.asList(values).iterator();
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    @SuppressWarnings("unchecked") // as TreeSet does: what cannot be compared is a ClassCastException
    public boolean contains(Object value) {
        return Arrays.binarySearch(values, (T) value, Comparator.naturalOrder()) >= 0;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SortedValues<?> those ? Arrays.equals(values, those.values) : super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }

    /** None: the natural order. */
    @Override
    public @Nullable Comparator<? super T> comparator() {
        return null;
    }

    @Override
    public T first() {
        return values[0];
    }

    @Override
    public T last() {
        return values[values.length - 1];
    }

    @Override
    public SortedSet<T> subSet(T from, T to) {
        return copyOf(new TreeSet<>(this).subSet(from, to));
    }

    @Override
    public SortedSet<T> headSet(T to) {
        return copyOf(new TreeSet<>(this).headSet(to));
    }

    @Override
    public SortedSet<T> tailSet(T from) {
        return copyOf(new TreeSet<>(this).tailSet(from));
    }
}
