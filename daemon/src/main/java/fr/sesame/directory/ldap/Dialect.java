package fr.sesame.directory.ldap;

import fr.sesame.schema.Attributes;
import fr.sesame.schema.Projections;
import java.util.stream.Stream;

/** Which server it is: what of that which follows from an account is the daemon's to write. */
public enum Dialect {
    /** Ours: it projects by itself, in the same write, whatever changes what they follow from. */
    SESAME,
    /** OpenLDAP with its ppolicy overlay, whose {@code pwdAccountLockedTime} refuses binds. */
    OPENLDAP,
    /** 389 Directory Server, whose {@code nsAccountLock} refuses binds. */
    DS389;

    /** Whether the daemon writes that one of the attributes that are projected. */
    boolean writes(String attribute) {
        return switch (this) {
            case SESAME -> attribute.equals(Attributes.STATE) || attribute.equals(Attributes.NEXT_CHANGE);
            case OPENLDAP -> !attribute.equals(Attributes.NS_ACCOUNT_LOCK);
            case DS389 -> !attribute.equals(Attributes.PWD_ACCOUNT_LOCKED_TIME);
        };
    }

    /** Whether the server projects by itself. */
    boolean projects() {
        return this == SESAME;
    }

    /** Whether a password that a modification sets is kept as a hash; slapd keeps it as it is, unless an overlay is told otherwise. */
    boolean hashesModifiedPasswords() {
        return this != OPENLDAP;
    }

    /** What must be read of an entry before its state is written. */
    String[] reads(Projections projections) {
        return Stream.concat(
                        Stream.of("objectClass", Attributes.USER_PASSWORD),
                        projections.shared().stream().filter(this::writes))
                .toArray(String[]::new);
    }
}
