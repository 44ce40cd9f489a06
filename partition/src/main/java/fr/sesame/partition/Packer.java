package fr.sesame.partition;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes the bytes of records: variable-length numbers (LEB128), big-endian longs, counted byte strings. */
final class Packer {
    private static final int SEVEN_BITS = 0x7f;
    private static final int MORE = 0x80;

    private byte[] bytes;
    private int size;

    Packer(int expected) {
        bytes = new byte[expected];
    }

    Packer put(int value) {
        room(1);
        bytes[size++] = (byte) value;
        return this;
    }

    /** A number that is never negative, in as few bytes as it needs. */
    Packer number(long value) {
        room(Long.BYTES + 2);
        long rest = value;
        while ((rest & ~SEVEN_BITS) != 0) {
            bytes[size++] = (byte) ((rest & SEVEN_BITS) | MORE);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
        return this;
    }

    /** Eight bytes, most significant first, so that they sort as the number does. */
    Packer id(long value) {
        room(Long.BYTES);
        for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            bytes[size++] = (byte) (value >>> shift);
        }
        return this;
    }

    Packer raw(byte[] value) {
        return raw(value, value.length);
    }

    Packer raw(byte[] value, int length) {
        return raw(value, 0, length);
    }

    Packer raw(byte[] value, int from, int length) {
        room(length);
        System.arraycopy(value, from, bytes, size, length);
        size += length;
        return this;
    }

    /** Its length, then its UTF-8 bytes. */
    Packer text(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        return number(utf8.length).raw(utf8);
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    static byte[] idBytes(long value) {
        return new Packer(Long.BYTES).id(value).bytes;
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
