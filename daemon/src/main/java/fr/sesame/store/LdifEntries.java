package fr.sesame.store;

import com.unboundid.ldap.sdk.Attribute;
import fr.sesame.account.InvalidValueException;
import fr.sesame.account.Timeline;
import fr.sesame.schema.AffiliationText;
import fr.sesame.schema.Attributes;
import fr.sesame.schema.LockText;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.directory.api.ldap.model.constants.SchemaConstants;
import org.apache.directory.api.ldap.model.entry.DefaultAttribute;
import org.apache.directory.api.ldap.model.entry.DefaultEntry;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.entry.Value;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.exception.LdapInvalidAttributeValueException;
import org.apache.directory.api.ldap.model.exception.LdapSchemaViolationException;
import org.apache.directory.api.ldap.model.message.ResultCodeEnum;
import org.apache.directory.api.ldap.model.schema.AttributeType;
import org.apache.directory.api.ldap.model.schema.SchemaManager;
import org.jspecify.annotations.Nullable;

/**
 * From an entry of an LDIF file to one of the directory: checked against the schema as an add over LDAP would be, and with the
 * operational attributes that it would get, unless the file has them.
 */
final class LdifEntries {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String IMPORTER = "cn=operator,ou=services,";

    private final SchemaManager schema;
    private final String base;
    private final String now;
    private final CsnSequence csns;
    private final LdifNames names;
    private final TextValues texts = new TextValues();
    private final Map<String, AttributeType> types = new ConcurrentHashMap<>();
    private final Map<String, org.apache.directory.api.ldap.model.entry.Attribute> blanks = new ConcurrentHashMap<>();
    private final ObjectClassRules rules;
    /** OIDs of what is never taken from a file. */
    private final Set<String> computed;

    LdifEntries(SchemaManager schema, String base, Clock clock) {
        this.schema = schema;
        this.base = base;
        this.now = TIME.format(clock.instant());
        this.csns = new CsnSequence(clock.instant());
        this.names = new LdifNames(schema);
        this.rules = new ObjectClassRules(schema);
        this.computed = Set.of(
                SchemaConstants.ENTRY_DN_AT_OID,
                SchemaConstants.CONTEXT_CSN_AT_OID,
                SchemaConstants.SUBSCHEMA_SUBENTRY_AT_OID);
    }

    /**
     * @throws LdapException if the entry is not one that the schema allows
     * @throws IllegalArgumentException if a value cannot even be compared by its rules
     */
    Entry convert(com.unboundid.ldap.sdk.Entry given) throws LdapException {
        Entry entry = new DefaultEntry(schema, names.dn(given.getDN()));
        for (Attribute attribute : given.getAttributes()) {
            add(entry, attribute);
        }
        complete(entry);
        rules.check(entry);
        checkAlias(entry);
        check(entry, Attributes.TIMELINE, Timeline::parse);
        check(entry, Attributes.LOCK, LockText::parse);
        check(entry, Attributes.AFFILIATION, AffiliationText::parse);
        return entry;
    }

    private void add(Entry entry, Attribute attribute) throws LdapException {
        AttributeType type = type(attribute.getBaseName());
        if (type == null) {
            throw violation("there is no attribute '" + attribute.getName() + "' in the schema");
        }
        if (computed.contains(type.getOid())) {
            return;
        }
        Value[] values = type.getSyntax().isHumanReadable()
                ? texts(type, attribute.getValues())
                : octets(type, attribute.getValueByteArrays());
        if (type.isSingleValued() && (values.length > 1 || entry.containsAttribute(type))) {
            throw violation(type.getName() + " has several values; expected one");
        }
        put(entry, type, values);
    }

    private Value[] texts(AttributeType type, String[] given) throws LdapException {
        Value[] values = new Value[given.length];
        for (int i = 0; i < given.length; i++) {
            try {
                values[i] = texts.of(type, given[i]);
            } catch (LdapInvalidAttributeValueException | IllegalArgumentException | IndexOutOfBoundsException e) {
                // LDAP API 2.1 looks characters beyond U+FFFF up in tables that end before them
                throw noValue(type, given[i]);
            }
        }
        return values;
    }

    private static Value[] octets(AttributeType type, byte[][] given) throws LdapException {
        Value[] values = new Value[given.length];
        for (int i = 0; i < given.length; i++) {
            try {
                values[i] = new Value(type, given[i]);
            } catch (LdapInvalidAttributeValueException | IllegalArgumentException e) {
                throw noValue(type, "…");
            }
        }
        return values;
    }

    private @Nullable AttributeType type(String name) {
        AttributeType known = types.get(name);
        if (known == null) {
            known = schema.getAttributeType(name);
            if (known != null) {
                types.put(name, known);
            }
        }
        return known;
    }

    /** Never says a password. */
    private static LdapSchemaViolationException noValue(AttributeType type, String text) {
        boolean secret = type.getOid().equals(SchemaConstants.USER_PASSWORD_AT_OID);
        return violation(type.getName() + ": '" + (secret ? "…" : text) + "' is not a value of its syntax");
    }

    private void complete(Entry entry) throws LdapException {
        missing(entry, SchemaConstants.ENTRY_UUID_AT, () -> UUID.randomUUID().toString());
        missing(entry, SchemaConstants.ENTRY_CSN_AT, csns::next);
        missing(entry, SchemaConstants.CREATORS_NAME_AT, () -> IMPORTER + base);
        missing(entry, SchemaConstants.CREATE_TIMESTAMP_AT, () -> now);
    }

    private void missing(Entry entry, String name, Supplier<String> value) throws LdapException {
        AttributeType type = type(name);
        if (type != null && entry.get(type) == null) {
            put(entry, type, texts.of(type, value.get()));
        }
    }

    /** A copy of an empty attribute costs a fifth of making one. */
    private void put(Entry entry, AttributeType type, Value... values) throws LdapException {
        org.apache.directory.api.ldap.model.entry.Attribute known = entry.get(type);
        if (known != null) {
            known.add(values);
            return;
        }
        org.apache.directory.api.ldap.model.entry.Attribute attribute = blanks.computeIfAbsent(
                        type.getOid(), oid -> new DefaultAttribute(type))
                .clone();
        attribute.add(values);
        entry.put(attribute);
    }

    /** As over LDAP: SUPANN compares an alias with its case, and logins without. */
    private void checkAlias(Entry entry) throws LdapException {
        org.apache.directory.api.ldap.model.entry.Attribute alias = entry.get(type(Attributes.SUPANN_LOGIN_ALIAS));
        if (alias != null && !alias.getString().equals(alias.getString().toLowerCase(Locale.ROOT))) {
            throw violation(Attributes.SUPANN_LOGIN_ALIAS + ": expected in lower case, as logins are compared");
        }
    }

    /** As over LDAP: an account whose life cannot be read would be closed, and stop who reads all. */
    private void check(Entry entry, String attribute, Consumer<String> parser) throws LdapException {
        org.apache.directory.api.ldap.model.entry.Attribute values = entry.get(type(attribute));
        if (values == null) {
            return;
        }
        for (Value value : values) {
            try {
                parser.accept(value.getString());
            } catch (InvalidValueException e) {
                throw violation(attribute + ": " + e.getMessage());
            }
        }
    }

    static LdapSchemaViolationException violation(String text) {
        return new LdapSchemaViolationException(ResultCodeEnum.OBJECT_CLASS_VIOLATION, text);
    }
}
