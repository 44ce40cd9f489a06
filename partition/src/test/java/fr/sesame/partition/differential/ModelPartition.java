package fr.sesame.partition.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.directory.api.ldap.model.cursor.ListCursor;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.entry.Modification;
import org.apache.directory.api.ldap.model.exception.LdapAliasDereferencingException;
import org.apache.directory.api.ldap.model.exception.LdapAliasException;
import org.apache.directory.api.ldap.model.exception.LdapContextNotEmptyException;
import org.apache.directory.api.ldap.model.exception.LdapEntryAlreadyExistsException;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.exception.LdapNoSuchObjectException;
import org.apache.directory.api.ldap.model.exception.LdapUnwillingToPerformException;
import org.apache.directory.api.ldap.model.message.ResultCodeEnum;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.model.name.Rdn;
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
 * What a partition is to be, in the plainest way: a map of entries by their normalised DN, of which an aborted transaction puts
 * the old one back. Refusals are RFC 4511's.
 */
public final class ModelPartition extends AbstractPartition {
    private final ModelSearch search;
    private NavigableMap<String, Entry> entries = new TreeMap<>();

    public ModelPartition(SchemaManager schema) throws LdapException {
        this.schemaManager = schema;
        this.search = new ModelSearch(schema);
    }

    @Override
    public PartitionReadTxn beginReadTransaction() {
        return new PartitionReadTxn();
    }

    @Override
    public PartitionWriteTxn beginWriteTransaction() {
        NavigableMap<String, Entry> before = new TreeMap<>();
        entries.forEach((name, entry) -> before.put(name, entry.clone()));
        return new PartitionWriteTxn() {
            @Override
            public void abort() {
                entries = before;
            }
        };
    }

    @Override
    public void add(AddOperationContext context) throws LdapException {
        Dn dn = context.getDn();
        if (!dn.equals(suffixDn)) {
            // Under the parent's name as that was written, and not as it was asked for.
            dn = existing(dn.getParent()).getDn().add(dn.getRdn());
        }
        free(dn);
        Entry entry = ((ClonedServerEntry) context.getEntry()).getClonedEntry();
        checkAlias(entry);
        put(dn, entry);
    }

    @Override
    public Entry delete(DeleteOperationContext context) throws LdapException {
        Entry entry = existing(context.getDn());
        for (Entry other : entries.values()) {
            if (isBelow(other.getDn(), context.getDn())) {
                throw new LdapContextNotEmptyException(context.getDn().getName());
            }
        }
        entries.remove(context.getDn().getNormName());
        return entry;
    }

    @Override
    public void modify(ModifyOperationContext context) throws LdapException {
        Entry entry = existing(context.getDn()).clone();
        for (Modification modification : context.getModItems()) {
            Rules.apply(entry, modification);
        }
        if (context.getModItems().stream().anyMatch(ModelPartition::isAboutTarget)) {
            checkAlias(entry);
        }
        put(entry.getDn(), entry);
        context.setAlteredEntry(entry);
    }

    private static boolean isAboutTarget(Modification modification) {
        return modification.getAttribute().getAttributeType().getName().equals("aliasedObjectName");
    }

    @Override
    public void rename(RenameOperationContext context) throws LdapException {
        Entry entry = context.getModifiedEntry();
        Rules.rename(entry, context.getDn().getRdn(), context.getNewRdn(), context.getDeleteOldRdn());
        Dn parent = existing(context.getDn()).getDn().getParent();
        replace(context.getDn(), parent.add(context.getNewRdn()), entry);
    }

    @Override
    public void move(MoveOperationContext context) throws LdapException {
        Entry superior = existing(context.getNewSuperior());
        notBelow(context.getNewSuperior(), context.getDn());
        Dn newDn = superior.getDn().add(existing(context.getDn()).getDn().getRdn());
        free(newDn);
        replace(context.getDn(), newDn, context.getModifiedEntry());
    }

    @Override
    public void moveAndRename(MoveAndRenameOperationContext context) throws LdapException {
        Entry superior = existing(context.getNewSuperiorDn());
        notBelow(context.getNewSuperiorDn(), context.getDn());
        Dn newDn = superior.getDn().add(context.getNewRdn());
        replace(context.getDn(), newDn, context.getModifiedEntry());
    }

    private static void notBelow(Dn superior, Dn moved) throws LdapException {
        if (superior.isDescendantOf(moved)) {
            throw new LdapUnwillingToPerformException(ResultCodeEnum.UNWILLING_TO_PERFORM, "below itself");
        }
    }

    /** Everything below goes along. */
    private void replace(Dn oldDn, Dn newDn, Entry top) throws LdapException {
        existing(oldDn);
        NavigableMap<String, Entry> before = entries;
        entries = new TreeMap<>();
        for (Entry entry : before.values()) {
            Dn dn = entry.getDn();
            if (dn.equals(oldDn)) {
                put(newDn, top);
            } else if (isBelow(dn, oldDn)) {
                put(moved(dn, dn.size() - oldDn.size(), newDn), entry);
            } else {
                put(dn, entry);
            }
        }
    }

    private Dn moved(Dn dn, int own, Dn newTop) throws LdapException {
        List<Rdn> rdns = new ArrayList<>(dn.getRdns().subList(0, own));
        rdns.addAll(newTop.getRdns());
        return new Dn(schemaManager, rdns.toArray(new Rdn[0]));
    }

    private void put(Dn dn, Entry entry) throws LdapException {
        Dn known = dn.isSchemaAware() ? dn : new Dn(schemaManager, dn);
        entry.setDn(known);
        entries.put(known.getNormName(), entry);
    }

    private void checkAlias(Entry entry) throws LdapException {
        if (entry.hasObjectClass("alias")) {
            Entry target = entries.get(ModelSearch.target(schemaManager, entry).getNormName());
            if (target == null) {
                throw new LdapAliasException("an alias of nobody");
            }
            if (target.hasObjectClass("alias")) {
                throw new LdapAliasDereferencingException("an alias of an alias");
            }
        }
    }

    private Entry existing(Dn dn) throws LdapException {
        Entry entry = entries.get(dn.getNormName());
        if (entry == null) {
            throw new LdapNoSuchObjectException(dn.getName());
        }
        return entry;
    }

    private void free(Dn dn) throws LdapException {
        if (entries.containsKey(dn.getNormName())) {
            throw new LdapEntryAlreadyExistsException(dn.getName());
        }
    }

    static boolean isBelow(Dn dn, Dn top) {
        return dn.isDescendantOf(top) && !dn.equals(top);
    }

    @Override
    public EntryFilteringCursor search(SearchOperationContext context) throws LdapException {
        return new EntryFilteringCursorImpl(new ListCursor<>(search.find(entries, context)), context, schemaManager);
    }

    @Override
    public @Nullable Entry lookup(LookupOperationContext context) {
        Entry entry = entries.get(context.getDn().getNormName());
        return entry == null ? null : new ClonedServerEntry(entry);
    }

    @Override
    public boolean hasEntry(HasEntryOperationContext context) {
        return entries.containsKey(context.getDn().getNormName());
    }

    @Override
    public Subordinates getSubordinates(PartitionTxn transaction, Entry of) {
        long children = 0;
        long all = 0;
        for (Entry entry : entries.values()) {
            if (isBelow(entry.getDn(), of.getDn())) {
                all++;
                children += entry.getDn().size() == of.getDn().size() + 1 ? 1 : 0;
            }
        }
        Subordinates subordinates = new Subordinates();
        subordinates.setNbChildren(children);
        subordinates.setNbSubordinates(all);
        return subordinates;
    }

    @Override
    public void unbind(UnbindOperationContext context) {}

    @Override
    public void saveContextCsn(PartitionTxn transaction) {}

    @Override
    protected void doInit() {}

    @Override
    protected void doDestroy(PartitionTxn transaction) {}

    @Override
    protected void doRepair() {}
}
