package fr.sesame.store;

import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.directory.api.ldap.model.csn.Csn;

/** Change sequence numbers of one instant, told apart by their counts: making each from a time of its own costs more than storing it. */
final class CsnSequence {
    private static final HexFormat HEX = HexFormat.of();
    private static final int DIGITS = 6;
    private static final int BITS = 24;

    private final String time;
    private final AtomicLong changes = new AtomicLong();

    CsnSequence(Instant instant) {
        String first = new Csn(instant.toEpochMilli(), 0, 0, 0).toString();
        time = first.substring(0, first.indexOf('#') + 1);
    }

    /** One that was not given before. When the count of changes is used up, that of operations goes on. */
    String next() {
        long change = changes.getAndIncrement();
        return time + HEX.toHexDigits(change, DIGITS) + "#000#" + HEX.toHexDigits(change >>> BITS, DIGITS);
    }
}
