package fr.sesame.server.door;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one connection that have not been taken as a whole request yet. It grows with what has arrived, never with what a
 * length announces, and costs nothing when it is empty. Thread-safe.
 */
final class Inbox {
    private static final byte[] NOTHING = {};
    private static final int LDAP_MESSAGE = 0x30;
    private static final int MOST_LENGTH_BYTES = 4;

    private byte[] bytes = NOTHING;
    private int from;
    private int to;

    synchronized void append(ByteBuffer more) {
        int length = more.remaining();
        if (to + length > bytes.length) {
            byte[] larger = new byte[Math.max(to - from + length, from == to ? 0 : 2 * (to - from))];
            System.arraycopy(bytes, from, larger, 0, to - from);
            bytes = larger;
            to -= from;
            from = 0;
        }
        more.get(bytes, to, length);
        to += length;
    }

    /**
     * The next request, or null if it has not arrived whole.
     *
     * @param most the longest, in bytes, with its tag and length
     * @throws BadRequestException if what comes is no LDAP message, or longer
     */
    synchronized byte @Nullable [] take(int most) throws BadRequestException {
        int length = nextLength();
        if (length > most) {
            throw new BadRequestException(DoorEvent.REQUEST_TOO_LONG, "a request of more than " + most + " bytes");
        }
        if (length == 0 || length > to - from) {
            return null;
        }
        byte[] request = Arrays.copyOfRange(bytes, from, from + length);
        from += length;
        if (from == to) {
            clear();
        }
        return request;
    }

    /** Tag, length and value; 0 if the length is not known yet. */
    private int nextLength() throws BadRequestException {
        int there = to - from;
        if (there == 0) {
            return 0;
        }
        if ((bytes[from] & 0xFF) != LDAP_MESSAGE) {
            throw new BadRequestException(DoorEvent.NOT_LDAP, "no LDAP message");
        }
        if (there == 1) {
            return 0;
        }
        int first = bytes[from + 1] & 0xFF;
        if (first < 0x80) {
            return 2 + first;
        }
        int lengthBytes = first & 0x7F;
        if (lengthBytes == 0 || lengthBytes > MOST_LENGTH_BYTES) {
            throw new BadRequestException(DoorEvent.NOT_LDAP, "a length that LDAP does not have");
        }
        if (there < 2 + lengthBytes) {
            return 0;
        }
        long length = 2L + lengthBytes;
        long value = 0;
        for (int i = 0; i < lengthBytes; i++) {
            value = (value << 8) | (bytes[from + 2 + i] & 0xFF);
        }
        return (int) Math.min(Integer.MAX_VALUE, length + value);
    }

    synchronized boolean isEmpty() {
        return from == to;
    }

    synchronized void clear() {
        bytes = NOTHING;
        from = 0;
        to = 0;
    }
}
