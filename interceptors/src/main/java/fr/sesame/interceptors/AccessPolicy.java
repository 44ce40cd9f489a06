package fr.sesame.interceptors;

import fr.sesame.schema.Attributes;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who may read and write what. Least privilege:
 *
 * <pre>
 *              root DSE  schema  own entry  people           structures, groups  services  write
 *   anonymous  yes       -       -          -                -                   -         -
 *   person     yes       yes     yes        -                -                   -         -
 *   service    yes       yes     yes        named attributes yes                 -         -
 *   operator   yes       yes     yes        all but hashes   yes                 yes       all; deletes and renames no person or tombstone
 * </pre>
 *
 * Tombstones are for the operator alone. Password hashes are readable by nobody.
 */
final class AccessPolicy {
    /** What the records say, where and when somebody was born: for the daemon and the operator alone. */
    private static final Set<String> NOT_FOR_SERVICES = lower(
            Attributes.AFFILIATION,
            Attributes.PERSON_NUMBER,
            Attributes.LOCK,
            Attributes.SUPANN_BIRTH_DATE,
            Attributes.SUPANN_BIRTH_NAME,
            Attributes.SUPANN_INE);
    /** A reason is written for the security officer. */
    private static final Set<String> NOT_FOR_ONESELF = lower(Attributes.LOCK);

    /** Where an entry stands. */
    enum Place {
        ROOT_DSE,
        SCHEMA,
        /** The base, or one of its containers. */
        CONTAINER,
        PEOPLE,
        STRUCTURES,
        GROUPS,
        SERVICES,
        TOMBSTONES,
        ELSEWHERE
    }

    /** What somebody wants to write. */
    enum Write {
        ADD,
        MODIFY,
        DELETE,
        /** Rename or move. */
        RENAME
    }

    private AccessPolicy() {}

    private static Set<String> lower(String... names) {
        return Set.of(names).stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether an entry at that place may be seen at all. */
    static boolean maySee(Role role, Place place, boolean own) {
        if (place == Place.ROOT_DSE || own) {
            return true;
        }
        return switch (role) {
            case ANONYMOUS -> false;
            case PERSON -> place == Place.SCHEMA;
            case SERVICE -> place != Place.SERVICES && place != Place.TOMBSTONES && place != Place.ELSEWHERE;
            case OPERATOR -> place != Place.ELSEWHERE;
        };
    }

    /** Whether that attribute of a person's entry may be read, compared and searched for. */
    static boolean mayRead(Role role, String attribute, boolean own) {
        String name = attribute.toLowerCase(Locale.ROOT);
        if (name.equals("userpassword")) {
            return false;
        }
        return switch (role) {
            case ANONYMOUS -> false;
            case PERSON -> own && !NOT_FOR_ONESELF.contains(name);
            case SERVICE -> !NOT_FOR_SERVICES.contains(name);
            case OPERATOR -> true;
        };
    }

    /** Whether that may be done to an entry at that place. An account is kept for ever, under its name. */
    static boolean mayWrite(Role role, Write write, Place place) {
        if (role != Role.OPERATOR) {
            return false;
        }
        return switch (place) {
            case PEOPLE, TOMBSTONES -> write == Write.ADD || write == Write.MODIFY;
            case STRUCTURES, GROUPS, SERVICES -> true;
            case CONTAINER, ROOT_DSE, SCHEMA, ELSEWHERE -> false;
        };
    }

    /** Whether that attribute may stand in a filter. */
    static boolean maySearchFor(Role role, String attribute) {
        // One's own entry is all that a person sees: a filter over it tells nothing new.
        return mayRead(role, attribute, role == Role.PERSON);
    }
}
