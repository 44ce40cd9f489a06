package fr.sesame.partition;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import org.apache.directory.api.ldap.model.entry.Attribute;
import org.apache.directory.api.ldap.model.entry.DefaultEntry;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.entry.Value;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.schema.AttributeType;
import org.apache.directory.api.ldap.model.schema.SchemaManager;

/**
 * An entry as bytes. The first byte is the version, so that the format can change:
 *
 * <pre>
 *   entry     = %x01 parent rdn *attribute      parent: number, the id of the entry above, 0 for the top; rdn: text, as given
 *   attribute = number number *value            the number of the type ({@link AttributeTable}), how many values
 *   value     = number *OCTET [normalised]      length * 8 + form
 *   form      = 0 / 1 / 2 / 3 / 4               of the normalised value: 0: the same; 1: follows, as text; 2: there is no
 *                                               value at all; 3: as {@link #spaced}; 4: the same in lower case
 *   text      = number *OCTET                   UTF-8
 *   number    = LEB128
 * </pre>
 */
final class EntryFormat {
    static final int VERSION = 1;
    private static final int SAME = 0;
    private static final int NORMALIZED_FOLLOWS = 1;
    private static final int NULL = 2;
    private static final int SPACED = 3;
    private static final int SPACED_LOWER = 4;
    private static final int FORM_BITS = 3;
    private static final int FORM = (1 << FORM_BITS) - 1;
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
        int form = form(value);
        packer.number(((long) bytes.length << FORM_BITS) | form).raw(bytes);
        if (form == NORMALIZED_FOLLOWS) {
            packer.text(value.getNormalized());
        }
    }

    private static int form(Value value) {
        String normalized = value.isHumanReadable() ? value.getNormalized() : null;
        String given = value.isHumanReadable() ? value.getString() : "";
        if (normalized == null || normalized.equals(given)) {
            return SAME;
        }
        if (isSpaced(normalized, given, true)) {
            return SPACED_LOWER;
        }
        return isSpaced(normalized, given, false) ? SPACED : NORMALIZED_FOLLOWS;
    }

    /** Whether {@code normalized} equals {@code spaced(given, lower)}; most that are not differ at once. */
    private static boolean isSpaced(String normalized, String given, boolean lower) {
        boolean mayBe = normalized.length() >= given.length() + 2
                && normalized.charAt(0) == ' '
                && (given.isEmpty() || normalized.charAt(1) == small(given.charAt(0), lower));
        return mayBe && normalized.equals(spaced(given, lower));
    }

    private static char small(char c, boolean lower) {
        return lower && c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
    }

    /**
     * What most values are when prepared for comparison (RFC 4518, 2.6.1): one space before and after, two within, ASCII letters
     * small where case does not matter. What else preparation does is written out.
     */
    static String spaced(String given, boolean lower) {
        StringBuilder text = new StringBuilder(given.length() + 8).append(' ');
        for (int i = 0; i < given.length(); i++) {
            char c = given.charAt(i);
            if (c == ' ') {
                text.append("  ");
            } else {
                text.append(small(c, lower));
            }
        }
        return text.append(' ').toString();
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

    /** The entry, without its DN, with the attributes that are wanted; nobody else has it. */
    Entry read(ByteBuffer record, Predicate<AttributeType> wanted) throws LdapException {
        Unpacker unpacker = open(record);
        unpacker.number();
        unpacker.skip(unpacker.length());
        Entry entry = new DefaultEntry(schema);
        StoredValue source = new StoredValue();
        while (unpacker.hasMore()) {
            int number = (int) unpacker.number();
            AttributeType type = table.type(number);
            int count = (int) unpacker.number();
            if (wanted.test(type)) {
                Attribute attribute = table.blank(number);
                attribute.add(values(unpacker, type, count, source));
                entry.put(attribute);
            } else {
                for (int i = 0; i < count; i++) {
                    skipValue(unpacker);
                }
            }
        }
        return entry;
    }

    private static Value[] values(Unpacker unpacker, AttributeType type, int count, StoredValue source)
            throws LdapException {
        boolean text = type.getSyntax().isHumanReadable();
        Value[] values = new Value[count];
        for (int i = 0; i < count; i++) {
            values[i] = value(unpacker, type, text, source);
        }
        return values;
    }

    private static Value value(Unpacker unpacker, AttributeType type, boolean text, StoredValue source)
            throws LdapException {
        long header = unpacker.number();
        int form = (int) header & FORM;
        if (form == NULL) {
            return text ? new Value(type, (String) null) : new Value(type, (byte[]) null);
        }
        byte[] bytes = unpacker.raw((int) (header >>> FORM_BITS));
        return source.read(
                type,
                text,
                bytes,
                switch (form) {
                    case SAME -> null;
                    case NORMALIZED_FOLLOWS -> unpacker.text();
                    case SPACED -> spaced(bytes, false);
                    case SPACED_LOWER -> spaced(bytes, true);
                    default ->
                        throw new StoreException(
                                "a value has form " + form + ", which means nothing; run sesame verify");
                });
    }

    /** As {@link #spaced(String, boolean)}, without characters in between where the bytes are ASCII. */
    private static String spaced(byte[] given, boolean lower) {
        byte[] text = new byte[given.length * 2 + 2];
        int size = 0;
        text[size++] = ' ';
        for (byte octet : given) {
            if (octet < 0) {
                return spaced(new String(given, StandardCharsets.UTF_8), lower);
            }
            text[size++] = (byte) small((char) octet, lower);
            if (octet == ' ') {
                text[size++] = ' ';
            }
        }
        text[size++] = ' ';
        return new String(text, 0, size, StandardCharsets.ISO_8859_1);
    }

    private static void skipValue(Unpacker unpacker) {
        long header = unpacker.number();
        unpacker.skip((int) (header >>> FORM_BITS));
        if ((header & FORM) == NORMALIZED_FOLLOWS) {
            unpacker.skip(unpacker.length());
        }
    }
}
