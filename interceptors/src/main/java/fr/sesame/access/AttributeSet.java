package fr.sesame.access;

import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Some of all attributes.
 *
 * @param groups whole groups
 * @param names single attributes, in lower case
 * @param ungrouped whether those that are in no group belong to it too
 */
public record AttributeSet(Set<AttributeGroup> groups, Set<String> names, boolean ungrouped) {
    public static final AttributeSet NONE = new AttributeSet(Set.of(), Set.of(), false);
    public static final AttributeSet EVERYTHING = new AttributeSet(EnumSet.allOf(AttributeGroup.class), Set.of(), true);

    public AttributeSet {
        groups = Set.copyOf(groups);
        names = names.stream().map(AttributeGroups::lower).collect(Collectors.toUnmodifiableSet());
    }

    public static AttributeSet of(AttributeGroup... groups) {
        return new AttributeSet(Set.of(groups), Set.of(), false);
    }

    /** Every group but those; nothing that is in none. */
    public static AttributeSet allBut(AttributeGroup... groups) {
        Set<AttributeGroup> rest = EnumSet.allOf(AttributeGroup.class);
        rest.removeAll(Set.of(groups));
        return new AttributeSet(rest, Set.of(), false);
    }

    /** The same, and what is in no group. */
    public AttributeSet andUngrouped() {
        return new AttributeSet(groups, names, true);
    }

    /**
     * Whether an attribute is one of them.
     *
     * @param group the group that it is in, if it is in one
     * @param called all its names
     */
    public boolean contains(@Nullable AttributeGroup group, Collection<String> called) {
        return (group == null ? ungrouped : groups.contains(group))
                || (!names.isEmpty()
                        && called.stream().map(AttributeGroups::lower).anyMatch(names::contains));
    }

    public AttributeSet union(AttributeSet other) {
        Set<AttributeGroup> allGroups = new HashSet<>(groups);
        allGroups.addAll(other.groups);
        Set<String> allNames = new HashSet<>(names);
        allNames.addAll(other.names);
        return new AttributeSet(allGroups, allNames, ungrouped || other.ungrouped);
    }
}
