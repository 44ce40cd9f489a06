package fr.sesame.partition;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads what {@link Packer} wrote, straight from the store's memory map: only while its transaction lasts. */
final class Unpacker {
    private static final int SEVEN_BITS = 0x7f;
    private static final int MORE = 0x80;

    private final ByteBuffer buffer;

    Unpacker(ByteBuffer buffer) {
        this.buffer = buffer;
    }

    int next() {
        return buffer.get() & 0xff;
    }

    long number() {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            int octet = buffer.get();
            value |= (long) (octet & SEVEN_BITS) << shift;
            if ((octet & MORE) == 0) {
                return value;
            }
            if (shift > Long.SIZE) {
                throw new IllegalStateException("a number that does not end");
            }
        }
    }

    int length() {
        long length = number();
        if (length < 0 || length > buffer.remaining()) {
            throw new IllegalStateException(
                    "a length of " + length + " where " + buffer.remaining() + " bytes are left");
        }
        return (int) length;
    }

    byte[] raw(int length) {
        byte[] bytes = new byte[length];
        buffer.get(bytes);
        return bytes;
    }

    String text() {
        return new String(raw(length()), StandardCharsets.UTF_8);
    }

    void skip(int length) {
        if (length < 0) {
            throw new IllegalStateException("a length of " + length);
        }
        buffer.position(buffer.position() + length);
    }

    /** Where it stands in the buffer. */
    int position() {
        return buffer.position();
    }

    boolean hasMore() {
        return buffer.hasRemaining();
    }
}
