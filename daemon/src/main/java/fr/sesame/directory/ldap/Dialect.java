package fr.sesame.directory.ldap;

import fr.sesame.schema.Attributes;
import fr.sesame.schema.StateProjection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which server it is: what of an account's visible state is the daemon's to write. */
public enum Dialect {
    /** Ours: it projects by itself, in the same write, whatever changes timeline, lock, state or password. */
    SESAME(Set.of(Attributes.STATE, Attributes.NEXT_CHANGE)),
    /** OpenLDAP with its ppolicy overlay, whose {@code pwdAccountLockedTime} refuses binds. */
    OPENLDAP(allBut(Attributes.NS_ACCOUNT_LOCK)),
    /** 389 Directory Server, whose {@code nsAccountLock} refuses binds. */
    DS389(allBut(Attributes.PWD_ACCOUNT_LOCKED_TIME));

    private final Set<String> written;

    Dialect(Set<String> written) {
        this.written = written;
    }

    private static Set<String> allBut(String other) {
        return StateProjection.ATTRIBUTES.stream()
                .filter(name -> !name.equals(other))
                .collect(Collectors.toUnmodifiableSet());
    }

    boolean writes(String attribute) {
        return written.contains(attribute);
    }

    /** Whether the server projects by itself. */
    boolean projects() {
        return this == SESAME;
    }

    /** What must be read of an entry before its state is written. */
    String[] reads() {
        return Stream.concat(
                        Stream.of("objectClass", Attributes.USER_PASSWORD),
                        StateProjection.SHARED.stream().filter(this::writes))
                .toArray(String[]::new);
    }
}
