package fr.sesame.interceptors;

import fr.sesame.schema.ObjectClasses;
import java.time.Clock;
import org.apache.directory.api.ldap.model.entry.Attribute;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.entry.Modification;
import org.apache.directory.api.ldap.model.entry.Value;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.exception.LdapInvalidDnException;
import org.apache.directory.api.ldap.model.exception.LdapUnwillingToPerformException;
import org.apache.directory.api.ldap.model.message.ResultCodeEnum;
import org.apache.directory.api.ldap.model.name.Ava;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.model.name.Rdn;
import org.apache.directory.api.ldap.model.schema.AttributeType;
import org.apache.directory.server.core.api.DirectoryService;
import org.apache.directory.server.core.api.interceptor.BaseInterceptor;
import org.apache.directory.server.core.api.interceptor.context.AddOperationContext;
import org.apache.directory.server.core.api.interceptor.context.DeleteOperationContext;
import org.apache.directory.server.core.api.interceptor.context.ModifyOperationContext;
import org.apache.directory.server.core.api.interceptor.context.MoveAndRenameOperationContext;
import org.apache.directory.server.core.api.interceptor.context.MoveOperationContext;
import org.apache.directory.server.core.api.interceptor.context.OperationContext;
import org.apache.directory.server.core.api.interceptor.context.RenameOperationContext;
import org.jspecify.annotations.Nullable;

/**
 * Identity is permanent, for everybody, ApacheDS's own administrator included: an account is not deleted, renamed or moved; its uid,
 * entryUUID and source keys stay, and so does each of its names ({@link fr.sesame.schema.Identifiers}), which nobody else is
 * given. An account goes by a tombstone, which keeps its names ({@link Erasing}), or is merged into another and can come back
 * ({@link Merging}).
 *
 * <p>Who may write at all is decided before ({@link AccessInterceptor}).
 */
public final class IdentityInterceptor extends BaseInterceptor {
    private final String base;
    private final Clock clock;
    private final Holders holders;
    private @Nullable Rules rules;

    /** What is known once the schema is. */
    private record Rules(IdentitySchema identity, Uniqueness uniqueness, Erasing erasing, Merging merging) {}

    /**
     * @param base the DN at the top of the directory
     * @param clock decides whether an account is inactive when it is erased
     * @param holders who has a value
     */
    public IdentityInterceptor(String base, Clock clock, Holders holders) {
        super("sesameIdentityInterceptor");
        this.base = base;
        this.clock = clock;
        this.holders = holders;
    }

    @Override
    public void init(DirectoryService directoryService) throws LdapException {
        super.init(directoryService);
        IdentitySchema identity = new IdentitySchema(directoryService.getSchemaManager(), base);
        Merging merging = new Merging(identity, directoryService);
        rules = new Rules(
                identity,
                new Uniqueness(identity, holders, merging),
                new Erasing(identity, directoryService, clock),
                merging);
    }

    private Rules rules() {
        if (rules == null) {
            throw new IllegalStateException("not initialised");
        }
        return rules;
    }

    @Override
    public void add(AddOperationContext context) throws LdapException {
        Rules known = rules();
        Entry entry = context.getEntry();
        if (known.identity().isTombstone(entry)) {
            known.erasing().removeAccountOf(context);
        }
        if (known.identity().isMerged(entry)) {
            known.merging().takeAway(context);
        }
        checkPlace(context.getDn(), entry);
        known.uniqueness().checkAll(context, context.getDn(), entry);
        next(context);
    }

    @Override
    public void modify(ModifyOperationContext context) throws LdapException {
        IdentitySchema identity = rules().identity();
        if (EntryChange.touches(context.getModItems(), identity.watched)) {
            EntryChange change = EntryChange.of(context.getEntry(), context.getModItems(), identity.watched);
            checkKept(context, change);
            if (identity.isPermanent(change.after()) && !identity.isPermanent(change.before())) {
                checkPlace(context.getDn(), change.after());
                rules().uniqueness().checkAll(context, context.getDn(), change.after());
            } else {
                rules().uniqueness().checkGained(context, context.getDn(), change);
            }
        }
        next(context);
    }

    private void checkKept(ModifyOperationContext context, EntryChange change) throws LdapException {
        IdentitySchema identity = rules().identity();
        boolean account = identity.isAccount(change.before());
        boolean tombstone = identity.isTombstone(change.before());
        boolean merged = identity.isMerged(change.before());
        if (identity.isTombstone(change.after()) != tombstone
                || identity.isMerged(change.after()) != merged
                || account && !identity.isAccount(change.after())) {
            throw unwilling("an entry stays the account or tombstone that it is; its objectClass says so");
        }
        if (!account && !tombstone && !merged) {
            return;
        }
        for (Modification modification : context.getModItems()) {
            if (identity.entryUuid.equals(modification.getAttribute().getAttributeType())) {
                throw Uniqueness.refused(identity.entryUuid, "it never changes");
            }
        }
        if (change.loses(identity.uid) || change.gains(identity.uid)) {
            throw Uniqueness.refused(identity.uid, "it never changes");
        }
        for (AttributeType type : identity.lasting) {
            if (change.loses(type) && !isMovedBack(context, change, type)) {
                throw Uniqueness.refused(type, "a value that is there stays");
            }
        }
        checkNamesKept(context, change);
    }

    /** Whether all that the account loses goes back to what was merged into it. */
    private boolean isMovedBack(ModifyOperationContext context, EntryChange change, AttributeType type)
            throws LdapException {
        for (Value value : change.before().get(type)) {
            if (!change.after().contains(type, value)
                    && !(identity(type) && rules().uniqueness().isKeptByMerged(context, type, value))) {
                return false;
            }
        }
        return true;
    }

    private boolean identity(AttributeType type) {
        IdentitySchema identity = rules().identity();
        return type.equals(identity.sourceKey) || identity.identifiers.contains(type);
    }

    /** A name may go from one attribute to another, as an old mail address goes to the other addresses. */
    private void checkNamesKept(ModifyOperationContext context, EntryChange change) throws LdapException {
        IdentitySchema identity = rules().identity();
        for (AttributeType type : identity.identifiers) {
            if (change.loses(type)
                    && !identity.hasAllNames(change.after(), change.before().get(type))
                    && !isMovedBack(context, change, type)) {
                throw Uniqueness.refused(
                        type, "a name that was given stays the account's; keep it in supannAutreMail or as an alias");
            }
        }
    }

    /** The daemon finds accounts directly under ou=people, by their uid; elsewhere one would be out of its sight. */
    private void checkPlace(Dn dn, Entry entry) throws LdapException {
        IdentitySchema identity = rules().identity();
        if (!identity.isAccount(entry)) {
            return;
        }
        Attribute uid = entry.get(identity.uid);
        Rdn rdn = dn.getRdn();
        boolean named = rdn.size() == 1
                && identity.uid.equals(rdn.getAva().getAttributeType())
                && uid != null
                && uid.size() == 1;
        if (!named || !identity.people.equals(dn.getParent())) {
            throw new LdapInvalidDnException(
                    ResultCodeEnum.NAMING_VIOLATION,
                    "an entry of class " + ObjectClasses.SESAME_ACCOUNT + " has one uid, and is uid=<it>,"
                            + identity.people);
        }
    }

    @Override
    public void delete(DeleteOperationContext context) throws LdapException {
        Rules known = rules();
        if (known.identity().isMerged(context.getEntry())) {
            known.uniqueness().checkAll(context, context.getDn(), context.getEntry());
            known.merging().putBack(context, (Entry) context.getEntry());
        } else if (known.identity().isPermanent(context.getEntry())) {
            throw unwilling(
                    "an account is kept for ever, so that its names are given to nobody else; an inactive one can be"
                            + " erased: sesame erase --help");
        }
        next(context);
    }

    @Override
    public void rename(RenameOperationContext context) throws LdapException {
        checkMove(context, context.getOriginalEntry(), context.getNewRdn());
        next(context);
    }

    @Override
    public void move(MoveOperationContext context) throws LdapException {
        checkMove(context, context.getOriginalEntry(), null);
        next(context);
    }

    @Override
    public void moveAndRename(MoveAndRenameOperationContext context) throws LdapException {
        checkMove(context, context.getOriginalEntry(), context.getNewRdn());
        next(context);
    }

    private void checkMove(OperationContext context, Entry entry, @Nullable Rdn newRdn) throws LdapException {
        Rules known = rules();
        if (known.identity().isPermanent(entry) || known.identity().isAbovePermanent(context.getDn())) {
            throw unwilling("an account keeps its name and its place");
        }
        if (newRdn != null) {
            Rdn aware =
                    newRdn.isSchemaAware() ? newRdn : new Rdn(known.identity().manager(), newRdn);
            for (Ava ava : aware) {
                known.uniqueness().checkName(context, context.getDn(), entry, ava.getAttributeType(), ava.getValue());
            }
        }
    }

    private static LdapUnwillingToPerformException unwilling(String reason) {
        return new LdapUnwillingToPerformException(ResultCodeEnum.UNWILLING_TO_PERFORM, reason);
    }
}
