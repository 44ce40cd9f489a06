package fr.sesame.store;

import com.unboundid.ldap.sdk.Attribute;
import fr.sesame.schema.Attributes;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.directory.api.ldap.model.constants.SchemaConstants;
import org.apache.directory.api.ldap.model.csn.Csn;
import org.apache.directory.api.ldap.model.entry.DefaultEntry;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.entry.Value;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.exception.LdapInvalidAttributeValueException;
import org.apache.directory.api.ldap.model.exception.LdapSchemaViolationException;
import org.apache.directory.api.ldap.model.message.ResultCodeEnum;
import org.apache.directory.api.ldap.model.name.Ava;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.model.schema.AttributeType;
import org.apache.directory.api.ldap.model.schema.ObjectClass;
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
    private final Clock clock;
    private final AtomicInteger changes = new AtomicInteger();
    private final Map<String, AttributeType> types = new ConcurrentHashMap<>();
    private final Map<Set<String>, Rules> rules = new ConcurrentHashMap<>();
    private final Set<AttributeType> computed;

    /** What a set of object classes asks for and allows. */
    private record Rules(boolean structural, boolean anything, Set<AttributeType> must, Set<AttributeType> allowed) {}

    LdifEntries(SchemaManager schema, String base, Clock clock) {
        this.schema = schema;
        this.base = base;
        this.clock = clock;
        this.computed = Set.of(
                schema.getAttributeType(SchemaConstants.ENTRY_DN_AT),
                schema.getAttributeType(SchemaConstants.CONTEXT_CSN_AT),
                schema.getAttributeType(SchemaConstants.SUBSCHEMA_SUBENTRY_AT));
    }

    LdifImport.Converted convert(com.unboundid.ldap.sdk.Entry given) {
        try {
            Entry entry = new DefaultEntry(schema, new Dn(schema, given.getDN()));
            for (Attribute attribute : given.getAttributes()) {
                add(entry, attribute);
            }
            complete(entry);
            check(entry);
            checkAlias(entry);
            return new LdifImport.Converted(given.getDN(), entry, "");
        } catch (LdapException | IllegalArgumentException e) {
            return new LdifImport.Converted(given.getDN(), null, String.valueOf(e.getMessage()));
        }
    }

    private void add(Entry entry, Attribute attribute) throws LdapException {
        AttributeType type = type(attribute.getBaseName());
        if (type == null) {
            throw violation("there is no attribute '" + attribute.getName() + "' in the schema");
        }
        if (computed.contains(type)) {
            return;
        }
        boolean text = type.getSyntax().isHumanReadable();
        byte[][] given = attribute.getValueByteArrays();
        String[] texts = text ? attribute.getValues() : new String[0];
        Value[] values = new Value[given.length];
        for (int i = 0; i < values.length; i++) {
            try {
                values[i] = text ? new Value(type, texts[i]) : new Value(type, given[i]);
            } catch (LdapInvalidAttributeValueException | IllegalArgumentException e) {
                throw violation(type.getName() + ": '" + printable(type, texts, i) + "' is not a value of its syntax");
            }
        }
        if (type.isSingleValued() && (values.length > 1 || entry.containsAttribute(type))) {
            throw violation(type.getName() + " has several values; expected one");
        }
        entry.add(type, values);
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

    /** Never a password. */
    private static String printable(AttributeType type, String[] texts, int i) {
        boolean secret = type.getOid().equals(SchemaConstants.USER_PASSWORD_AT_OID);
        return secret || i >= texts.length ? "…" : texts[i];
    }

    private void complete(Entry entry) throws LdapException {
        String now = TIME.format(clock.instant());
        missing(entry, SchemaConstants.ENTRY_UUID_AT, UUID.randomUUID().toString());
        missing(entry, SchemaConstants.ENTRY_CSN_AT, csn());
        missing(entry, SchemaConstants.CREATORS_NAME_AT, IMPORTER + base);
        missing(entry, SchemaConstants.CREATE_TIMESTAMP_AT, now);
    }

    private String csn() {
        return new Csn(clock.millis(), changes.getAndIncrement(), 0, 0).toString();
    }

    private void missing(Entry entry, String name, String value) throws LdapException {
        AttributeType type = type(name);
        if (type != null && entry.get(type) == null) {
            entry.add(type, value);
        }
    }

    private void check(Entry entry) throws LdapException {
        org.apache.directory.api.ldap.model.entry.Attribute classes = entry.get(type(SchemaConstants.OBJECT_CLASS_AT));
        if (classes == null) {
            throw violation("there is no objectClass");
        }
        Set<String> names = new HashSet<>();
        for (Value name : classes) {
            names.add(name.getString());
        }
        Rules known = rules.get(names);
        if (known == null) {
            known = read(names);
            rules.put(names, known);
        }
        if (!known.structural()) {
            throw violation("there is no structural object class");
        }
        for (AttributeType must : known.must()) {
            if (entry.get(must) == null) {
                throw violation("its object classes need " + must.getName());
            }
        }
        for (org.apache.directory.api.ldap.model.entry.Attribute attribute : entry) {
            AttributeType type = attribute.getAttributeType();
            if (type.isUser() && !known.anything() && !known.allowed().contains(type)) {
                throw violation("none of its object classes allows " + type.getName());
            }
        }
        for (Ava ava : entry.getDn().getRdn()) {
            if (!entry.contains(ava.getAttributeType(), ava.getValue())) {
                throw violation("its name says " + ava.getName() + ", its attributes do not");
            }
        }
    }

    /** As over LDAP: SUPANN compares an alias with its case, and logins without. */
    private void checkAlias(Entry entry) throws LdapException {
        org.apache.directory.api.ldap.model.entry.Attribute alias = entry.get(type(Attributes.SUPANN_LOGIN_ALIAS));
        if (alias != null && !alias.getString().equals(alias.getString().toLowerCase(Locale.ROOT))) {
            throw violation(Attributes.SUPANN_LOGIN_ALIAS + ": expected in lower case, as logins are compared");
        }
    }

    private Rules read(Set<String> names) throws LdapException {
        Set<AttributeType> must = new HashSet<>();
        Set<AttributeType> allowed = new HashSet<>();
        allowed.add(schema.getAttributeType(SchemaConstants.OBJECT_CLASS_AT));
        boolean anything = false;
        boolean structural = false;
        for (String name : names) {
            ObjectClass objectClass = schema.lookupObjectClassRegistry(name);
            anything |= objectClass.getOid().equals(SchemaConstants.EXTENSIBLE_OBJECT_OC_OID);
            structural |= objectClass.isStructural();
            collect(objectClass, must, allowed);
        }
        allowed.addAll(must);
        return new Rules(structural, anything, must, allowed);
    }

    private static void collect(ObjectClass objectClass, Set<AttributeType> must, Set<AttributeType> allowed) {
        must.addAll(objectClass.getMustAttributeTypes());
        allowed.addAll(objectClass.getMayAttributeTypes());
        for (ObjectClass superior : objectClass.getSuperiors()) {
            collect(superior, must, allowed);
        }
    }

    private static LdapSchemaViolationException violation(String text) {
        return new LdapSchemaViolationException(ResultCodeEnum.OBJECT_CLASS_VIOLATION, text);
    }
}
