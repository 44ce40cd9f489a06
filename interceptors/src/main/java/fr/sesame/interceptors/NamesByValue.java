package fr.sesame.interceptors;

import java.util.List;
import org.apache.directory.api.ldap.model.entry.Value;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.model.schema.AttributeType;
import org.apache.directory.server.core.api.interceptor.context.OperationContext;

/** Finds by an index who has a value, past the chain. */
@FunctionalInterface
public interface NamesByValue {
    /** The names of the entries that have it, as the transaction of the context sees them. */
    List<Dn> of(OperationContext context, AttributeType type, Value value) throws LdapException;
}
