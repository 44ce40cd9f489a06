package fr.sesame.server.door;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;

/**
 * Looks at the bytes of a whole request before anything decodes them: whether it is a request (RFC 4511, 4), how deep it is nested
 * and what of it is too much. ApacheDS's decoder builds an object for each element, and its filters are walked recursively.
 */
final class RequestCheck {
    static final int BIND = 0x60;
    static final int UNBIND = 0x42;
    static final int SEARCH = 0x63;
    static final int MODIFY = 0x66;
    static final int ADD = 0x68;
    static final int DELETE = 0x4A;
    static final int MODIFY_DN = 0x6C;
    static final int COMPARE = 0x6E;
    static final int ABANDON = 0x50;
    static final int EXTENDED = 0x77;

    private static final Set<Integer> REQUESTS =
            Set.of(BIND, UNBIND, SEARCH, MODIFY, ADD, DELETE, MODIFY_DN, COMPARE, ABANDON, EXTENDED);
    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 0x02;
    private static final int OCTETS = 0x04;
    private static final int BOOLEAN = 0x01;
    private static final int ENUMERATED = 0x0A;
    private static final int CONTROLS = 0xA0;
    private static final int NEW_SUPERIOR = 0x80;
    /** A modification is the deepest of them: message, request, list, change, attribute, values. */
    private static final int DEEPEST = 8;

    private final Limits limits;

    RequestCheck(Limits limits) {
        this.limits = limits;
    }

    /**
     * What is too much.
     *
     * @param message the ID of the request
     * @param operation its tag
     * @param limit what it goes beyond
     */
    record TooMuch(int message, int operation, DoorEvent limit) {}

    /** The tag of the operation. */
    static int operation(byte[] request) throws BadRequestException {
        return new Ber(request, 0, request.length)
                .next(SEQUENCE)
                .inside()
                .next(INTEGER)
                .next()
                .tag();
    }

    /** @throws BadRequestException if it is no request of LDAP */
    Optional<TooMuch> check(byte[] request) throws BadRequestException {
        Ber message = new Ber(request, 0, request.length).next(SEQUENCE).inside();
        int id = message.next(INTEGER).number();
        Ber operation = message.next();
        int tag = operation.tag();
        if (!REQUESTS.contains(tag)) {
            throw Ber.malformed();
        }
        Ber fields = operation.inside();
        if (tag != SEARCH && operation.isConstructed()) {
            nested(operation.inside(), DEEPEST);
        }
        Optional<DoorEvent> limit = tag == SEARCH ? search(fields) : other(tag, operation.length(), fields);
        if (message.hasNext()) {
            Ber controls = message.next(CONTROLS).inside();
            if (message.hasNext()) {
                throw Ber.malformed();
            }
            nested(controls, DEEPEST);
        }
        return limit.map(event -> new TooMuch(id, tag, event));
    }

    private Optional<DoorEvent> other(int tag, int length, Ber fields) throws BadRequestException {
        int name = 0;
        switch (tag) {
            case DELETE -> name = length;
            case BIND -> {
                fields.next(INTEGER);
                name = fields.next(OCTETS).length();
                fields.next();
            }
            case MODIFY, ADD -> {
                name = fields.next(OCTETS).length();
                if (!areNamesAscii(fields.next(SEQUENCE).inside(), tag == MODIFY)) {
                    return Optional.of(DoorEvent.ATTRIBUTE_NAME);
                }
            }
            case MODIFY_DN -> {
                name = Math.max(
                        fields.next(OCTETS).length(), fields.next(OCTETS).length());
                fields.next(BOOLEAN);
                if (fields.hasNext()) {
                    name = Math.max(name, fields.next(NEW_SUPERIOR).length());
                }
            }
            case COMPARE -> {
                name = fields.next(OCTETS).length();
                Ber assertion = fields.next(SEQUENCE).inside();
                if (!assertion.next(OCTETS).isAscii()) {
                    return Optional.of(DoorEvent.ATTRIBUTE_NAME);
                }
                if (assertion.next(OCTETS).length() > limits.valueBytes()) {
                    return Optional.of(DoorEvent.VALUE_BYTES);
                }
            }
            default -> {
                return Optional.empty(); // an unbind, an abandon or an extended request names no entry
            }
        }
        if (tag != DELETE) {
            end(fields);
        }
        return name > limits.nameBytes() ? Optional.of(DoorEvent.NAME_BYTES) : Optional.empty();
    }

    /** The decoder would take what is behind for more of what was before, unseen. */
    private static void end(Ber fields) throws BadRequestException {
        if (fields.hasNext()) {
            throw Ber.malformed();
        }
    }

    /** RFC 4511, 4.5.1: base, scope, aliases, size limit, time limit, types only, filter, attributes. */
    private Optional<DoorEvent> search(Ber fields) throws BadRequestException {
        int base = fields.next(OCTETS).length();
        fields.next(ENUMERATED).next(ENUMERATED);
        fields.next(INTEGER).next(INTEGER);
        fields.next(BOOLEAN);
        Ber filter = fields.next();
        Optional<DoorEvent> tooMuch = new FilterCheck(limits).check(filter);
        Ber attributes = fields.next(SEQUENCE).inside();
        int asked = 0;
        while (attributes.hasNext()) {
            if (attributes.next(OCTETS).length() > limits.valueBytes()) {
                return Optional.of(DoorEvent.VALUE_BYTES);
            }
            if (!attributes.isAscii()) {
                return Optional.of(DoorEvent.ATTRIBUTE_NAME);
            }
            asked++;
        }
        end(fields);
        if (tooMuch.isPresent()) {
            return tooMuch;
        }
        if (base > limits.nameBytes()) {
            return Optional.of(DoorEvent.NAME_BYTES);
        }
        return asked > limits.attributes() ? Optional.of(DoorEvent.ATTRIBUTES) : Optional.empty();
    }

    /** Of attributes, or of changes with one attribute each. */
    private static boolean areNamesAscii(Ber all, boolean changes) throws BadRequestException {
        while (all.hasNext()) {
            Ber attribute = all.next(SEQUENCE).inside();
            if (changes) {
                attribute = attribute.next(ENUMERATED).next(SEQUENCE).inside();
            }
            if (!attribute.next(OCTETS).isAscii()) {
                return false;
            }
        }
        return true;
    }

    /** No LDAP request is nested deeper, and every element is within the one around it. */
    private static void nested(Ber elements, int deepest) throws BadRequestException {
        Deque<Ber> open = new ArrayDeque<>();
        open.push(elements);
        while (!open.isEmpty()) {
            Ber innermost = open.element();
            if (!innermost.hasNext()) {
                open.pop();
            } else if (innermost.next().isConstructed()) {
                if (open.size() >= deepest) {
                    throw Ber.malformed();
                }
                open.push(innermost.inside());
            }
        }
    }
}
