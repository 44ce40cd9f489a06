package fr.sesame.partition;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Predicate;
import org.apache.directory.api.ldap.model.entry.Attribute;
import org.apache.directory.api.ldap.model.entry.DefaultAttribute;
import org.apache.directory.api.ldap.model.entry.DefaultEntry;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.entry.Value;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.schema.AttributeType;
import org.apache.directory.api.ldap.model.schema.SchemaManager;
import org.jspecify.annotations.Nullable;

/**
 * An entry as bytes. The first byte is the version, so that the format can change:
 *
 * <pre>
 *   entry     = %x01 parent rdn *attribute      parent: number, the id of the entry above, 0 for the top; rdn: text, as given
 *   attribute = number number *value            the number of the type ({@link AttributeTable}), how many values
 *   value     = number *OCTET [normalised]      length * 4 + form
 *   form      = 0 / 1 / 2                       0: the normalised form is the same; 1: it follows, as text; 2: no value at all
 *   text      = number *OCTET                   UTF-8
 *   number    = LEB128
 * </pre>
 */
final class EntryFormat {
    static final int VERSION = 1;
    private static final int SAME = 0;
    private static final int NORMALIZED_FOLLOWS = 1;
    private static final int NULL = 2;
    private static final int TYPICAL_BYTES = 1024;

    private final AttributeTable table;
    private final SchemaManager schema;

    EntryFormat(AttributeTable table, SchemaManager schema) {
        this.table = table;
        this.schema = schema;
    }

    /** What stands before the attributes. */
    record Head(long parent, String rdn) {}

    byte[] write(WriteView view, Head head, Entry entry) {
        Packer packer = new Packer(TYPICAL_BYTES);
        packer.put(VERSION).number(head.parent()).text(head.rdn());
        for (Attribute attribute : entry) {
            packer.number(table.number(view, attribute.getAttributeType())).number(attribute.size());
            for (Value value : attribute) {
                write(packer, value);
            }
        }
        return packer.toBytes();
    }

    private static void write(Packer packer, Value value) {
        byte[] bytes = value.getBytes();
        if (value.isNull() || bytes == null) {
            packer.number(NULL);
            return;
        }
        byte @Nullable [] normalized = null;
        if (value.isHumanReadable() && value.getNormalized() != null) {
            byte[] form = value.getNormalized().getBytes(StandardCharsets.UTF_8);
            normalized = Arrays.equals(form, bytes) ? null : form;
        }
        packer.number((long) bytes.length << 2 | (normalized == null ? SAME : NORMALIZED_FOLLOWS))
                .raw(bytes);
        if (normalized != null) {
            packer.number(normalized.length).raw(normalized);
        }
    }

    static Head head(ByteBuffer record) {
        return head(open(record));
    }

    /** The id of the entry above, without reading more. */
    static long parent(ByteBuffer record) {
        return open(record).number();
    }

    private static Unpacker open(ByteBuffer record) {
        Unpacker unpacker = new Unpacker(record);
        int version = unpacker.next();
        if (version != VERSION) {
            throw new StoreException("an entry has format " + version + "; this program reads " + VERSION
                    + ". Use the program that wrote it, or run sesame verify");
        }
        return unpacker;
    }

    private static Head head(Unpacker unpacker) {
        return new Head(unpacker.number(), unpacker.text());
    }

    /** The same entry under another name: its attributes are not touched. */
    static byte[] withHead(ByteBuffer record, Head head) {
        Unpacker unpacker = open(record);
        unpacker.number();
        unpacker.skip(unpacker.length());
        byte[] rest = unpacker.rest();
        return new Packer(rest.length + TYPICAL_BYTES / 8)
                .put(VERSION)
                .number(head.parent())
                .text(head.rdn())
                .raw(rest)
                .toBytes();
    }

    /** The entry, without its DN, with the attributes that are wanted; nobody else has it. */
    Entry read(ByteBuffer record, Predicate<AttributeType> wanted) throws LdapException {
        Unpacker unpacker = open(record);
        unpacker.number();
        unpacker.skip(unpacker.length());
        Entry entry = new DefaultEntry(schema);
        StoredValue source = new StoredValue();
        while (unpacker.hasMore()) {
            AttributeType type = table.type((int) unpacker.number());
            int count = (int) unpacker.number();
            if (wanted.test(type)) {
                entry.put(attribute(unpacker, type, count, source));
            } else {
                for (int i = 0; i < count; i++) {
                    skipValue(unpacker);
                }
            }
        }
        return entry;
    }

    private static Attribute attribute(Unpacker unpacker, AttributeType type, int count, StoredValue source)
            throws LdapException {
        boolean text = type.getSyntax().isHumanReadable();
        Value[] values = new Value[count];
        for (int i = 0; i < count; i++) {
            values[i] = value(unpacker, type, text, source);
        }
        return new DefaultAttribute(type.getName(), type, values);
    }

    private static Value value(Unpacker unpacker, AttributeType type, boolean text, StoredValue source)
            throws LdapException {
        long header = unpacker.number();
        int form = (int) header & 3;
        if (form == NULL) {
            return text ? new Value(type, (String) null) : new Value(type, (byte[]) null);
        }
        byte[] bytes = unpacker.raw((int) (header >>> 2));
        return source.read(type, text, bytes, form == NORMALIZED_FOLLOWS ? unpacker.text() : null);
    }

    private static void skipValue(Unpacker unpacker) {
        long header = unpacker.number();
        unpacker.skip((int) (header >>> 2));
        if ((header & 3) == NORMALIZED_FOLLOWS) {
            unpacker.skip(unpacker.length());
        }
    }
}
