package fr.sesame.server;

import java.nio.charset.StandardCharsets;
import org.apache.mina.core.buffer.IoBuffer;

/**
 * BER written from its end to its beginning, as its lengths stand before what they are the length of. Lengths are as short as
 * can be (X.690, 8.1.3), as ApacheDS writes them.
 */
final class Backwards {
    private static final int FIRST = 2048;
    private static final int LONGEST_SHORT_LENGTH = 127;
    private static final int LONG_LENGTH = 0x80;

    private byte[] bytes = new byte[FIRST];
    private int start = FIRST;

    /** How much is written. */
    int size() {
        return bytes.length - start;
    }

    /** What {@link #size} was before the content of an element, which is written now, was written. */
    void header(int tag, int before) {
        int length = size() - before;
        room(6);
        if (length <= LONGEST_SHORT_LENGTH) {
            bytes[--start] = (byte) length;
        } else {
            int octets = 0;
            for (int rest = length; rest != 0; rest >>>= Byte.SIZE) {
                bytes[--start] = (byte) rest;
                octets++;
            }
            bytes[--start] = (byte) (LONG_LENGTH | octets);
        }
        bytes[--start] = (byte) tag;
    }

    void raw(byte[] source, int from, int length) {
        room(length);
        start -= length;
        System.arraycopy(source, from, bytes, start, length);
    }

    void element(int tag, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        element(tag, utf8, 0, utf8.length);
    }

    void element(int tag, byte[] source, int from, int length) {
        int before = size();
        raw(source, from, length);
        header(tag, before);
    }

    /** An integer that is not negative. */
    void integer(int tag, int value) {
        int before = size();
        room(5);
        int rest = value;
        do {
            bytes[--start] = (byte) rest;
            rest >>>= Byte.SIZE;
        } while (rest != 0);
        if (bytes[start] < 0) {
            bytes[--start] = 0;
        }
        header(tag, before);
    }

    /** All of it. Nothing can be written afterwards. */
    IoBuffer toBuffer() {
        return IoBuffer.wrap(bytes, start, size());
    }

    private void room(int more) {
        if (more > start) {
            byte[] larger = new byte[Math.max(bytes.length * 2, size() + more)];
            int moved = larger.length - size();
            System.arraycopy(bytes, start, larger, moved, size());
            start = moved;
            bytes = larger;
        }
    }
}
