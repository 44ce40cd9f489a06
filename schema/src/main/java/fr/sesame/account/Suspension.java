package fr.sesame.account;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.SortedSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A planned window in which access through the directory is suspended (domain.md, "Suspension"): it begins and ends by itself.
 * It is laid over timelines and locks, and changes neither; whom it stops is {@link Suspensions}' to say.
 *
 * @param id what it is called in commands, such as {@code 2027-07-24}
 * @param from its first instant, a whole second
 * @param until the first instant at which it no longer holds, a whole second
 * @param message what people are told, in the institution's language
 * @param messageEn the same in English, or null
 * @param populations whom it is for; empty: everybody
 * @param exempt whom it does not stop
 * @param by who planned it
 * @param endedBy who ended it before its time, or null
 */
public record Suspension(
        String id,
        Instant from,
        Instant until,
        String message,
        @Nullable String messageEn,
        SortedSet<Population> populations,
        SortedSet<Login> exempt,
        String by,
        @Nullable String endedBy)
        implements Comparable<Suspension> {
    /** As many characters as a client shows. */
    public static final int LONGEST_MESSAGE = 500;

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final Comparator<Suspension> ORDER = Comparator.comparing(Suspension::from)
            .thenComparing(Suspension::until)
            .thenComparing(Suspension::id);

    /** @throws InvalidValueException if it ends before it begins, or says nothing */
    public Suspension {
        if (!ID.matcher(id).matches()) {
            throw new InvalidValueException(
                    "'" + id
                            + "' is not the name of a suspension; expected at most 64 of a-z, 0-9 and hyphen, such as 2027-07-24");
        }
        if (!isWhole(from) || !isWhole(until)) {
            throw new InvalidValueException(
                    "a suspension begins and ends at a whole second, found " + from + " and " + until);
        }
        if (!from.isBefore(until)) {
            throw new InvalidValueException(
                    "a suspension ends after it begins, found from " + from + " until " + until);
        }
        check("message", message);
        check("message in English", messageEn == null ? message : messageEn);
        check("name of who plans it", by);
        populations = SortedValues.copyOf(populations);
        exempt = SortedValues.copyOf(exempt);
    }

    private static boolean isWhole(Instant instant) {
        return instant.equals(instant.truncatedTo(ChronoUnit.SECONDS));
    }

    private static void check(String what, String text) {
        if (text.isBlank()
                || text.length() > LONGEST_MESSAGE
                || text.codePoints().anyMatch(Character::isISOControl)) {
            throw new InvalidValueException("the " + what + " of a suspension has 1 to " + LONGEST_MESSAGE
                    + " characters on one line, found '" + text + "'");
        }
    }

    /** Whether it holds at that instant: from {@code from} inclusive to {@code until} exclusive. */
    public boolean holdsAt(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(until);
    }

    /** Whether it stops everybody, whatever their population. */
    public boolean isForAll() {
        return populations.isEmpty();
    }

    /** The message in all languages that it has. */
    public String text() {
        return messageEn == null ? message : message + " / " + messageEn;
    }

    /** The same, with that end. */
    public Suspension endedAt(Instant end, String who) {
        return new Suspension(id, from, end, message, messageEn, populations, exempt, by, who);
    }

    /** By begin, then end. */
    @Override
    public int compareTo(Suspension other) {
        return ORDER.compare(this, other);
    }
}
