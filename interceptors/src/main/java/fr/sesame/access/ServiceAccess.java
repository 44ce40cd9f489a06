package fr.sesame.access;

import fr.sesame.password.AddressRange;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;

/**
 * What a service may do: an application that binds as {@code cn=<name>,ou=services,<base>}.
 *
 * @param role {@link Role#SERVICE}; or {@link Role#REPLICATION} or {@link Role#OPERATOR}, which then decides alone what is read and
 *     written
 * @param reads the attributes of people that it reads
 * @param writes the groups of attributes of people that it writes
 * @param places where it reads: people, structures, groups
 * @param addresses from where it may act; none: from anywhere
 * @param limits of its searches
 */
public record ServiceAccess(
        Role role,
        AttributeSet reads,
        AttributeSet writes,
        Set<Place> places,
        List<AddressRange> addresses,
        SearchLimits limits) {
    /** Where a service may read. */
    public static final List<Place> READABLE = List.of(Place.PEOPLE, Place.STRUCTURES, Place.GROUPS);

    public ServiceAccess {
        places = Set.copyOf(places);
        addresses = List.copyOf(addresses);
    }

    /** An application that reads these attributes of people, structures and groups, from anywhere. */
    public static ServiceAccess reading(AttributeSet attributes) {
        return new ServiceAccess(
                Role.SERVICE, attributes, AttributeSet.NONE, Set.copyOf(READABLE), List.of(), SearchLimits.NONE);
    }

    public boolean mayActFrom(InetAddress address) {
        return addresses.isEmpty() || addresses.stream().anyMatch(range -> range.contains(address));
    }
}
