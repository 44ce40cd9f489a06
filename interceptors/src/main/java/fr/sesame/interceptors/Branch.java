package fr.sesame.interceptors;

import java.util.Locale;
import java.util.Set;
import org.apache.directory.api.ldap.model.name.Dn;

/** In which branch of the tree an entry stands, as far as its security is concerned. */
enum Branch {
    PEOPLE,
    /** The daemon's data: nobody's rights hang on them. */
    STRUCTURES,
    /** What is left of erased accounts. */
    TOMBSTONES,
    /** Planned windows in which nobody binds. */
    SUSPENSIONS,
    /** What somebody has decided of who is who. */
    IDENTITIES,
    /** Groups, services, the branches themselves, and whatever is outside the base. */
    OTHER;

    private static final Set<String> NAMES =
            Set.of("people", "groups", "structures", "services", "tombstones", "suspensions", "identities");

    /** Whether an entry there decides what somebody may do. */
    boolean saysWhoMayDoWhat() {
        return this == OTHER || this == TOMBSTONES;
    }

    /** Whether a branch has that name. */
    static boolean isOne(String name) {
        return NAMES.contains(plain(name));
    }

    /** @param base the DN at the top of the directory */
    static Branch of(Dn dn, Dn base) {
        int depth = dn.size() - base.size();
        if (depth < 2 || !dn.isDescendantOf(base)) {
            return OTHER;
        }
        return switch (plain(dn.getRdn(depth - 1).getValue())) {
            case "people" -> PEOPLE;
            case "structures" -> STRUCTURES;
            case "tombstones" -> TOMBSTONES;
            case "suspensions" -> SUSPENSIONS;
            case "identities" -> IDENTITIES;
            default -> OTHER;
        };
    }

    private static String plain(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
