package fr.sesame.server.door;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Counts a filter (RFC 4511, 4.5.1.7) without recursion, and stops as soon as it is too much. */
final class FilterCheck {
    private static final int AND = 0xA0;
    private static final int NOT = 0xA2;
    private static final int PRESENT = 0x87;
    private static final int EXTENSIBLE = 0xA9;
    private static final int VALUE_OF_EXTENSIBLE = 0x83;

    private final Limits limits;

    FilterCheck(Limits limits) {
        this.limits = limits;
    }

    /** @param filter stands at the filter */
    Optional<DoorEvent> check(Ber filter) throws BadRequestException {
        Deque<Ber> open = new ArrayDeque<>();
        int nodes = 0;
        Ber at = filter;
        while (true) {
            nodes++;
            if (open.size() + 1 > limits.filterDepth()) {
                return Optional.of(DoorEvent.FILTER_DEPTH);
            }
            if (nodes > limits.filterNodes()) {
                return Optional.of(DoorEvent.FILTER_NODES);
            }
            if (isConnective(at.tag())) {
                open.push(at.inside());
            } else if (longestValue(at) > limits.valueBytes()) {
                return Optional.of(DoorEvent.VALUE_BYTES);
            } else if (!isNameAscii(at)) {
                return Optional.of(DoorEvent.ATTRIBUTE_NAME);
            }
            while (!open.isEmpty() && !open.element().hasNext()) {
                open.pop();
            }
            if (open.isEmpty()) {
                return Optional.empty();
            }
            at = open.element().next();
        }
    }

    private static boolean isConnective(int tag) {
        return tag >= AND && tag <= NOT;
    }

    private static boolean isNameAscii(Ber assertion) throws BadRequestException {
        if (assertion.tag() == PRESENT) {
            return assertion.isAscii();
        }
        Ber parts = assertion.inside();
        if (assertion.tag() != EXTENSIBLE) {
            return parts.next().isAscii();
        }
        while (parts.hasNext()) {
            if (parts.next().tag() < VALUE_OF_EXTENSIBLE && !parts.isAscii()) { // the rule and the attribute
                return false;
            }
        }
        return true;
    }

    /** Of an assertion's parts: its attribute, rule and value, or the pieces of a substring. */
    private static int longestValue(Ber assertion) throws BadRequestException {
        if (assertion.tag() == PRESENT) {
            return assertion.length();
        }
        if (assertion.tag() < AND || assertion.tag() > EXTENSIBLE) {
            throw Ber.malformed();
        }
        int longest = 0;
        Ber parts = assertion.inside();
        while (parts.hasNext()) {
            parts.next();
            if (parts.isConstructed()) {
                Ber pieces = parts.inside();
                int all = 0;
                while (pieces.hasNext()) {
                    if (pieces.next().isConstructed()) {
                        throw Ber.malformed();
                    }
                    all += pieces.length() + 1;
                }
                longest = Math.max(longest, all);
            } else {
                longest = Math.max(longest, parts.length());
            }
        }
        return longest;
    }
}
