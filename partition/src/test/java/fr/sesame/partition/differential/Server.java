package fr.sesame.partition.differential;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.directory.api.ldap.model.cursor.CursorException;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.message.AliasDerefMode;
import org.apache.directory.api.ldap.model.message.MessageTypeEnum;
import org.apache.directory.api.ldap.model.message.ResultCodeEnum;
import org.apache.directory.api.ldap.model.message.SearchScope;
import org.apache.directory.api.ldap.model.schema.SchemaManager;
import org.apache.directory.server.core.api.filtering.EntryFilteringCursor;
import org.apache.directory.server.core.api.interceptor.context.LookupOperationContext;
import org.apache.directory.server.core.api.interceptor.context.OperationContext;
import org.apache.directory.server.core.api.interceptor.context.SearchOperationContext;
import org.apache.directory.server.core.api.partition.Partition;
import org.apache.directory.server.core.api.partition.PartitionTxn;
import org.apache.directory.server.core.api.partition.Subordinates;
import org.jspecify.annotations.Nullable;

/**
 * What stands before a partition in ApacheDS, as far as a partition can tell: transactions as DefaultOperationManager makes
 * them (a search's is closed before its cursor is read), and contexts as the interceptors fill them ({@link Writes}).
 */
public final class Server {
    private final Partition partition;
    private final Entries entries;
    private final Writes writes;
    private final NormalFilter filters;

    public Server(SchemaManager schema, Partition partition) {
        this.partition = partition;
        this.entries = new Entries(schema);
        this.writes = new Writes(schema, this);
        this.filters = new NormalFilter(schema);
    }

    /** Does it and commits, or changes nothing and says why not. */
    public Outcome apply(Operation operation) {
        try {
            if (operation instanceof Operation.Write write) {
                return write(write);
            } else if (operation instanceof Operation.Aborted aborted) {
                return abort(aborted);
            } else if (operation instanceof Operation.Search search) {
                return Outcome.found(texts(search(search)));
            } else if (operation instanceof Operation.Lookup lookup) {
                return lookup(lookup);
            }
            throw new IllegalArgumentException(operation.toString());
        } catch (LdapException e) {
            return Outcome.refused(ResultCodeEnum.getBestEstimate(e, MessageTypeEnum.MODIFY_REQUEST), e.toString());
        } catch (IOException | CursorException e) {
            throw new IllegalStateException(operation.toString(), e);
        }
    }

    private Outcome write(Operation.Write write) throws LdapException, IOException {
        PartitionTxn transaction = partition.beginWriteTransaction();
        try {
            writes.apply(write, transaction);
        } catch (LdapException e) {
            transaction.abort();
            throw e;
        }
        transaction.commit();
        return Outcome.DONE;
    }

    private Outcome abort(Operation.Aborted aborted) throws IOException {
        PartitionTxn transaction = partition.beginWriteTransaction();
        try {
            for (Operation.Write write : aborted.writes()) {
                writes.apply(write, transaction);
            }
        } catch (LdapException refused) {
            // Given up a little earlier: the server aborts when an operation is refused, too.
        }
        transaction.abort();
        return Outcome.DONE;
    }

    List<Entry> search(Operation.Search asked) throws LdapException, IOException, CursorException {
        SearchOperationContext search = new SearchOperationContext(
                null, entries.dn(asked.base()), asked.scope(), filters.of(asked.filter()), "*", "+");
        search.setAliasDerefMode(asked.aliases());
        PartitionTxn transaction = partition.beginReadTransaction();
        EntryFilteringCursor cursor;
        try {
            cursor = partition.search(ready(search, transaction));
        } finally {
            transaction.close();
        }
        List<Entry> found = new ArrayList<>();
        try (cursor) {
            while (cursor.next()) {
                found.add(cursor.get());
            }
        }
        return found;
    }

    /** Every entry of the partition. */
    public List<Entry> everything() {
        try {
            return search(new Operation.Search(
                    partition.getSuffixDn().getName(),
                    SearchScope.SUBTREE,
                    AliasDerefMode.NEVER_DEREF_ALIASES,
                    "(objectClass=*)"));
        } catch (LdapException | IOException | CursorException e) {
            throw new IllegalStateException("cannot read everything", e);
        }
    }

    private Outcome lookup(Operation.Lookup asked) throws LdapException, IOException {
        PartitionTxn transaction = partition.beginReadTransaction();
        try {
            Entry entry = lookup(asked.dn(), transaction);
            if (entry == null) {
                return Outcome.refused(ResultCodeEnum.NO_SUCH_OBJECT, asked.dn());
            }
            // A lookup answers with the DN as it was asked for; the entry itself is what is compared.
            entry.setDn(entries.dn(asked.dn()));
            Subordinates below = partition.getSubordinates(transaction, entry);
            return Outcome.found(List.of(Entries.text(entry) + " children: " + below.getNbChildren() + ", all below: "
                    + below.getNbSubordinates()));
        } finally {
            transaction.close();
        }
    }

    @Nullable
    Entry lookup(String dn, PartitionTxn transaction) throws LdapException {
        return partition.lookup(ready(new LookupOperationContext(null, entries.dn(dn), "*", "+"), transaction));
    }

    <C extends OperationContext> C ready(C context, PartitionTxn transaction) {
        context.setPartition(partition);
        context.setTransaction(transaction);
        return context;
    }

    Partition partition() {
        return partition;
    }

    Entries entries() {
        return entries;
    }

    private static List<String> texts(List<Entry> found) {
        return found.stream().map(Entries::text).toList();
    }
}
