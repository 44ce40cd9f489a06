package fr.sesame.partition;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.directory.api.ldap.model.entry.Attribute;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.entry.Value;
import org.apache.directory.api.ldap.model.schema.AttributeType;
import org.jspecify.annotations.Nullable;
import org.lmdbjava.Dbi;

/** Which entries have which values of one attribute type: by value, and if asked for by three characters in a row. */
final class AttributeIndex {
    private static final int GRAM = 3;

    private final AttributeType type;
    private final IndexKeys keys;
    private final Kind kind;
    private final String name;
    private final Dbi<ByteBuffer> database;

    /** What the keys are. */
    enum Kind {
        VALUES,
        GRAMS
    }

    AttributeIndex(EntryStore store, AttributeType type, Kind kind) {
        this.type = type;
        this.keys = new IndexKeys(type);
        this.kind = kind;
        this.name = (kind == Kind.VALUES ? "=" : "~") + type.getOid();
        this.database = store.index(name);
    }

    AttributeType type() {
        return type;
    }

    IndexKeys keys() {
        return keys;
    }

    Kind kind() {
        return kind;
    }

    /** Its name in the store. */
    String name() {
        return name;
    }

    Dbi<ByteBuffer> database() {
        return database;
    }

    /** For people. */
    @Override
    public String toString() {
        return type.getName() + (kind == Kind.VALUES ? "" : " (substrings)");
    }

    /** The keys under which an entry stands, sorted and without doubles. */
    List<byte[]> keysOf(@Nullable Entry entry) {
        Attribute attribute = entry == null ? null : entry.get(type);
        if (attribute == null || attribute.size() == 0) {
            return List.of();
        }
        if (kind == Kind.VALUES && attribute.size() == 1) {
            return List.of(keys.of(attribute.get()));
        }
        List<byte[]> found = new ArrayList<>();
        for (Value value : attribute) {
            if (kind == Kind.VALUES) {
                found.add(keys.of(value));
            } else if (!value.isNull()) {
                found.addAll(grams(value.getNormalized()));
            }
        }
        return sortedWithoutDoubles(found);
    }

    private static List<byte[]> sortedWithoutDoubles(List<byte[]> found) {
        found.sort(Arrays::compareUnsigned);
        List<byte[]> single = new ArrayList<>(found.size());
        for (byte[] key : found) {
            if (single.isEmpty() || !Arrays.equals(single.get(single.size() - 1), key)) {
                single.add(key);
            }
        }
        return single;
    }

    /** A key for people to read. */
    String printable(byte[] key) {
        return new String(key, kind == Kind.VALUES ? StandardCharsets.UTF_8 : StandardCharsets.UTF_16BE);
    }

    /** Every three characters that follow one another. */
    static List<byte[]> grams(String normalized) {
        List<byte[]> grams = new ArrayList<>();
        int end = normalized.length() - GRAM;
        for (int i = 0; i <= end; i++) {
            grams.add(gram(normalized, i));
        }
        return grams;
    }

    /** In UTF-16, where half of a surrogate pair is what Java makes of it. */
    private static byte[] gram(String normalized, int from) {
        byte[] gram = new byte[GRAM * Character.BYTES];
        for (int i = 0; i < GRAM; i++) {
            char unit = normalized.charAt(from + i);
            if (Character.isSurrogate(unit)) {
                return normalized.substring(from, from + GRAM).getBytes(StandardCharsets.UTF_16BE);
            }
            gram[2 * i] = (byte) (unit >> Byte.SIZE);
            gram[2 * i + 1] = (byte) unit;
        }
        return gram;
    }

    /** Adds a new entry, of which the identifier is greater than all before. */
    void add(WriteView view, long id, Entry entry) {
        for (byte[] key : keysOf(entry)) {
            view.append(database, key, id);
        }
    }

    /** Makes the index agree with what the entry is now. */
    void change(WriteView view, long id, @Nullable Entry before, @Nullable Entry after) {
        List<byte[]> old = keysOf(before);
        List<byte[]> now = keysOf(after);
        int i = 0;
        int j = 0;
        while (i < old.size() || j < now.size()) {
            int order = order(old, i, now, j);
            if (order < 0) {
                view.remove(database, old.get(i++), id);
            } else if (order > 0) {
                view.add(database, now.get(j++), id);
            } else {
                i++;
                j++;
            }
        }
    }

    private static int order(List<byte[]> old, int i, List<byte[]> now, int j) {
        if (i == old.size()) {
            return 1;
        }
        return j == now.size() ? -1 : Arrays.compareUnsigned(old.get(i), now.get(j));
    }
}
