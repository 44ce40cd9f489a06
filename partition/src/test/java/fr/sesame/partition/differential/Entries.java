package fr.sesame.partition.differential;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.directory.api.ldap.model.entry.Attribute;
import org.apache.directory.api.ldap.model.entry.DefaultAttribute;
import org.apache.directory.api.ldap.model.entry.DefaultEntry;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.entry.Value;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.name.Ava;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.model.schema.AttributeType;
import org.apache.directory.api.ldap.model.schema.SchemaManager;

/** Operations' texts to ApacheDS's entries, and entries to text that can be compared and read. */
public final class Entries {
    /**
     * Not compared, because they are where an implementation keeps its books: {@code entryParentId} is ApacheDS's own note of
     * the parent's id (no standard knows it), {@code entryDN} (RFC 5020) is made from the DN, which is compared, {@code
     * contextCSN} is replication's bookmark and is put into the top entry when somebody happens to read it.
     */
    private static final Set<String> NOT_COMPARED = Set.of("entryParentId", "entryDN", "contextCSN");

    private final SchemaManager schema;

    public Entries(SchemaManager schema) {
        this.schema = schema;
    }

    Dn dn(String text) throws LdapException {
        return new Dn(schema, text);
    }

    Entry entry(Dn dn, List<Operation.Values> attributes, String csn) throws LdapException {
        Entry entry = new DefaultEntry(schema, dn);
        for (Operation.Values values : attributes) {
            entry.add(attribute(values.attribute(), values.values()));
        }
        // As NormalizationInterceptor does: what names an entry is in it.
        for (Ava ava : dn.getRdn()) {
            entry.add(ava.getAttributeType(), ava.getValue());
        }
        entry.put("entryCSN", csn);
        return entry;
    }

    Attribute attribute(String name, List<String> values) throws LdapException {
        AttributeType type = schema.lookupAttributeTypeRegistry(name);
        Attribute attribute = new DefaultAttribute(name, type);
        for (String value : values) {
            if (type.getSyntax().isHumanReadable()) {
                attribute.add(value);
            } else {
                attribute.add(HexFormat.of().parseHex(value));
            }
        }
        return attribute;
    }

    public static String text(Entry entry) {
        Set<String> lines = new TreeSet<>();
        for (Attribute attribute : entry) {
            String name = attribute.getAttributeType().getName();
            if (!NOT_COMPARED.contains(name)) {
                lines.add(name + ": " + values(attribute));
            }
        }
        return entry.getDn().getName() + " " + lines;
    }

    /** As operations write them, sorted. */
    static List<String> values(Attribute attribute) {
        List<String> values = new ArrayList<>();
        for (Value value : attribute) {
            values.add(
                    value.isHumanReadable() ? value.getString() : HexFormat.of().formatHex(value.getBytes()));
        }
        values.sort(null);
        return values;
    }
}
