package fr.sesame.server.door;

/**
 * Walks over the elements of BER as LDAP restricts it (RFC 4511, 5.1): definite lengths, tags of one byte. It never goes down by
 * itself, so that nesting costs no stack.
 */
final class Ber {
    private static final int LONG_TAG = 0x1F;
    private static final int CONSTRUCTED = 0x20;

    private final byte[] bytes;
    private final int end;
    private int next;
    private int tag;
    private int from;
    private int to;

    Ber(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.next = from;
        this.end = end;
    }

    /** Whether there is another element. */
    boolean hasNext() {
        return next < end;
    }

    /** Goes to the next element. */
    Ber next() throws BadRequestException {
        if (end - next < 2) {
            throw malformed();
        }
        tag = bytes[next] & 0xFF;
        if ((tag & LONG_TAG) == LONG_TAG) {
            throw malformed();
        }
        long length = bytes[next + 1] & 0xFF;
        from = next + 2;
        if (length > 0x7F) {
            int lengthBytes = (int) length & 0x7F;
            if (lengthBytes == 0 || lengthBytes > 4 || lengthBytes > end - from) {
                throw malformed();
            }
            length = 0;
            for (int i = 0; i < lengthBytes; i++) {
                length = (length << 8) | (bytes[from++] & 0xFF);
            }
        }
        if (length > end - from) {
            throw malformed();
        }
        to = from + (int) length;
        next = to;
        return this;
    }

    /** Goes to the next element, which has that tag. */
    Ber next(int wanted) throws BadRequestException {
        if (next().tag != wanted) {
            throw malformed();
        }
        return this;
    }

    int tag() {
        return tag;
    }

    int length() {
        return to - from;
    }

    boolean isConstructed() {
        return (tag & CONSTRUCTED) != 0;
    }

    /** What is in the element. */
    Ber inside() {
        return new Ber(bytes, from, to);
    }

    /** Whether the element is a text of ASCII alone. */
    boolean isAscii() {
        for (int i = from; i < to; i++) {
            if (bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }

    /** The element as a whole number that is not negative. */
    int number() throws BadRequestException {
        if (length() == 0 || length() > 5 || bytes[from] < 0) {
            throw malformed();
        }
        long number = 0;
        for (int i = from; i < to; i++) {
            number = (number << 8) | (bytes[i] & 0xFF);
        }
        if (number > Integer.MAX_VALUE) {
            throw malformed();
        }
        return (int) number;
    }

    static BadRequestException malformed() {
        return new BadRequestException(DoorEvent.NOT_LDAP, "no LDAP request");
    }
}
