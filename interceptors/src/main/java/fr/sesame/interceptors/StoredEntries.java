package fr.sesame.interceptors;

import java.util.Set;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.model.schema.AttributeType;
import org.jspecify.annotations.Nullable;

/** Reads entries as they are stored, past the chain and for the rules alone: nothing of them goes to a client. */
@FunctionalInterface
public interface StoredEntries {
    /** The entry with those of the attributes that it has, or none if nobody has that name. */
    @Nullable
    Entry read(Dn dn, Set<AttributeType> attributes) throws LdapException;
}
