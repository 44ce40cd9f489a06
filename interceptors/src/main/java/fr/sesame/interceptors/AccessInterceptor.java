package fr.sesame.interceptors;

import fr.sesame.interceptors.AccessPolicy.Write;
import java.util.List;
import java.util.Set;
import org.apache.directory.api.ldap.model.entry.Attribute;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.exception.LdapNoPermissionException;
import org.apache.directory.api.ldap.model.exception.LdapNoSuchObjectException;
import org.apache.directory.api.ldap.model.filter.BranchNode;
import org.apache.directory.api.ldap.model.filter.ExprNode;
import org.apache.directory.api.ldap.model.filter.LeafNode;
import org.apache.directory.api.ldap.model.message.SearchScope;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.server.core.api.CoreSession;
import org.apache.directory.server.core.api.DirectoryService;
import org.apache.directory.server.core.api.filtering.EntryFilter;
import org.apache.directory.server.core.api.filtering.EntryFilteringCursor;
import org.apache.directory.server.core.api.interceptor.BaseInterceptor;
import org.apache.directory.server.core.api.interceptor.context.AddOperationContext;
import org.apache.directory.server.core.api.interceptor.context.CompareOperationContext;
import org.apache.directory.server.core.api.interceptor.context.DeleteOperationContext;
import org.apache.directory.server.core.api.interceptor.context.LookupOperationContext;
import org.apache.directory.server.core.api.interceptor.context.ModifyOperationContext;
import org.apache.directory.server.core.api.interceptor.context.MoveAndRenameOperationContext;
import org.apache.directory.server.core.api.interceptor.context.MoveOperationContext;
import org.apache.directory.server.core.api.interceptor.context.RenameOperationContext;
import org.apache.directory.server.core.api.interceptor.context.SearchOperationContext;
import org.jspecify.annotations.Nullable;

/**
 * Keeps {@link AccessPolicy} for every operation that comes over the wire. What may not be seen is as if it were not there;
 * what may not be done, and a filter over what may not be read, is result 50. ApacheDS's own internal session passes.
 */
public final class AccessInterceptor extends BaseInterceptor {
    private static final String REFUSAL = "Insufficient access rights";

    private final String base;
    private final Set<String> controls;
    private @Nullable Whereabouts whereabouts;

    /**
     * @param base the DN at the top of the directory
     * @param controls the OIDs of the controls that the directory has; the root DSE names no other
     */
    public AccessInterceptor(String base, Set<String> controls) {
        super("sesameAccessInterceptor");
        this.base = base;
        this.controls = Set.copyOf(controls);
    }

    @Override
    public void init(DirectoryService directoryService) throws LdapException {
        super.init(directoryService);
        whereabouts = new Whereabouts(directoryService.getSchemaManager(), base);
    }

    private Whereabouts where() {
        if (whereabouts == null) {
            throw new IllegalStateException("not initialised");
        }
        return whereabouts;
    }

    /** Whether the session may write anything at all; what and where is decided later. */
    public boolean isWriter(CoreSession session) {
        return session.isAdministrator()
                || AccessPolicy.mayWrite(where().roleOf(session), Write.MODIFY, AccessPolicy.Place.PEOPLE);
    }

    /** What the session may do with the password of an entry of that name, whether it is there or not. */
    public PasswordRight passwordRight(CoreSession session, Dn name) {
        Dn dn = where().normalized(name);
        if (session.isAdministrator()
                || AccessPolicy.mayWrite(where().roleOf(session), Write.MODIFY, where().placeOf(dn))) {
            return PasswordRight.FULL;
        }
        return Whereabouts.isOwn(session, dn) && where().placeOf(dn) == AccessPolicy.Place.PEOPLE
                ? PasswordRight.OWN
                : PasswordRight.NONE;
    }

    /** Whether the session may see an entry of that name, whether it is there or not. */
    public boolean maySee(CoreSession session, Dn name) {
        Dn dn = where().normalized(name);
        return session.isAdministrator()
                || AccessPolicy.maySee(where().roleOf(session), where().placeOf(dn), Whereabouts.isOwn(session, dn));
    }

    @Override
    public EntryFilteringCursor search(SearchOperationContext context) throws LdapException {
        CoreSession session = context.getSession();
        if (session.isAdministrator()) {
            return next(context);
        }
        Role role = where().roleOf(session);
        Dn from = context.getDn();
        if (role == Role.ANONYMOUS && !(from.isEmpty() && context.getScope() == SearchScope.OBJECT)) {
            throw new LdapNoPermissionException(REFUSAL);
        }
        AccessPolicy.Place place = where().placeOf(from);
        if (place != AccessPolicy.Place.CONTAINER
                && !AccessPolicy.maySee(role, place, Whereabouts.isOwn(session, from))) {
            throw new LdapNoSuchObjectException("no such entry for you"); // whether it is there or not
        }
        checkFilter(role, context.getFilter());
        EntryFilteringCursor cursor = next(context);
        cursor.addEntryFilter(new WhatMayBeRead(session, role));
        return cursor;
    }

    private static void checkFilter(Role role, ExprNode filter) throws LdapNoPermissionException {
        if (filter instanceof BranchNode branch) {
            for (ExprNode child : branch.getChildren()) {
                checkFilter(role, child);
            }
        } else if (filter instanceof LeafNode leaf
                && role != Role.ANONYMOUS
                && !AccessPolicy.maySearchFor(role, nameOf(leaf))) {
            throw new LdapNoPermissionException(REFUSAL);
        }
    }

    private static String nameOf(LeafNode leaf) {
        return leaf.getAttributeType() == null
                ? leaf.getAttribute()
                : leaf.getAttributeType().getName();
    }

    /** Lets through what may be seen, without what may not be read. */
    private final class WhatMayBeRead implements EntryFilter {
        private final CoreSession session;
        private final Role role;

        WhatMayBeRead(CoreSession session, Role role) {
            this.session = session;
            this.role = role;
        }

        @Override
        public boolean accept(SearchOperationContext operation, Entry entry) throws LdapException {
            return prune(session, role, entry);
        }

        @Override
        public String toString(String tabs) {
            return tabs + "AccessPolicy for " + role;
        }
    }

    /** Whether the entry may be seen; takes out of it what may not be read. The entry is a copy of ApacheDS's own. */
    private boolean prune(CoreSession session, Role role, Entry entry) throws LdapException {
        Dn dn = entry.getDn();
        boolean own = Whereabouts.isOwn(session, dn);
        AccessPolicy.Place place = where().placeOf(dn);
        if (!AccessPolicy.maySee(role, place, own)) {
            return false;
        }
        if (place == AccessPolicy.Place.ROOT_DSE) {
            RootDse.trim(entry, controls, base);
        } else if (place != AccessPolicy.Place.SCHEMA) {
            for (Attribute attribute : List.copyOf(entry.getAttributes())) {
                if (!AccessPolicy.mayRead(role, attribute.getAttributeType().getName(), own)) {
                    entry.removeAttributes(attribute.getAttributeType());
                }
            }
        }
        return true;
    }

    @Override
    public Entry lookup(LookupOperationContext context) throws LdapException {
        CoreSession session = context.getSession();
        if (session.isAdministrator()) {
            return next(context);
        }
        Role role = where().roleOf(session);
        Dn dn = context.getDn();
        if (!AccessPolicy.maySee(role, where().placeOf(dn), Whereabouts.isOwn(session, dn))) {
            throw new LdapNoPermissionException(REFUSAL);
        }
        Entry entry = next(context);
        prune(session, role, entry);
        return entry;
    }

    @Override
    public boolean compare(CompareOperationContext context) throws LdapException {
        CoreSession session = context.getSession();
        if (!session.isAdministrator()) {
            Role role = where().roleOf(session);
            Dn dn = context.getDn();
            boolean own = Whereabouts.isOwn(session, dn);
            if (!AccessPolicy.maySee(role, where().placeOf(dn), own)
                    || !AccessPolicy.mayRead(role, context.getAttributeType().getName(), own)) {
                throw new LdapNoPermissionException(REFUSAL);
            }
        }
        return next(context);
    }

    @Override
    public void add(AddOperationContext context) throws LdapException {
        check(context.getSession(), Write.ADD, context.getDn());
        next(context);
    }

    @Override
    public void modify(ModifyOperationContext context) throws LdapException {
        if (context instanceof PasswordWrite write
                && write.isNothingElse()
                && passwordRight(context.getSession(), context.getDn()) != PasswordRight.NONE) {
            next(context);
            return;
        }
        check(context.getSession(), Write.MODIFY, context.getDn());
        next(context);
    }

    @Override
    public void delete(DeleteOperationContext context) throws LdapException {
        check(context.getSession(), Write.DELETE, context.getDn());
        next(context);
    }

    @Override
    public void rename(RenameOperationContext context) throws LdapException {
        check(context.getSession(), Write.RENAME, context.getDn());
        next(context);
    }

    @Override
    public void move(MoveOperationContext context) throws LdapException {
        check(context.getSession(), Write.RENAME, context.getDn());
        check(context.getSession(), Write.ADD, context.getNewDn());
        next(context);
    }

    @Override
    public void moveAndRename(MoveAndRenameOperationContext context) throws LdapException {
        check(context.getSession(), Write.RENAME, context.getDn());
        check(context.getSession(), Write.ADD, context.getNewDn());
        next(context);
    }

    private void check(CoreSession session, Write write, Dn dn) throws LdapNoPermissionException {
        if (!session.isAdministrator() && !AccessPolicy.mayWrite(where().roleOf(session), write, where().placeOf(dn))) {
            throw new LdapNoPermissionException(REFUSAL);
        }
    }
}
