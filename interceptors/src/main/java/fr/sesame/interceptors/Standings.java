package fr.sesame.interceptors;

import fr.sesame.account.InvalidValueException;
import fr.sesame.account.Lock;
import fr.sesame.account.Timeline;
import fr.sesame.schema.Attributes;
import fr.sesame.schema.LockText;
import fr.sesame.schema.ObjectClasses;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.directory.api.ldap.model.constants.PasswordPolicySchemaConstants;
import org.apache.directory.api.ldap.model.constants.SchemaConstants;
import org.apache.directory.api.ldap.model.entry.Attribute;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.entry.Value;
import org.apache.directory.api.ldap.model.exception.LdapInvalidAttributeValueException;
import org.apache.directory.api.ldap.model.schema.AttributeType;
import org.apache.directory.api.ldap.model.schema.SchemaManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From entries to what they say about who may act as them. */
public final class Standings {
    private static final Logger LOG = LoggerFactory.getLogger(Standings.class);

    // Looked up once: by name it would be a tenth of each bind.
    private final AttributeType objectClass;
    private final Value account;
    private final AttributeType timeline;
    private final AttributeType lock;
    private final AttributeType changed;
    private final AttributeType reset;
    private final AttributeType graceUse;

    private final Overlay overlay;

    /** @param overlay what is laid over everybody's dates */
    public Standings(SchemaManager schema, Overlay overlay) throws LdapInvalidAttributeValueException {
        this.overlay = overlay;
        objectClass = schema.getAttributeType(SchemaConstants.OBJECT_CLASS_AT);
        account = new Value(objectClass, ObjectClasses.SESAME_ACCOUNT);
        timeline = schema.getAttributeType(Attributes.TIMELINE);
        lock = schema.getAttributeType(Attributes.LOCK);
        changed = schema.getAttributeType(PasswordPolicySchemaConstants.PWD_CHANGED_TIME_AT);
        reset = schema.getAttributeType(PasswordPolicySchemaConstants.PWD_RESET_AT);
        graceUse = schema.getAttributeType(PasswordPolicySchemaConstants.PWD_GRACE_USE_TIME_AT);
    }

    /** The OIDs of the attributes that are looked at. */
    public Set<String> attributes() {
        return Stream.of(objectClass, timeline, lock, changed, reset, graceUse)
                .map(AttributeType::getOid)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What the entry says. Dates that cannot be read allow nothing, and are logged. */
    public Standing of(Entry entry) {
        boolean isAccount = entry.contains(objectClass, account);
        PasswordFacts password = passwordOf(entry);
        if (!isAccount) {
            return new Standing(entry.getDn(), false, null, null, password, overlay);
        }
        try {
            String dates = valueOf(entry, timeline);
            if (dates == null) {
                throw new InvalidValueException("it has no " + Attributes.TIMELINE);
            }
            String laid = valueOf(entry, lock);
            Lock read = laid == null ? null : LockText.parse(laid);
            return new Standing(entry.getDn(), true, Timeline.parse(dates), read, password, overlay);
        } catch (InvalidValueException e) {
            LOG.error("account closed dn={} because its dates cannot be read: {}", entry.getDn(), e.getMessage());
            return new Standing(entry.getDn(), true, null, null, password, overlay);
        }
    }

    private PasswordFacts passwordOf(Entry entry) {
        Attribute uses = entry.get(graceUse);
        return new PasswordFacts(
                valueOf(entry, changed), "TRUE".equals(valueOf(entry, reset)), uses == null ? 0 : uses.size());
    }

    private static @Nullable String valueOf(Entry entry, AttributeType type) {
        Attribute attribute = entry.get(type);
        return attribute == null || attribute.size() == 0
                ? null
                : attribute.get().getString();
    }
}
