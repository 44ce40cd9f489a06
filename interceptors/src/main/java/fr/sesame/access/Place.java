package fr.sesame.access;

/** Where an entry stands. */
public enum Place {
    ROOT_DSE,
    SCHEMA,
    /** The base, or one of its branches. */
    CONTAINER,
    PEOPLE,
    STRUCTURES,
    GROUPS,
    /** A group whose members hold a role: whoever writes it gives rights away. */
    ROLE_GROUPS,
    SERVICES,
    /** What is left of who was erased. */
    TOMBSTONES,
    /** Planned windows in which access is suspended. */
    SUSPENSIONS,
    /** What somebody has decided of who is who. */
    IDENTITIES,
    ELSEWHERE
}
