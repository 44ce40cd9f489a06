package fr.sesame.interceptors;

import fr.sesame.account.AccountState;
import fr.sesame.account.Decision;
import fr.sesame.account.InvalidValueException;
import fr.sesame.account.Lock;
import fr.sesame.account.Timeline;
import fr.sesame.schema.Attributes;
import fr.sesame.schema.LockText;
import java.time.Clock;
import java.time.Instant;
import org.apache.directory.api.ldap.model.constants.SchemaConstants;
import org.apache.directory.api.ldap.model.entry.Attribute;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.entry.Value;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.exception.LdapInvalidDnException;
import org.apache.directory.api.ldap.model.exception.LdapNoSuchObjectException;
import org.apache.directory.api.ldap.model.exception.LdapUnwillingToPerformException;
import org.apache.directory.api.ldap.model.message.ResultCodeEnum;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.model.name.Rdn;
import org.apache.directory.api.ldap.model.schema.AttributeType;
import org.apache.directory.server.core.api.DirectoryService;
import org.apache.directory.server.core.api.interceptor.context.AddOperationContext;
import org.apache.directory.server.core.api.interceptor.context.DeleteOperationContext;
import org.apache.directory.server.core.api.interceptor.context.LookupOperationContext;
import org.jspecify.annotations.Nullable;

/**
 * Adding a tombstone is erasing the account of its name: the account goes in the transaction in which the tombstone comes, so that
 * at no instant, and after no power cut, there are both or neither. It is the one way in which an account goes.
 */
final class Erasing {
    private final IdentitySchema identity;
    private final DirectoryService directory;
    private final Clock clock;

    Erasing(IdentitySchema identity, DirectoryService directory, Clock clock) {
        this.identity = identity;
        this.directory = directory;
        this.clock = clock;
    }

    /** Takes the account away that the tombstone is for; the tombstone itself is still to be added. */
    void removeAccountOf(AddOperationContext context) throws LdapException {
        Entry tombstone = context.getEntry();
        Rdn rdn = context.getDn().getRdn();
        if (!identity.tombstones.equals(context.getDn().getParent())
                || rdn.size() != 1
                || !identity.erasedName.equals(rdn.getAva().getAttributeType())) {
            throw new LdapInvalidDnException(
                    ResultCodeEnum.NAMING_VIOLATION,
                    "a tombstone is " + Attributes.ERASED_NAME + "=<login>," + identity.tombstones);
        }
        Dn account = identity.people.add(new Rdn(
                identity.manager(), Attributes.UID, rdn.getAva().getValue().getString()));
        Entry stored = read(context, account);
        if (stored == null || !identity.isAccount(stored)) {
            throw new LdapNoSuchObjectException("there is no account of that name to erase");
        }
        checkInactive(stored);
        checkKeeps(tombstone, stored);
        DeleteOperationContext deletion = new DeleteOperationContext(directory.getAdminSession(), account);
        deletion.setPartition(context.getPartition());
        deletion.setTransaction(context.getTransaction());
        deletion.setEntry(stored);
        directory.getPartitionNexus().delete(deletion);
    }

    private @Nullable Entry read(AddOperationContext context, Dn dn) throws LdapException {
        LookupOperationContext lookup =
                new LookupOperationContext(directory.getAdminSession(), dn, SchemaConstants.ALL_ATTRIBUTES_ARRAY);
        lookup.setPartition(context.getPartition());
        lookup.setTransaction(context.getTransaction());
        return directory.getPartitionNexus().lookup(lookup);
    }

    private void checkInactive(Entry account) throws LdapException {
        Instant now = clock.instant();
        try {
            String lock = valueOf(account, Attributes.LOCK);
            Lock laid = lock == null ? null : LockText.parse(lock);
            Timeline timeline = Timeline.parse(String.valueOf(valueOf(account, Attributes.TIMELINE)));
            AccountState state = Decision.stateAt(timeline, laid, now);
            if (state != AccountState.INACTIVE) {
                throw unwilling("the account is " + state.word() + "; only an inactive one is erased");
            }
            if (timeline.nextAfter(now).isPresent()) {
                throw unwilling("the account will open again; only one that stays inactive is erased");
            }
        } catch (InvalidValueException e) {
            throw unwilling("the dates of the account cannot be read: " + e.getMessage());
        }
    }

    private @Nullable String valueOf(Entry entry, String name) throws LdapException {
        Attribute attribute = entry.get(identity.manager().getAttributeType(name));
        return attribute == null ? null : attribute.getString();
    }

    private void checkKeeps(Entry tombstone, Entry account) throws LdapException {
        for (AttributeType type : identity.identifiers) {
            Attribute attribute = account.get(type);
            if (attribute == null) {
                continue;
            }
            for (Value value : attribute) {
                if (!tombstone.contains(identity.erasedName, new Value(identity.erasedName, value.getString()))) {
                    throw Uniqueness.refused(
                            identity.erasedName, "a value of the account's " + type.getName() + " is missing");
                }
            }
        }
    }

    private static LdapUnwillingToPerformException unwilling(String reason) {
        return new LdapUnwillingToPerformException(ResultCodeEnum.UNWILLING_TO_PERFORM, reason);
    }
}
