package fr.sesame.partition;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.directory.api.ldap.model.entry.Value;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.schema.AttributeType;

/** The values within the bytes of an entry; {@link EntryFormat} has the grammar. */
final class ValueFormat {
    private static final int SAME = 0;
    private static final int NORMALIZED_FOLLOWS = 1;
    private static final int NULL = 2;
    private static final int SPACED = 3;
    private static final int SPACED_LOWER = 4;
    private static final int FORM_BITS = 3;
    private static final int FORM = (1 << FORM_BITS) - 1;

    private ValueFormat() {}

    static void write(Packer packer, Value value) {
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

    /** Whether {@code normalized} equals {@code spaced(given, lower)}, without making that. */
    private static boolean isSpaced(String normalized, String given, boolean lower) {
        int last = normalized.length() - 1;
        if (last <= given.length() || normalized.charAt(0) != ' ' || normalized.charAt(last) != ' ') {
            return false;
        }
        int at = 1;
        for (int i = 0; i < given.length(); i++) {
            char c = small(given.charAt(i), lower);
            int times = c == ' ' ? 2 : 1;
            for (int j = 0; j < times; j++) {
                if (at >= last || normalized.charAt(at++) != c) {
                    return false;
                }
            }
        }
        return at == last;
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

    /** The values that begin there, as objects. */
    static Value[] read(byte[] record, int from, int count, AttributeType type) throws LdapException {
        Unpacker unpacker = new Unpacker(ByteBuffer.wrap(record, from, record.length - from));
        StoredValue source = new StoredValue();
        boolean text = type.getSyntax().isHumanReadable();
        Value[] values = new Value[count];
        for (int i = 0; i < count; i++) {
            values[i] = read(unpacker, type, text, source);
        }
        return values;
    }

    private static Value read(Unpacker unpacker, AttributeType type, boolean text, StoredValue source)
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

    /** The values that begin there, as they were given, the last one first; one that is null is empty. */
    static void forEachFromLast(byte[] record, int from, int count, StoredAttribute.Octets consumer) {
        Unpacker unpacker = new Unpacker(ByteBuffer.wrap(record, from, record.length - from));
        int[] positions = new int[count];
        int[] lengths = new int[count];
        for (int i = 0; i < count; i++) {
            long header = unpacker.number();
            positions[i] = unpacker.position();
            lengths[i] = (int) (header >>> FORM_BITS);
            skip(unpacker, header);
        }
        for (int i = count - 1; i >= 0; i--) {
            consumer.accept(record, positions[i], lengths[i]);
        }
    }

    /** Whether that may be one of the values that begin there; false if certainly none compares as it does. */
    static boolean mayHave(byte[] record, int from, int count, Value wanted) {
        String normalized = wanted.isHumanReadable() ? wanted.getNormalized() : null;
        if (normalized == null) {
            return true;
        }
        byte[] text = normalized.getBytes(StandardCharsets.UTF_8);
        Unpacker unpacker = new Unpacker(ByteBuffer.wrap(record, from, record.length - from));
        for (int i = 0; i < count; i++) {
            long header = unpacker.number();
            int length = (int) (header >>> FORM_BITS);
            int at = unpacker.position();
            unpacker.skip(length);
            int form = (int) header & FORM;
            if (form == NORMALIZED_FOLLOWS) {
                length = unpacker.length();
                at = unpacker.position();
                unpacker.skip(length);
            }
            boolean asItIs = form == SAME || form == NORMALIZED_FOLLOWS;
            if (!asItIs || Arrays.equals(record, at, at + length, text, 0, text.length)) {
                return true;
            }
        }
        return false;
    }

    static void skip(Unpacker unpacker, int count) {
        for (int i = 0; i < count; i++) {
            skip(unpacker, unpacker.number());
        }
    }

    private static void skip(Unpacker unpacker, long header) {
        unpacker.skip((int) (header >>> FORM_BITS));
        if ((header & FORM) == NORMALIZED_FOLLOWS) {
            unpacker.skip(unpacker.length());
        }
    }
}
