package fr.sesame.interceptors;

import fr.sesame.schema.Attributes;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.directory.api.ldap.model.constants.SchemaConstants;
import org.apache.directory.api.ldap.model.entry.Attribute;
import org.apache.directory.api.ldap.model.entry.DefaultEntry;
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
import org.apache.directory.server.core.api.interceptor.context.OperationContext;
import org.jspecify.annotations.Nullable;

/**
 * Adding a merged account takes the account of its name away and keeps all of it, the password too, in an attribute that nobody reads or
 * writes; deleting it puts the account back as it was. Each is one transaction, so that at no instant, and after no power cut, there
 * are both or neither. The names stay nobody else's: the merged account has them, and the account that it was merged into may.
 */
final class Merging {
    private static final char SEPARATOR = ' ';

    private final IdentitySchema identity;
    private final DirectoryService directory;

    Merging(IdentitySchema identity, DirectoryService directory) {
        this.identity = identity;
        this.directory = directory;
    }

    /** Takes the account away that the entry is for; the entry itself is still to be added. */
    void takeAway(AddOperationContext context) throws LdapException {
        Entry merged = context.getEntry();
        Rdn rdn = context.getDn().getRdn();
        if (!identity.identities.equals(context.getDn().getParent())
                || rdn.size() != 1
                || !identity.erasedName.equals(rdn.getAva().getAttributeType())) {
            throw new LdapInvalidDnException(
                    ResultCodeEnum.NAMING_VIOLATION,
                    "a merged account is " + Attributes.ERASED_NAME + "=<login>," + identity.identities);
        }
        Dn dn = person(rdn.getAva().getValue().getString());
        Dn into = intoOf(merged);
        Entry account = read(context, dn);
        Entry kept = into == null ? null : read(context, into);
        if (account == null || !identity.isAccount(account) || kept == null || !identity.isAccount(kept)) {
            throw new LdapNoSuchObjectException("a merge is of two accounts that are there");
        }
        if (dn.equals(into)) {
            throw unwilling("an account is not merged into itself");
        }
        checkKeeps(merged, account);
        merged.removeAttributes(identity.mergedValue);
        for (Attribute attribute : account) {
            for (Value value : attribute) {
                merged.add(identity.mergedValue, attribute.getAttributeType().getName() + SEPARATOR + base64(value));
            }
        }
        DeleteOperationContext deletion = new DeleteOperationContext(directory.getAdminSession(), dn);
        deletion.setPartition(context.getPartition());
        deletion.setTransaction(context.getTransaction());
        deletion.setEntry(account);
        directory.getPartitionNexus().delete(deletion);
    }

    /** Puts the account back; the entry is still to be deleted. What it says of records and dates is newer than the account. */
    void putBack(DeleteOperationContext context, Entry merged) throws LdapException {
        Entry account = new DefaultEntry(
                identity.manager(), person(context.getDn().getRdn().getValue()));
        Attribute values = merged.get(identity.mergedValue);
        if (values == null) {
            throw unwilling("nothing is kept of the account");
        }
        for (Value value : values) {
            String text = value.getString();
            int end = text.indexOf(SEPARATOR);
            AttributeType type = identity.manager().lookupAttributeTypeRegistry(text.substring(0, end));
            byte[] bytes = Base64.getDecoder().decode(text.substring(end + 1));
            account.add(
                    type,
                    type.getSyntax().isHumanReadable()
                            ? new Value(type, new String(bytes, StandardCharsets.UTF_8))
                            : new Value(type, bytes));
        }
        for (String name : new String[] {Attributes.AFFILIATION, Attributes.TIMELINE}) {
            AttributeType type = identity.manager().lookupAttributeTypeRegistry(name);
            Attribute newer = merged.get(type);
            if (newer != null) {
                account.removeAttributes(type);
                for (Value value : newer) {
                    account.add(type, value);
                }
            }
        }
        // Without it the daemon takes the entry for one that was imported, and shows what follows from its dates.
        account.removeAttributes(identity.manager().lookupAttributeTypeRegistry(Attributes.MAY_BIND));
        AddOperationContext addition = new AddOperationContext(directory.getAdminSession(), account);
        addition.setPartition(context.getPartition());
        addition.setTransaction(context.getTransaction());
        directory.getPartitionNexus().add(addition);
    }

    /** Whether the entry, of which no more than its name need be known, is what was merged into the account of that name. */
    boolean isMergedInto(OperationContext context, Entry holder, Dn account) throws LdapException {
        if (!identity.identities.equals(holder.getDn().getParent())) {
            return false;
        }
        Entry stored = read(context, holder.getDn());
        return stored != null && identity.isMerged(stored) && account.equals(intoOf(stored));
    }

    private @Nullable Dn intoOf(Entry merged) throws LdapException {
        Attribute into = merged.get(identity.mergedInto);
        return into == null || into.size() != 1 ? null : person(into.getString());
    }

    private Dn person(String login) throws LdapException {
        return identity.people.add(new Rdn(identity.manager(), Attributes.UID, login));
    }

    private @Nullable Entry read(OperationContext context, Dn dn) throws LdapException {
        LookupOperationContext lookup =
                new LookupOperationContext(directory.getAdminSession(), dn, SchemaConstants.ALL_ATTRIBUTES_ARRAY);
        lookup.setPartition(context.getPartition());
        lookup.setTransaction(context.getTransaction());
        try {
            return directory.getPartitionNexus().lookup(lookup);
        } catch (LdapNoSuchObjectException e) {
            return null;
        }
    }

    private void checkKeeps(Entry merged, Entry account) throws LdapException {
        for (AttributeType type : identity.identifiers) {
            checkKeeps(merged, identity.erasedName, account.get(type));
        }
        checkKeeps(merged, identity.sourceKey, account.get(identity.sourceKey));
    }

    private static void checkKeeps(Entry merged, AttributeType kept, @Nullable Attribute attribute)
            throws LdapException {
        if (attribute != null) {
            for (Value value : attribute) {
                if (!merged.contains(kept, new Value(kept, value.getString()))) {
                    throw Uniqueness.refused(
                            kept,
                            "a value of the account's "
                                    + attribute.getAttributeType().getName() + " is missing");
                }
            }
        }
    }

    private static String base64(Value value) {
        byte[] bytes = value.isHumanReadable() ? value.getString().getBytes(StandardCharsets.UTF_8) : value.getBytes();
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static LdapUnwillingToPerformException unwilling(String reason) {
        return new LdapUnwillingToPerformException(ResultCodeEnum.UNWILLING_TO_PERFORM, reason);
    }
}
