package fr.sesame.interceptors;

import java.util.Set;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.server.core.api.interceptor.context.OperationContext;
import org.jspecify.annotations.Nullable;

/** Reads the entry that an operation is about, past the chain, with nothing but the attributes that are asked for. */
@FunctionalInterface
public interface EntryReader {
    /**
     * The entry, or none if nobody has that name.
     *
     * @param attributes OIDs; not the types themselves, whose hash codes change while the schema is completed
     */
    @Nullable
    Entry read(OperationContext context, Set<String> attributes) throws LdapException;
}
