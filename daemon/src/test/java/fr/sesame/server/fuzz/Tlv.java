package fr.sesame.server.fuzz;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An element of BER that can be changed, and written with lengths that are right again. */
final class Tlv {
    int tag;
    byte[] value;
    final List<Tlv> inside = new ArrayList<>();
    /** What is written in place of the right length, if not negative. */
    long lie = -1;

    private Tlv(int tag, byte[] value) {
        this.tag = tag;
        this.value = value;
    }

    static Tlv of(int tag, byte[] value) {
        return new Tlv(tag, value);
    }

    /** Of a right request. */
    static Tlv parse(byte[] bytes) {
        return parseAll(bytes, 0, bytes.length).get(0);
    }

    private static List<Tlv> parseAll(byte[] bytes, int from, int to) {
        List<Tlv> all = new ArrayList<>();
        int at = from;
        while (at < to) {
            int tag = bytes[at++] & 0xFF;
            int length = bytes[at++] & 0xFF;
            if (length > 0x7F) {
                int count = length & 0x7F;
                length = 0;
                for (int i = 0; i < count; i++) {
                    length = (length << 8) | (bytes[at++] & 0xFF);
                }
            }
            byte[] value = Arrays.copyOfRange(bytes, at, at + length);
            Tlv one = new Tlv(tag, value);
            if ((tag & 0x20) != 0) {
                one.inside.addAll(parseAll(value, 0, length));
            }
            all.add(one);
            at += length;
        }
        return all;
    }

    Tlv copy() {
        Tlv copy = new Tlv(tag, value);
        copy.lie = lie;
        inside.forEach(one -> copy.inside.add(one.copy()));
        return copy;
    }

    /** This and everything below. */
    void collect(List<Tlv> into) {
        into.add(this);
        inside.forEach(one -> one.collect(into));
    }

    void write(ByteArrayOutputStream out) {
        byte[] content = value;
        if (!inside.isEmpty()) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            inside.forEach(one -> one.write(all));
            content = all.toByteArray();
        }
        out.write(tag);
        long length = lie >= 0 ? lie : content.length;
        if (length < 0x80) {
            out.write((int) length);
        } else {
            out.write(0x84);
            for (int shift = 24; shift >= 0; shift -= 8) {
                out.write((int) (length >> shift));
            }
        }
        out.writeBytes(content);
    }

    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(out);
        return out.toByteArray();
    }
}
