package fr.sesame.interceptors;

import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.function.Supplier;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.exception.LdapUnwillingToPerformException;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.server.core.api.CoreSession;
import org.apache.directory.server.core.api.OperationManager;
import org.apache.directory.server.core.api.filtering.EntryFilteringCursor;
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

/**
 * Tells of each operation that is a security act, when it is over. It stands around the whole chain and not in it: within the
 * chain a write is not yet committed, and what is told there might never come true; and it hears the refusal of every interceptor.
 */
public final class AuditedOperations implements OperationManager {
    private final OperationManager operations;
    private final OperationAudit audit;

    /** @param operations does the operations */
    public AuditedOperations(OperationManager operations, OperationAudit audit) {
        this.operations = operations;
        this.audit = audit;
    }

    private interface Operation {
        void run() throws LdapException;
    }

    @Override
    public void bind(BindOperationContext context) throws LdapException {
        try {
            operations.bind(context);
        } catch (LdapUnwillingToPerformException e) { // every other end of a bind is told by who decides it
            if (context instanceof BindAttempt attempt) {
                audit.withoutPassword(attempt);
            }
            throw e;
        }
    }

    @Override
    public void add(AddOperationContext context) throws LdapException {
        written(context, "add", () -> audit.ofAdd(context.getDn(), context.getEntry()), () -> operations.add(context));
    }

    @Override
    public void modify(ModifyOperationContext context) throws LdapException {
        written(
                context,
                "modify " + audit.names(context.getModItems()),
                () -> audit.ofModify(context),
                () -> operations.modify(context));
    }

    @Override
    public void delete(DeleteOperationContext context) throws LdapException {
        named(context, "delete", () -> operations.delete(context));
    }

    @Override
    public void rename(RenameOperationContext context) throws LdapException {
        named(context, "rename to " + context.getNewRdn(), () -> operations.rename(context));
    }

    @Override
    public void move(MoveOperationContext context) throws LdapException {
        named(context, "move under " + context.getNewSuperior(), () -> operations.move(context));
    }

    @Override
    public void moveAndRename(MoveAndRenameOperationContext context) throws LdapException {
        String detail = "move under " + context.getNewSuperiorDn() + " as " + context.getNewRdn();
        named(context, detail, () -> operations.moveAndRename(context));
    }

    private void named(OperationContext context, String detail, Operation operation) throws LdapException {
        written(context, detail, () -> audit.ofName(context.getDn(), detail), operation);
    }

    private void written(OperationContext context, String detail, Supplier<List<Act>> acts, Operation operation)
            throws LdapException {
        if (!audit.concerns(context.getSession())) {
            operation.run();
            return;
        }
        Dn dn = context.getDn(); // as it is before it changes
        List<Act> what = acts.get();
        try {
            operation.run();
        } catch (LdapException e) {
            audit.refused(context.getSession(), dn, what, detail, e);
            throw e;
        }
        audit.accepted(context.getSession(), dn, what);
    }

    @Override
    public boolean compare(CompareOperationContext context) throws LdapException {
        CoreSession session = context.getSession();
        List<Act> acts = audit.ofCompare(context.getOid());
        try {
            boolean same = operations.compare(context);
            if (!acts.isEmpty() && audit.concerns(session)) {
                audit.compared(session, context.getDn(), same);
            }
            return same;
        } catch (LdapException e) {
            refusedRead(context, acts, "compare", e);
            throw e;
        }
    }

    @Override
    public EntryFilteringCursor search(SearchOperationContext context) throws LdapException {
        try {
            return operations.search(context);
        } catch (LdapException e) {
            refusedRead(context, List.of(), "search", e);
            throw e;
        }
    }

    @Override
    public Entry lookup(LookupOperationContext context) throws LdapException {
        try {
            return operations.lookup(context);
        } catch (LdapException e) {
            refusedRead(context, List.of(), "read", e);
            throw e;
        }
    }

    private void refusedRead(OperationContext context, List<Act> acts, String detail, LdapException e) {
        if (audit.concerns(context.getSession())) {
            audit.refused(context.getSession(), context.getDn(), acts, detail, e);
        }
    }

    @Override
    public boolean hasEntry(HasEntryOperationContext context) throws LdapException {
        return operations.hasEntry(context);
    }

    @Override
    public Entry getRootDse(GetRootDseOperationContext context) throws LdapException {
        return operations.getRootDse(context);
    }

    @Override
    public void unbind(UnbindOperationContext context) throws LdapException {
        operations.unbind(context);
    }

    @Override
    public ReadWriteLock getRWLock() {
        return operations.getRWLock();
    }

    @Override
    public void lockRead() {
        operations.lockRead();
    }

    @Override
    public void unlockRead() {
        operations.unlockRead();
    }

    @Override
    public void lockWrite() {
        operations.lockWrite();
    }

    @Override
    public void unlockWrite() {
        operations.unlockWrite();
    }
}
