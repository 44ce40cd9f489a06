package fr.sesame.account;

import java.util.regex.Pattern;

/**
 * Why a record is held back: one word that administrators filter by. An institution's mapping may add its own.
 */
public record HoldReason(String word) implements Comparable<HoldReason> {
    // Before the reasons, whose constructor needs it.
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    /** The row names nobody: the key is empty. */
    public static final HoldReason NO_KEY = new HoldReason("no-key");
    /** Birth name or given name is empty. */
    public static final HoldReason NO_NAME = new HoldReason("no-name");
    /** A date that is none (31/02), is missing where one is needed, or cannot be (a birth in 2090). */
    public static final HoldReason BAD_DATE = new HoldReason("bad-date");
    /** Registered but not paid, or a status that gives no right yet. */
    public static final HoldReason NO_RIGHT = new HoldReason("no-right");
    /** Nobody in charge of the host structure has validated the stay. */
    public static final HoldReason NOT_VALIDATED = new HoldReason("not-validated");
    /** The population needs an end date and there is none. */
    public static final HoldReason NO_END_DATE = new HoldReason("no-end-date");
    /** The stay is not longer than the population asks for. */
    public static final HoldReason TOO_SHORT = new HoldReason("too-short");
    /** It opens later than accounts of its population are prepared; it becomes one on its day. */
    public static final HoldReason NOT_YET = new HoldReason("not-yet");
    /** Nobody is named who answers for the person. */
    public static final HoldReason NO_SPONSOR = new HoldReason("no-sponsor");
    /** Too few or too many fields, or a value of no use. */
    public static final HoldReason BAD_ROW = new HoldReason("bad-row");
    /** A value of one attribute that cannot be: the record is taken over, and what is known of the attribute stays. */
    public static final HoldReason BAD_VALUE = new HoldReason("bad-value");
    /** Almost somebody who is known: neither merged nor created until somebody decides. */
    public static final HoldReason DOUBTFUL_MATCH = new HoldReason("doubtful-match");
    /** The key is known, but the name and the birth are another person's. */
    public static final HoldReason ANOTHER_PERSON = new HoldReason("another-person");
    /** Somebody whose account was erased comes back; whoever decided the erasure decides whether they get a new one. */
    public static final HoldReason ERASED = new HoldReason("erased");
    /** The extract does not have it, as too few before it did not: what is known of it stays. */
    public static final HoldReason MISSED = new HoldReason("missed");
    /** A run would close an account that is protected from that. */
    public static final HoldReason PROTECTED = new HoldReason("protected");
    /** The extract of the structures does not have it any more; it stays. */
    public static final HoldReason STRUCTURE_GONE = new HoldReason("structure-gone");
    /** The directory refused to write what follows from it. */
    public static final HoldReason NOT_WRITTEN = new HoldReason("not-written");
    /** The entry that may be this person's cannot be read as an account. */
    public static final HoldReason UNREADABLE_ACCOUNT = new HoldReason("unreadable-account");

    /** @throws InvalidValueException if it is not lower-case words joined by hyphens */
    public HoldReason {
        if (!FORM.matcher(word).matches()) {
            throw new InvalidValueException(
                    "'" + word + "' is not a reason; expected lower-case words joined by hyphens");
        }
    }

    @Override
    public int compareTo(HoldReason other) {
        return word.compareTo(other.word);
    }

    @Override
    public String toString() {
        return word;
    }
}
