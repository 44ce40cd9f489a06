package fr.sesame.config;

import fr.sesame.access.AttributeGroup;
import fr.sesame.access.AttributeSet;
import fr.sesame.access.Place;
import fr.sesame.access.Role;
import fr.sesame.access.ServiceAccess;
import fr.sesame.password.AddressRange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** {@code access.services:} of sesame.yaml: who reads which attributes, from where. */
final class ServicesReader {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern ATTRIBUTE = Pattern.compile("[A-Za-z][A-Za-z0-9-]*");
    /** Whose rights are in the table and not in the configuration. */
    private static final Set<String> TAKEN = Set.of("operator", "daemon");

    private static final Collection<AttributeGroup> READABLE =
            AttributeSet.allBut(AttributeGroup.PASSWORD, AttributeGroup.HASHES).groups();
    /** What a service may be given to write: what a person may say of themselves. */
    private static final Collection<AttributeGroup> WRITABLE = Set.of(
            AttributeGroup.OFFICE_PHONE,
            AttributeGroup.OTHER_PHONES,
            AttributeGroup.PRIVATE_PHONES,
            AttributeGroup.PRIVATE,
            AttributeGroup.OFFICE,
            AttributeGroup.PHOTO,
            AttributeGroup.WEB_SITE,
            AttributeGroup.LISTE_ROUGE,
            AttributeGroup.CONSENT,
            AttributeGroup.CERTIFICATE,
            AttributeGroup.CARD,
            AttributeGroup.PASSWORD); // with the old one

    private ServicesReader() {}

    static Map<String, ServiceAccess> read(Section section) {
        Map<String, ServiceAccess> services = new TreeMap<>();
        for (String name : section.keys()) {
            if (!NAME.matcher(name).matches()) {
                section.problem(name, "'" + name + "'", "lower-case words joined by hyphens");
            } else if (TAKEN.contains(name)) {
                section.problem(name, "'" + name + "'", "another name: this one is Sésame's own");
            }
            services.put(name, service(section.section(name)));
        }
        return services;
    }

    /** @throws IllegalArgumentException if no service can have it */
    static String name(String text) {
        if (!NAME.matcher(text).matches() || TAKEN.contains(text)) {
            throw new IllegalArgumentException();
        }
        return text;
    }

    private static ServiceAccess service(Section of) {
        Role role = of.word("role", List.of(Role.SERVICE, Role.REPLICATION, Role.OPERATOR), Role::word, Role.SERVICE);
        AttributeSet reads =
                new AttributeSet(AccessReader.groupsIn(of, "reads", READABLE), attributes(of, "reads-also"), false);
        AttributeSet writes = new AttributeSet(AccessReader.groupsIn(of, "writes", WRITABLE), Set.of(), false);
        Set<Place> places = places(of);
        boolean saysMore = of.has("reads") || of.has("reads-also") || of.has("writes") || of.has("places");
        if (role != Role.SERVICE && saysMore) {
            of.problem(
                    "role",
                    "'" + role.word() + "' with attributes",
                    "nothing beside it but addresses: the role says what it may do");
        }
        if (role == Role.SERVICE && !of.has("reads") && !of.has("reads-also")) {
            of.problem("reads", "nothing", "a list of groups of attributes, such as [name, mail]");
        }
        return new ServiceAccess(role, reads, writes, places, addresses(of), AccessReader.limits(of, "limits"));
    }

    private static Set<Place> places(Section of) {
        if (!of.has("places")) {
            return Set.copyOf(ServiceAccess.READABLE);
        }
        Set<Place> places = EnumSet.noneOf(Place.class);
        for (String word : of.list("places", "people, structures, groups")) {
            Place place = AccessReader.wordIn(
                    of,
                    "places",
                    word,
                    ServiceAccess.READABLE,
                    one -> one.name().toLowerCase(Locale.ROOT));
            if (place != null) {
                places.add(place);
            }
        }
        return places;
    }

    private static Set<String> attributes(Section of, String key) {
        Set<String> names = new HashSet<>();
        Collection<String> secrets = new HashSet<>();
        AttributeGroup.PASSWORD.members().forEach(name -> secrets.add(name.toLowerCase(Locale.ROOT)));
        AttributeGroup.HASHES.members().forEach(name -> secrets.add(name.toLowerCase(Locale.ROOT)));
        for (String name : of.list(key, "a list of attributes")) {
            if (!ATTRIBUTE.matcher(name).matches() || secrets.contains(name.toLowerCase(Locale.ROOT))) {
                of.problem(key, "'" + name + "'", "the name of an attribute that holds no secret");
            } else {
                names.add(name);
            }
        }
        return names;
    }

    private static List<AddressRange> addresses(Section of) {
        List<AddressRange> ranges = new ArrayList<>();
        for (String text : of.list("addresses", "a list of networks, such as [10.1.0.0/16]")) {
            try {
                ranges.add(AddressRange.parse(text));
            } catch (IllegalArgumentException e) {
                of.problem("addresses", "'" + text + "'", "a network such as 10.1.0.0/16 or 2001:db8::/32");
            }
        }
        if (ranges.isEmpty() && of.has("addresses")) {
            of.problem("addresses", "nothing that can be used", "a network, or no 'addresses' for anywhere");
        }
        return ranges;
    }
}
