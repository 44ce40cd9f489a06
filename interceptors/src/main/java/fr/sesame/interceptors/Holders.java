package fr.sesame.interceptors;

import java.util.List;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.entry.Value;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.schema.AttributeType;
import org.apache.directory.server.core.api.interceptor.context.OperationContext;

/** Finds by an index who has a value: in a write, with all that was written before it, whether it is on the disk yet or not. */
@FunctionalInterface
public interface Holders {
    /** The entries that have the value in that very attribute; their names and object classes at least. */
    List<Entry> of(OperationContext context, AttributeType type, Value value) throws LdapException;
}
