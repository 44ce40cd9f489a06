package fr.sesame.partition;

import java.io.IOException;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import org.apache.directory.api.ldap.extras.controls.ad.TreeDelete;
import org.apache.directory.api.ldap.model.constants.SchemaConstants;
import org.apache.directory.api.ldap.model.cursor.CursorException;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.exception.LdapNoSuchObjectException;
import org.apache.directory.api.ldap.model.exception.LdapOtherException;
import org.apache.directory.api.ldap.model.exception.LdapServiceUnavailableException;
import org.apache.directory.api.ldap.model.exception.LdapUnwillingToPerformException;
import org.apache.directory.api.ldap.model.filter.PresenceNode;
import org.apache.directory.api.ldap.model.message.ResultCodeEnum;
import org.apache.directory.api.ldap.model.message.SearchScope;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.model.name.Rdn;
import org.apache.directory.api.ldap.model.schema.SchemaManager;
import org.apache.directory.server.core.api.DirectoryService;
import org.apache.directory.server.core.api.OperationManager;
import org.apache.directory.server.core.api.filtering.EntryFilteringCursor;
import org.apache.directory.server.core.api.interceptor.Interceptor;
import org.apache.directory.server.core.api.interceptor.context.AddOperationContext;
import org.apache.directory.server.core.api.interceptor.context.BindOperationContext;
import org.apache.directory.server.core.api.interceptor.context.CompareOperationContext;
import org.apache.directory.server.core.api.interceptor.context.DeleteOperationContext;
import org.apache.directory.server.core.api.interceptor.context.GetRootDseOperationContext;
import org.apache.directory.server.core.api.interceptor.context.HasEntryOperationContext;
import org.apache.directory.server.core.api.interceptor.context.LookupOperationContext;
import org.apache.directory.server.core.api.interceptor.context.ModifyOperationContext;
import org.apache.directory.server.core.api.interceptor.context.MoveAndRenameOperationContext;
import org.apache.directory.server.core.api.interceptor.context.MoveOperationContext;
import org.apache.directory.server.core.api.interceptor.context.OperationContext;
import org.apache.directory.server.core.api.interceptor.context.RenameOperationContext;
import org.apache.directory.server.core.api.interceptor.context.SearchOperationContext;
import org.apache.directory.server.core.api.interceptor.context.UnbindOperationContext;
import org.apache.directory.server.core.api.partition.Partition;
import org.apache.directory.server.core.api.partition.PartitionTxn;
import org.jspecify.annotations.Nullable;

/**
 * Runs each operation through ApacheDS's chain in a transaction. In place of the stock manager's one lock around everything, disk
 * included: who reads the store never waits, and writes to it share commits ({@link GroupCommit}); each is answered when it is
 * on the disk.
 *
 * <p>Partitions that are not a store's (schema and system, in memory, written only at the start) keep the lock.
 *
 * <p>Transactions that a session holds open over several operations are refused: one client could stop all writes.
 */
public final class StoreOperations implements OperationManager {
    private final DirectoryService service;
    private final Consumer<AddOperationContext> beforeAdd;
    private final Consumer<OperationContext> onCommit;
    private final Referrals referrals;
    private final ReadWriteLock lock = new ReentrantReadWriteLock(true);

    /**
     * @param beforeAdd may prepare what an entry needs while the write waits for its turn; many at a time
     * @param onCommit is told of each write that is on the disk, before whoever asked for it is answered
     */
    public StoreOperations(
            DirectoryService service, Consumer<AddOperationContext> beforeAdd, Consumer<OperationContext> onCommit) {
        this.service = service;
        this.beforeAdd = beforeAdd;
        this.onCommit = onCommit;
        this.referrals = new Referrals(service);
    }

    /** The chain, from its head. */
    @FunctionalInterface
    private interface Chain<T extends @Nullable Object> {
        T run(Interceptor head) throws LdapException;
    }

    @Override
    public void bind(BindOperationContext context) throws LdapException {
        Dn dn = context.getDn() == null ? null : aware(context);
        read(context, partitionOf(dn), head -> {
            head.bind(context);
            return null;
        });
    }

    @Override
    public void unbind(UnbindOperationContext context) throws LdapException {
        ensureStarted();
        head(context).unbind(context);
    }

    @Override
    public Entry lookup(LookupOperationContext context) throws LdapException {
        return read(context, partitionOf(aware(context)), head -> head.lookup(context));
    }

    @Override
    public boolean hasEntry(HasEntryOperationContext context) throws LdapException {
        return read(context, partitionOf(aware(context)), head -> head.hasEntry(context));
    }

    @Override
    public Entry getRootDse(GetRootDseOperationContext context) throws LdapException {
        return read(context, partitionOf(Dn.ROOT_DSE), head -> head.getRootDse(context));
    }

    @Override
    public boolean compare(CompareOperationContext context) throws LdapException {
        Dn dn = aware(context);
        referrals.check(context, dn);
        return read(context, partitionOf(dn), head -> {
            context.setOriginalEntry(stored(context));
            return head.compare(context);
        });
    }

    /** The cursor needs no transaction: it takes views of the store as it goes. */
    @Override
    public EntryFilteringCursor search(SearchOperationContext context) throws LdapException {
        if (!context.getDn().isSchemaAware()) {
            context.setDn(service.getDnFactory().create(context.getDn().getName())); // few bases, many searches
        }
        Dn dn = context.getDn();
        referrals.checkSearch(context, dn, context.getScope());
        return read(context, partitionOf(dn), head -> head.search(context));
    }

    @Override
    public void add(AddOperationContext context) throws LdapException {
        Dn dn = aware(context);
        referrals.checkNew(context, dn);
        beforeAdd.accept(context);
        write(context, partitionOf(dn), head -> {
            head.add(context);
            return null;
        });
    }

    @Override
    public void modify(ModifyOperationContext context) throws LdapException {
        Dn dn = aware(context);
        referrals.check(context, dn);
        write(context, partitionOf(dn), head -> {
            populate(context);
            head.modify(context);
            return null;
        });
    }

    @Override
    public void delete(DeleteOperationContext context) throws LdapException {
        Dn dn = aware(context);
        referrals.check(context, dn);
        write(context, partitionOf(dn), head -> {
            if (context.hasRequestControl(TreeDelete.OID)) {
                deleteTree(context, dn);
            } else {
                populate(context);
                head.delete(context);
            }
            return null;
        });
    }

    /** Each entry passes the chain, those below before those above. */
    private void deleteTree(DeleteOperationContext context, Dn dn) throws LdapException {
        SearchOperationContext below = new SearchOperationContext(
                context.getSession(),
                dn,
                SearchScope.ONELEVEL,
                new PresenceNode(schema().getAttributeType(SchemaConstants.OBJECT_CLASS_AT)),
                SchemaConstants.NO_ATTRIBUTE);
        try (EntryFilteringCursor children = search(below)) {
            while (children.next()) {
                deleteTree(context, children.get().getDn());
            }
        } catch (CursorException | IOException e) {
            throw new LdapOtherException(e.getMessage(), e);
        }
        DeleteOperationContext one = new DeleteOperationContext(context.getSession(), dn);
        one.setPartition(context.getPartition());
        one.setTransaction(context.getTransaction());
        populate(one);
        head(one).delete(one);
    }

    @Override
    public void rename(RenameOperationContext context) throws LdapException {
        Dn dn = aware(context);
        if (!dn.isEmpty()) {
            Rdn newRdn = context.getNewRdn();
            if (!newRdn.isSchemaAware()) {
                newRdn = new Rdn(schema(), newRdn);
                context.setNewRdn(newRdn);
            }
            context.setNewDn(dn.getParent().add(newRdn));
        }
        referrals.check(context, dn);
        write(context, partitionOf(dn), head -> {
            populate(context);
            context.setOriginalEntry(stored(context));
            context.setModifiedEntry(context.getOriginalEntry().clone());
            head.rename(context);
            return null;
        });
    }

    @Override
    public void move(MoveOperationContext context) throws LdapException {
        Dn dn = aware(context);
        if (!context.getNewSuperior().isSchemaAware()) {
            context.setNewSuperior(new Dn(schema(), context.getNewSuperior()));
        }
        referrals.check(context, dn);
        referrals.checkTarget(context.getNewSuperior());
        write(context, partitionOf(dn), head -> {
            context.setOriginalEntry(stored(context));
            head.move(context);
            return null;
        });
    }

    @Override
    public void moveAndRename(MoveAndRenameOperationContext context) throws LdapException {
        Dn dn = aware(context);
        if (!context.getNewSuperiorDn().isSchemaAware()) {
            context.setNewSuperiorDn(new Dn(schema(), context.getNewSuperiorDn()));
        }
        referrals.check(context, dn);
        referrals.checkTarget(context.getNewSuperiorDn());
        write(context, partitionOf(dn), head -> {
            context.setOriginalEntry(stored(context));
            context.setModifiedEntry(context.getOriginalEntry().clone());
            head.moveAndRename(context);
            return null;
        });
    }

    private <T extends @Nullable Object> T read(OperationContext context, Partition partition, Chain<T> chain)
            throws LdapException {
        ensureStarted();
        context.setPartition(partition);
        if (partition instanceof StoredPartition stored) {
            return read(context, stored.openView(), chain);
        }
        lockRead();
        try {
            return read(context, partition.beginReadTransaction(), chain);
        } finally {
            unlockRead();
        }
    }

    private <T extends @Nullable Object> T read(OperationContext context, PartitionTxn transaction, Chain<T> chain)
            throws LdapException {
        try (transaction) {
            context.setTransaction(transaction);
            return chain.run(head(context));
        } catch (StoreException e) {
            throw refused(e);
        } catch (IOException e) {
            throw new LdapOtherException(e.getMessage(), e);
        }
    }

    private void write(OperationContext context, Partition partition, Chain<@Nullable Void> chain)
            throws LdapException {
        ensureStarted();
        if (context.getSession().hasSessionTransaction()) {
            throw new LdapUnwillingToPerformException(
                    ResultCodeEnum.UNWILLING_TO_PERFORM, "transactions over several operations are not supported");
        }
        context.setPartition(partition);
        if (partition instanceof StoredPartition stored) {
            share(context, stored, chain);
        } else {
            lockWrite();
            try {
                alone(context, partition, chain);
            } finally {
                unlockWrite();
            }
        }
    }

    private void share(OperationContext context, StoredPartition partition, Chain<@Nullable Void> chain)
            throws LdapException {
        try {
            partition.store().write(view -> {
                context.setTransaction(partition.beginWriteTransaction());
                return chain.run(head(context));
            });
            onCommit.accept(context);
        } catch (StoreException e) {
            throw refused(e);
        } catch (LdapException | RuntimeException e) {
            throw e;
        } catch (Exception e) { // the chain throws nothing else
            throw new LdapOtherException(e.getMessage(), e);
        }
    }

    private void alone(OperationContext context, Partition partition, Chain<@Nullable Void> chain)
            throws LdapException {
        PartitionTxn transaction = partition.beginWriteTransaction();
        try {
            boolean done = false;
            try {
                context.setTransaction(transaction);
                chain.run(head(context));
                done = true;
            } finally {
                if (!done) {
                    transaction.abort();
                }
            }
            transaction.commit();
        } catch (IOException e) {
            throw new LdapOtherException(e.getMessage(), e);
        }
    }

    private static LdapUnwillingToPerformException refused(StoreException e) {
        LdapUnwillingToPerformException refused =
                new LdapUnwillingToPerformException(ResultCodeEnum.UNWILLING_TO_PERFORM, e.getMessage());
        refused.initCause(e);
        return refused;
    }

    private void populate(OperationContext context) throws LdapException {
        if (context.getEntry() == null) {
            context.setEntry(stored(context));
        }
    }

    /** The entry as it is stored, whoever asks. */
    private Entry stored(OperationContext context) throws LdapException {
        LookupOperationContext lookup = new LookupOperationContext(
                service.getAdminSession(), context.getDn(), SchemaConstants.ALL_ATTRIBUTES_ARRAY);
        lookup.setPartition(context.getPartition());
        lookup.setTransaction(context.getTransaction());
        Entry entry = service.getPartitionNexus().lookup(lookup);
        if (entry == null) {
            throw new LdapNoSuchObjectException("there is no entry '" + context.getDn() + "'");
        }
        return entry;
    }

    private Dn aware(OperationContext context) throws LdapException {
        Dn dn = context.getDn();
        if (!dn.isSchemaAware()) {
            dn = new Dn(schema(), dn);
            context.setDn(dn);
        }
        return dn;
    }

    private Partition partitionOf(@Nullable Dn dn) throws LdapException {
        return service.getPartitionNexus().getPartition(dn);
    }

    private Interceptor head(OperationContext context) {
        return service.getInterceptor(context.getNextInterceptor());
    }

    private SchemaManager schema() {
        return service.getSchemaManager();
    }

    private void ensureStarted() throws LdapServiceUnavailableException {
        if (!service.isStarted()) {
            throw new LdapServiceUnavailableException(ResultCodeEnum.UNAVAILABLE, "the directory is not started");
        }
    }

    @Override
    public ReadWriteLock getRWLock() {
        return lock;
    }

    @Override
    public void lockRead() {
        lock.readLock().lock();
    }

    @Override
    public void unlockRead() {
        lock.readLock().unlock();
    }

    @Override
    public void lockWrite() {
        lock.writeLock().lock();
    }

    @Override
    public void unlockWrite() {
        lock.writeLock().unlock();
    }
}
