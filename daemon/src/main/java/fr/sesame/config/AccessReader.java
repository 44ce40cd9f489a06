package fr.sesame.config;

import fr.sesame.access.AccessSettings;
import fr.sesame.access.AttributeGroup;
import fr.sesame.access.AttributeSet;
import fr.sesame.access.Role;
import fr.sesame.access.SearchLimits;
import fr.sesame.account.Population;
import fr.sesame.source.rows.Nearest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code access:} of sesame.yaml. */
final class AccessReader {
    private static final String ACCESS = "access";
    private static final int MOST = 1_000_000;
    /** In the place of a base that is wrong, so that what follows from it is no problem as well. */
    private static final String STAND_IN_BASE = "dc=univ,dc=example";

    private final Section section;
    private final String base;
    private final Collection<Population> known;

    private AccessReader(Section section, String base, Collection<Population> known) {
        this.section = section;
        this.base = base.isEmpty() ? STAND_IN_BASE : base;
        this.known = known;
    }

    static AccessSettings read(Section main, String base, Collection<Population> known) {
        if (!main.has(ACCESS)) {
            return AccessSettings.standard();
        }
        return new AccessReader(main.section(ACCESS), base, known).read();
    }

    private AccessSettings read() {
        return new AccessSettings(
                section.<Boolean>word("white-pages", List.of(true, false), String::valueOf, false),
                selfWrites(section.section("self")),
                groups(section.section("roles")),
                groupWriters(),
                populations(section.section("registrar")),
                ServicesReader.read(section.section("services")),
                more(section.section("attribute-groups")),
                limits(section.section("limits")));
    }

    private static AttributeSet selfWrites(Section self) {
        return self.has("writes")
                ? new AttributeSet(groupsIn(self, "writes", AccessSettings.SELF_WRITES.groups()), Set.of(), false)
                : AccessSettings.SELF_WRITES;
    }

    private Map<Role, String> groups(Section roles) {
        Map<Role, String> groups = new EnumMap<>(Role.class);
        Set<String> taken = new HashSet<>();
        for (String word : roles.keys()) {
            Role role = wordIn(roles, word, word, Role.BY_GROUP, Role::word);
            String group = roles.needed(
                    word,
                    this::group,
                    "",
                    "the cn of a group, or its DN under ou=groups," + base + ", such as sesame-support");
            if (role != null && !group.isEmpty()) {
                if (!taken.add(group.toLowerCase(Locale.ROOT))) {
                    roles.problem(word, "'" + group + "' twice", "a group for each role");
                }
                groups.put(role, group);
            }
        }
        return groups;
    }

    /** Elsewhere in the tree it would be anybody's to write. */
    private String group(String text) {
        String below = ",ou=groups," + base;
        String dn = text.contains("=") ? Forms.dn(text) : Forms.dn("cn=" + text + below);
        if (!dn.toLowerCase(Locale.ROOT).endsWith(below.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException();
        }
        return dn;
    }

    private Set<Role> groupWriters() {
        String key = "role-groups-written-by";
        Set<Role> writers = EnumSet.noneOf(Role.class);
        for (String word : section.list(key, "a list of roles")) {
            Role role = wordIn(section, key, word, Role.BY_GROUP, Role::word);
            if (role != null) {
                writers.add(role);
            }
        }
        return writers;
    }

    private Set<String> populations(Section registrar) {
        Set<String> names = known.stream().map(Population::name).collect(Collectors.toCollection(TreeSet::new));
        Set<String> populations = new TreeSet<>();
        for (String name : registrar.list("populations", "a list of populations")) {
            if (names.contains(name)) {
                populations.add(name);
            } else {
                registrar.problem("populations", "'" + name + "'", "one of the populations: " + names);
            }
        }
        return populations;
    }

    private static Map<AttributeGroup, List<String>> more(Section section) {
        Map<AttributeGroup, List<String>> more = new EnumMap<>(AttributeGroup.class);
        for (String word : section.keys()) {
            List<String> names = new ArrayList<>();
            for (String name : section.list(word, "a list of attributes")) {
                if (isOurs(name)) {
                    section.problem(word, "'" + name + "'", "an attribute that is in no group yet");
                } else {
                    names.add(name);
                }
            }
            AttributeGroup group = wordIn(section, word, word, List.of(AttributeGroup.values()), AttributeGroup::word);
            if (group != null) {
                more.put(group, names);
            }
        }
        return more;
    }

    private static boolean isOurs(String name) {
        return Arrays.stream(AttributeGroup.values())
                .flatMap(group -> group.members().stream())
                .anyMatch(member -> member.equalsIgnoreCase(name));
    }

    private static Map<Role, SearchLimits> limits(Section section) {
        Map<Role, SearchLimits> limits = new EnumMap<>(AccessSettings.standardLimits());
        List<Role> roles = new ArrayList<>(Role.BY_GROUP);
        roles.addAll(List.of(Role.ANONYMOUS, Role.SELF, Role.DAEMON));
        for (String word : section.keys()) {
            Role role = wordIn(section, word, word, roles, Role::word);
            SearchLimits found = limits(section, word);
            if (role != null) {
                limits.put(role, found);
            }
        }
        return limits;
    }

    static SearchLimits limits(Section section, String key) {
        Section of = section.section(key);
        return new SearchLimits((int) of.number("size", 0, 0, MOST), (int) of.number("seconds", 0, 0, MOST));
    }

    /** The groups that a list names; each one that it may not name is a problem. */
    static Set<AttributeGroup> groupsIn(Section section, String key, Collection<AttributeGroup> allowed) {
        Set<AttributeGroup> groups = EnumSet.noneOf(AttributeGroup.class);
        for (String word : section.list(key, "a list of groups of attributes, such as [name, mail]")) {
            AttributeGroup group = wordIn(section, key, word, allowed, AttributeGroup::word);
            if (group != null) {
                groups.add(group);
            }
        }
        return groups;
    }

    static <T> @Nullable T wordIn(
            Section section, String key, String word, Collection<T> allowed, Function<T, String> wordOf) {
        for (T one : allowed) {
            if (wordOf.apply(one).equals(word)) {
                return one;
            }
        }
        Set<String> words = allowed.stream().map(wordOf).collect(Collectors.toCollection(TreeSet::new));
        String hint = Nearest.of(word, words)
                .map(near -> "; did you mean '" + near + "'?")
                .orElse("");
        section.problem(key, "'" + word + "'", "one of " + String.join(", ", words) + hint);
        return null;
    }
}
