package fr.sesame.access;

import java.util.List;
import java.util.Locale;

/** What somebody is to the directory. A person may be several; their rights are then those of all. */
public enum Role {
    /** Has not bound. */
    ANONYMOUS,
    /** A person, with their own entry. */
    SELF,
    /** An application, with the attributes that are named for it. */
    SERVICE,
    SUPPORT,
    SECURITY_OFFICER,
    REGISTRAR,
    OPERATOR,
    DAEMON,
    /** Copies the directory, password hashes included. */
    REPLICATION;

    /** Those that the members of a group hold. */
    public static final List<Role> BY_GROUP = List.of(SUPPORT, SECURITY_OFFICER, REGISTRAR, OPERATOR);

    /** Its name in the configuration: {@code security-officer}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
