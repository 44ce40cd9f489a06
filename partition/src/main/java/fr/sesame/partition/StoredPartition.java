package fr.sesame.partition;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.directory.api.ldap.model.constants.SchemaConstants;
import org.apache.directory.api.ldap.model.cursor.EmptyCursor;
import org.apache.directory.api.ldap.model.entry.Attribute;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.entry.Value;
import org.apache.directory.api.ldap.model.exception.LdapAliasException;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.exception.LdapNoSuchObjectException;
import org.apache.directory.api.ldap.model.exception.LdapOtherException;
import org.apache.directory.api.ldap.model.filter.ExprNode;
import org.apache.directory.api.ldap.model.message.SearchScope;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.model.schema.AttributeType;
import org.apache.directory.api.ldap.model.schema.SchemaManager;
import org.apache.directory.server.core.api.entry.ClonedServerEntry;
import org.apache.directory.server.core.api.filtering.EntryFilteringCursor;
import org.apache.directory.server.core.api.filtering.EntryFilteringCursorImpl;
import org.apache.directory.server.core.api.interceptor.context.AddOperationContext;
import org.apache.directory.server.core.api.interceptor.context.DeleteOperationContext;
import org.apache.directory.server.core.api.interceptor.context.HasEntryOperationContext;
import org.apache.directory.server.core.api.interceptor.context.LookupOperationContext;
import org.apache.directory.server.core.api.interceptor.context.ModifyOperationContext;
import org.apache.directory.server.core.api.interceptor.context.MoveAndRenameOperationContext;
import org.apache.directory.server.core.api.interceptor.context.MoveOperationContext;
import org.apache.directory.server.core.api.interceptor.context.OperationContext;
import org.apache.directory.server.core.api.interceptor.context.RenameOperationContext;
import org.apache.directory.server.core.api.interceptor.context.SearchOperationContext;
import org.apache.directory.server.core.api.interceptor.context.UnbindOperationContext;
import org.apache.directory.server.core.api.partition.AbstractPartition;
import org.apache.directory.server.core.api.partition.PartitionReadTxn;
import org.apache.directory.server.core.api.partition.PartitionTxn;
import org.apache.directory.server.core.api.partition.PartitionWriteTxn;
import org.apache.directory.server.core.api.partition.Subordinates;
import org.jspecify.annotations.Nullable;

/**
 * A part of the directory's tree in an {@link EntryStore}, as ApacheDS's {@code Partition}. Every operation takes the
 * transaction of its context; a search needs none, it takes a view of the store whenever it reads on.
 */
public final class StoredPartition extends AbstractPartition {
    /** Every directory searches for these; for the last, which no entry may have, ApacheDS does at each start. */
    private static final List<String> ALWAYS_INDEXED = List.of(
            SchemaConstants.OBJECT_CLASS_AT,
            SchemaConstants.ENTRY_UUID_AT,
            SchemaConstants.ENTRY_CSN_AT,
            SchemaConstants.ADMINISTRATIVE_ROLE_AT);

    private final EntryStore store;
    private final Collection<String> indexed;
    private final Collection<String> substringIndexed;
    private @Nullable Parts parts;

    /**
     * A partition that is not yet initialised; it needs an identifier and a suffix.
     *
     * @param indexed names of the attributes that are indexed by value: for equality, presence, initial substrings and, as far as
     *     their ordering rule is known, ranges
     * @param substringIndexed those that are indexed for all substrings as well
     */
    public StoredPartition(
            EntryStore store,
            SchemaManager schemaManager,
            Collection<String> indexed,
            Collection<String> substringIndexed) {
        this.store = store;
        this.schemaManager = schemaManager;
        this.indexed = List.copyOf(indexed);
        this.substringIndexed = List.copyOf(substringIndexed);
    }

    @Override
    protected void doInit() throws LdapException {
        AttributeTable table = new AttributeTable(store, schemaManager);
        Tree tree = new Tree(store, schemaManager, suffixDn);
        Aliases aliases = new Aliases(store, schemaManager, tree, suffixDn);
        Filters filters = new Filters(schemaManager);
        Set<String> byValue = new LinkedHashSet<>(ALWAYS_INDEXED);
        byValue.addAll(indexed);
        Map<String, AttributeIndex> values = indices(byValue, AttributeIndex.Kind.VALUES);
        Map<String, AttributeIndex> grams = indices(substringIndexed, AttributeIndex.Kind.GRAMS);
        List<AttributeIndex> all = new ArrayList<>(values.values());
        all.addAll(grams.values());
        AttributeIndex objectClasses = values.get(SchemaConstants.OBJECT_CLASS_AT_OID);
        EntryFormat format = new EntryFormat(table, schemaManager);
        if (!store.isReadOnly()) {
            new Indexer(store, format).reconcile(all);
        }
        parts = new Parts(
                format,
                tree,
                aliases,
                filters,
                new Planner(schemaManager, filters, values, grams),
                new Reading(store, schemaManager, table, tree),
                new EntryWriter(store, schemaManager, suffixDn, table, tree, aliases, all),
                all,
                objectClasses,
                new Value(objectClasses.type(), SchemaConstants.REFERRAL_OC));
    }

    private Map<String, AttributeIndex> indices(Collection<String> names, AttributeIndex.Kind kind)
            throws LdapException {
        Map<String, AttributeIndex> indices = new HashMap<>();
        for (String name : names) {
            AttributeType type = schemaManager.lookupAttributeTypeRegistry(name);
            indices.put(type.getOid(), new AttributeIndex(store, type, kind));
        }
        return indices;
    }

    private Parts parts() {
        if (parts == null) {
            throw new IllegalStateException("partition " + id + " is not initialised");
        }
        return parts;
    }

    @Override
    protected void doRepair() {
        // Indices are repaired while the service is stopped: Verifier.
    }

    /** The store is its opener's to close. */
    @Override
    protected void doDestroy(@Nullable PartitionTxn transaction) {
        parts = null;
    }

    @Override
    public PartitionReadTxn beginReadTransaction() {
        return ReadTransaction.ofWhoeverAsks();
    }

    /** A transaction that holds a view of the store; it must be closed. */
    ReadTransaction openView() {
        return ReadTransaction.holding(store.read());
    }

    /** Waits for whoever writes. The thread that begins it must end it. */
    @Override
    public PartitionWriteTxn beginWriteTransaction() {
        return WriteTransaction.begin(store.commits());
    }

    /** A view to read in, closed at the end only if it was opened here. */
    private record Viewing(View view, boolean own) implements AutoCloseable {
        @Override
        public void close() {
            if (own) {
                view.close();
            }
        }
    }

    /** In the context's transaction; in this thread's own write, or in a new view, if the context names none. */
    private Viewing viewing(OperationContext context) {
        PartitionTxn transaction = context.getTransaction();
        View held = transaction instanceof ReadTransaction reading ? reading.view() : null;
        return held == null ? new Viewing(store.read(), true) : new Viewing(held, false);
    }

    private WriteView writing() throws LdapOtherException {
        WriteView view = store.commits().current();
        if (view == null) {
            throw new LdapOtherException("a write without a write transaction of this thread");
        }
        return view;
    }

    @Override
    public void add(AddOperationContext context) throws LdapException {
        Entry entry = context.getEntry();
        parts().writer().add(writing(), entry instanceof ClonedServerEntry cloned ? cloned.getClonedEntry() : entry);
    }

    @Override
    public void modify(ModifyOperationContext context) throws LdapException {
        context.setAlteredEntry(parts().writer().modify(writing(), context.getDn(), context.getModItems()));
    }

    @Override
    public @Nullable Entry delete(DeleteOperationContext context) throws LdapException {
        Entry entry = context.getEntry();
        Attribute csn = entry == null ? null : entry.get(SchemaConstants.ENTRY_CSN_AT);
        parts().writer().delete(writing(), context.getDn(), csn == null ? null : csn.getString());
        return entry;
    }

    @Override
    public void rename(RenameOperationContext context) throws LdapException {
        parts().writer()
                .rename(
                        writing(),
                        context.getDn(),
                        context.getDn().getParent(),
                        context.getNewRdn(),
                        context.getDeleteOldRdn(),
                        context.getModifiedEntry());
    }

    @Override
    public void move(MoveOperationContext context) throws LdapException {
        Dn dn = context.getDn();
        parts().writer().rename(writing(), dn, context.getNewSuperior(), null, false, context.getModifiedEntry());
    }

    @Override
    public void moveAndRename(MoveAndRenameOperationContext context) throws LdapException {
        parts().writer()
                .rename(
                        writing(),
                        context.getDn(),
                        context.getNewSuperiorDn(),
                        context.getNewRdn(),
                        context.getDeleteOldRdn(),
                        context.getModifiedEntry());
    }

    @Override
    public @Nullable Entry lookup(LookupOperationContext context) throws LdapException {
        Parts known = parts();
        try (Viewing viewing = viewing(context)) {
            View view = viewing.view();
            Dn dn = context.getDn();
            long found = known.tree().find(view, dn);
            if (found == Tree.NOBODY) {
                return null;
            }
            Predicate<AttributeType> wanted = known.reading().wanted(context, Set.of());
            ByteBuffer record = known.tree().record(view, found);
            Entry entry = known.reading().attributes(view, record, wanted);
            return new FetchedEntry(known.reading().complete(view, entry, dn, wanted));
        }
    }

    /**
     * An entry with the attributes that are wanted, for parts of the server that must not pass the chain or pay for it.
     *
     * @param context of which the transaction is read in
     */
    public @Nullable Entry find(OperationContext context, Dn dn, Predicate<AttributeType> wanted) throws LdapException {
        Parts known = parts();
        try (Viewing viewing = viewing(context)) {
            View view = viewing.view();
            long found = known.tree().find(view, dn);
            if (found == Tree.NOBODY) {
                return null;
            }
            Entry entry = known.reading().attributes(view, known.tree().record(view, found), wanted);
            entry.setDn(dn);
            return entry;
        }
    }

    /**
     * The entries that have the value in that very attribute, which must be indexed; of each its name, its object classes and that
     * attribute. Within a write: with all that was written before it, on the disk or not.
     *
     * @param context of which the transaction is read in
     */
    public List<Entry> holders(OperationContext context, AttributeType type, Value value) throws LdapException {
        Parts known = parts();
        AttributeIndex index = known.indexOf(type);
        Predicate<AttributeType> wanted =
                one -> one.equals(type) || one.equals(known.objectClasses().type());
        List<Entry> holders = new ArrayList<>();
        try (Viewing viewing = viewing(context)) {
            View view = viewing.view();
            Candidates candidates =
                    new Candidates.OfKey(index.database(), index.keys().of(value));
            for (long id = candidates.next(view); id != Tree.NOBODY; id = candidates.next(view)) {
                Entry entry = known.reading().named(view, id, wanted);
                if (entry.contains(type, value)) { // of a long value the index has but a digest
                    holders.add(entry);
                }
            }
        }
        return holders;
    }

    /**
     * The names of the entries that have the value in that very attribute, which must be indexed, in the order of the index.
     *
     * @param context of which the transaction is read in
     */
    public List<Dn> names(OperationContext context, AttributeType type, Value value) throws LdapException {
        Parts known = parts();
        AttributeIndex index = known.indexOf(type);
        List<Dn> names = new ArrayList<>();
        try (Viewing viewing = viewing(context)) {
            View view = viewing.view();
            Candidates candidates =
                    new Candidates.OfKey(index.database(), index.keys().of(value));
            for (long id = candidates.next(view); id != Tree.NOBODY; id = candidates.next(view)) {
                Entry entry = known.reading().named(view, id, type::equals);
                if (entry.contains(type, value)) { // of a long value the index has but a digest
                    names.add(entry.getDn());
                }
            }
        }
        return names;
    }

    /** Whether any entry says that its part of the tree is elsewhere (RFC 3296). */
    public boolean hasReferrals() {
        Parts known = parts();
        try (View view = store.read()) {
            AttributeIndex classes = known.objectClasses();
            return view.count(classes.database(), classes.keys().of(known.referral())) > 0;
        }
    }

    @Override
    public boolean hasEntry(HasEntryOperationContext context) {
        try (Viewing viewing = viewing(context)) {
            View view = viewing.view();
            return parts().tree().find(view, context.getDn()) != Tree.NOBODY;
        }
    }

    @Override
    public EntryFilteringCursor search(SearchOperationContext context) throws LdapException {
        Parts known = parts();
        try (Viewing viewing = viewing(context)) {
            View view = viewing.view();
            long base = known.tree().find(view, context.getDn());
            if (base == Tree.NOBODY) {
                if (context.getDn().equals(suffixDn)) {
                    return new EntryFilteringCursorImpl(new EmptyCursor<>(), context, schemaManager);
                }
                throw new LdapNoSuchObjectException("there is no entry '" + context.getDn() + "'");
            }
            Dn asked = context.getDn();
            if (context.getAliasDerefMode().isDerefFindingBase()) {
                Set<Long> seen = new HashSet<>();
                for (Dn target = known.aliases().targetOf(view, base); target != null; ) {
                    asked = target;
                    base = known.tree().find(view, target);
                    if (base == Tree.NOBODY || !seen.add(base)) {
                        throw new LdapAliasException(
                                "'" + context.getDn() + "' is an alias of '" + target + "', which is not there");
                    }
                    target = known.aliases().targetOf(view, base);
                }
            }
            return new SelectingCursor(search(context, view, base, asked), context, schemaManager);
        }
    }

    private SearchCursor search(SearchOperationContext context, View view, long base, Dn asked) throws LdapException {
        Parts known = parts();
        ExprNode filter = context.getFilter();
        List<AttributeType> filtered = new ArrayList<>();
        known.filters().collectTypes(filter, filtered);
        Scope scope = Scope.of(
                view,
                known.tree(),
                known.aliases(),
                context.getScope(),
                base,
                context.getAliasDerefMode().isDerefInSearching());
        Planner.Choice choice = scope.everything(view);
        if (context.getScope() != SearchScope.OBJECT) {
            choice = Planner.Choice.fewer(known.planner().choose(view, filter), choice);
        }
        SearchCursor cursor = new SearchCursor(
                store,
                known.reading(),
                known.tree(),
                choice.open(),
                scope,
                known.filters().compile(filter),
                known.reading().wanted(context, filtered),
                context.getScope() == SearchScope.OBJECT ? asked : null,
                // Values are taken out of attributes only if nothing but types is wanted.
                context.isTypesOnly() ? ClonedServerEntry::new : FetchedEntry::new);
        cursor.begin(view);
        return cursor;
    }

    @Override
    public void unbind(UnbindOperationContext context) {
        // Nothing is kept for a session.
    }

    /** Written with each change, not when somebody looks at it. */
    @Override
    public void saveContextCsn(PartitionTxn transaction) {
        // It is on the disk already.
    }

    @Override
    public @Nullable String getContextCsn(PartitionTxn transaction) {
        try (View view = store.read()) {
            return store.layout.contextCsn(view);
        }
    }

    @Override
    public Subordinates getSubordinates(PartitionTxn transaction, Entry entry) {
        Subordinates subordinates = new Subordinates();
        try (View view = store.read()) {
            long found = parts().tree().find(view, entry.getDn());
            Tree.Counts counts =
                    found == Tree.NOBODY ? Tree.Counts.NONE : parts().tree().counts(view, found);
            subordinates.setNbChildren(counts.children());
            subordinates.setNbSubordinates(counts.descendants());
        }
        return subordinates;
    }

    /** What is done to it as a whole. */
    public Maintenance maintenance() {
        return new Maintenance(store, parts(), suffixDn);
    }

    EntryStore store() {
        return store;
    }
}
