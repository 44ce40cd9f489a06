package fr.sesame.interceptors;

import java.util.List;
import org.apache.directory.api.ldap.model.entry.Attribute;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.entry.Value;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.exception.LdapInvalidAttributeValueException;
import org.apache.directory.api.ldap.model.message.ResultCodeEnum;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.model.schema.AttributeType;
import org.apache.directory.server.core.api.interceptor.context.OperationContext;
import org.jspecify.annotations.Nullable;

/**
 * Nobody is given what is or was an account's. A value of one identifier is looked for in all of them, each compared as its own
 * attribute is. Between two entries that are neither accounts nor tombstones, such as two mailing lists, nothing is refused.
 *
 * <p>Two clients cannot both win: the chain of a write runs while it alone may write, and sees what those before it wrote.
 */
final class Uniqueness {
    private final IdentitySchema identity;
    private final Holders holders;
    private final Merging merging;

    Uniqueness(IdentitySchema identity, Holders holders, Merging merging) {
        this.identity = identity;
        this.holders = holders;
        this.merging = merging;
    }

    /** Whether the value may leave the account: what was merged into it has it too, and keeps it. */
    boolean isKeptByMerged(OperationContext context, AttributeType type, Value value) throws LdapException {
        AttributeType kept = type.equals(identity.sourceKey) ? type : identity.erasedName;
        Value wanted = as(kept, type, value);
        for (Entry holder : wanted == null ? List.<Entry>of() : holders.of(context, kept, wanted)) {
            if (merging.isMergedInto(context, holder, context.getDn())) {
                return true;
            }
        }
        return false;
    }

    /** Checks all values of the entry, which is new or becomes an account. */
    void checkAll(OperationContext context, Dn own, Entry entry) throws LdapException {
        boolean permanent = identity.isPermanent(entry);
        for (AttributeType type : identity.identifiers) {
            check(context, own, permanent, entry.get(type), identity.identifiers);
        }
        check(context, own, permanent, entry.get(identity.sourceKey), List.of(identity.sourceKey));
    }

    /** Checks the values that are new. */
    void checkGained(OperationContext context, Dn own, EntryChange change) throws LdapException {
        Entry gained = change.after().clone();
        for (AttributeType type : identity.watched) {
            Attribute before = change.before().get(type);
            Attribute after = gained.get(type);
            if (before != null && after != null && !identity.isObjectClass(type)) {
                for (Value value : before) {
                    after.remove(value);
                }
            }
        }
        checkAll(context, own, gained);
    }

    /** Checks one value that an entry gets by a new name. */
    void checkName(OperationContext context, Dn own, Entry entry, AttributeType type, Value value)
            throws LdapException {
        if (identity.identifiers.contains(type)) {
            check(context, own, identity.isPermanent(entry), type, value, identity.identifiers);
        }
    }

    private void check(
            OperationContext context,
            Dn own,
            boolean permanent,
            @Nullable Attribute attribute,
            List<AttributeType> among)
            throws LdapException {
        if (attribute != null) {
            for (Value value : attribute) {
                check(context, own, permanent, attribute.getAttributeType(), value, among);
            }
        }
    }

    private void check(
            OperationContext context,
            Dn own,
            boolean permanent,
            AttributeType type,
            Value value,
            List<AttributeType> among)
            throws LdapException {
        checkCase(type, value);
        for (AttributeType other : among) {
            Value wanted = as(other, type, value);
            for (Entry holder : wanted == null ? List.<Entry>of() : holders.of(context, other, wanted)) {
                if (!holder.getDn().equals(own)
                        && (permanent || identity.isPermanent(holder))
                        && !merging.isMergedInto(context, holder, own)) {
                    throw refused(type, "the value is taken; whatever an account has or had is given to nobody else");
                }
            }
        }
    }

    /** What the other attribute would hold for it; nothing if its syntax cannot. */
    private @Nullable Value as(AttributeType other, AttributeType type, Value value) {
        if (other.equals(type)) {
            return value;
        }
        try {
            String wanted = other.equals(identity.loginAlias)
                    ? new Value(identity.uid, value.getString()).getNormalized() // see checkCase
                    : value.getString();
            return new Value(other, wanted);
        } catch (LdapInvalidAttributeValueException e) {
            return null; // mail is ASCII: it has no such value
        }
    }

    /** SUPANN compares a login alias with its case, and logins without: in lower case both are one comparison. */
    private void checkCase(AttributeType type, Value value) throws LdapException {
        if (type.equals(identity.loginAlias)
                && !value.getNormalized().equals(new Value(identity.uid, value.getString()).getNormalized())) {
            throw refused(type, "expected in lower case, as logins are compared");
        }
    }

    static LdapInvalidAttributeValueException refused(AttributeType type, String reason) {
        return new LdapInvalidAttributeValueException(
                ResultCodeEnum.CONSTRAINT_VIOLATION, type.getName() + ": " + reason);
    }
}
