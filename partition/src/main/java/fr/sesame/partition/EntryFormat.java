package fr.sesame.partition;

import java.nio.ByteBuffer;
import java.util.function.Predicate;
import org.apache.directory.api.ldap.model.entry.Attribute;
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
 *   value     = number *OCTET [normalised]      length * 8 + form
 *   form      = 0 / 1 / 2 / 3 / 4               of the normalised value: 0: the same; 1: follows, as text; 2: there is no
 *                                               value at all; 3: as {@link ValueFormat#spaced}; 4: the same in lower case
 *   text      = number *OCTET                   UTF-8
 *   number    = LEB128
 * </pre>
 */
final class EntryFormat {
    static final int VERSION = 1;
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
        Packer packer = write(head);
        for (Attribute attribute : entry) {
            write(packer, table.number(view, attribute.getAttributeType()), attribute);
        }
        return packer.toBytes();
    }

    /** What follows the head; null if an attribute's type has no number yet, which only who writes can give it. */
    byte @Nullable [] attributes(Entry entry) {
        Packer packer = new Packer(TYPICAL_BYTES);
        for (Attribute attribute : entry) {
            Integer number = table.known(attribute.getAttributeType().getOid());
            if (number == null) {
                return null;
            }
            write(packer, number, attribute);
        }
        return packer.toBytes();
    }

    static byte[] whole(Head head, byte[] attributes) {
        return write(head).raw(attributes).toBytes();
    }

    private static Packer write(Head head) {
        return new Packer(TYPICAL_BYTES).put(VERSION).number(head.parent()).text(head.rdn());
    }

    private static void write(Packer packer, int number, Attribute attribute) {
        packer.number(number);
        if (!(attribute instanceof StoredAttribute stored && stored.copyTo(packer))) {
            packer.number(attribute.size());
            for (Value value : attribute) {
                ValueFormat.write(packer, value);
            }
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

    /** All of the entry, without its DN, each value made, so that one that cannot be read is found. */
    Entry readWhole(ByteBuffer record) throws LdapException {
        Entry entry = read(record, type -> true);
        for (Attribute attribute : entry) {
            if (attribute instanceof StoredAttribute stored) {
                stored.open();
            }
        }
        return entry;
    }

    /** The entry, without its DN, with the attributes that are wanted; nobody else has it. Values are made when asked for. */
    Entry read(ByteBuffer record, Predicate<AttributeType> wanted) throws LdapException {
        byte[] bytes = new byte[record.remaining()];
        record.duplicate().get(bytes);
        Unpacker unpacker = open(ByteBuffer.wrap(bytes));
        unpacker.number();
        unpacker.skip(unpacker.length());
        Entry entry = new DefaultEntry(schema);
        while (unpacker.hasMore()) {
            AttributeTable.Column column = table.column((int) unpacker.number());
            int count = (int) unpacker.number();
            int from = unpacker.position();
            ValueFormat.skip(unpacker, count);
            if (wanted.test(column.type())) {
                entry.add(new StoredAttribute(column, bytes, from, unpacker.position(), count));
            }
        }
        return entry;
    }
}
