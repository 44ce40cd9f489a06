package fr.sesame.interceptors.audit;

import java.time.Instant;

/**
 * One security act and its outcome.
 *
 * @param at when
 * @param kind what
 * @param outcome how it ended
 * @param reason why it was refused; {@link Reason#NONE} if it was not
 * @param actor who; the one whom a bind names
 * @param target on whom; {@link Subject#NOBODY} for a bind
 * @param origin from where
 * @param detail for people, at most {@value #MOST} printable characters: names of attributes, DNs of members, the kind of a lock.
 *     Never a password, a hash or a control's value
 */
public record SecurityEvent(
        Instant at,
        Kind kind,
        Outcome outcome,
        Reason reason,
        Subject actor,
        Subject target,
        Origin origin,
        String detail) {
    private static final int MOST = 1000;

    public SecurityEvent {
        if ((outcome == Outcome.ACCEPTED) != (reason == Reason.NONE)) {
            throw new IllegalArgumentException(kind + " " + outcome + " because of " + reason);
        }
        detail = PrintableText.of(detail, MOST);
    }
}
