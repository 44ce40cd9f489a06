package fr.sesame.reconcile;

import fr.sesame.account.InvalidValueException;

/**
 * How many of a number one run may touch.
 *
 * @param percent at most so many percent of them, 0 to 100; 100 is any number
 * @param always so many are no matter, whatever percentage they are: in a small population one is many percent
 */
public record Limit(int percent, int always) {

    /** @throws InvalidValueException if it is no percentage, or the number is negative */
    public Limit {
        if (percent < 0 || percent > 100) {
            throw new InvalidValueException("a limit of the guard is 0 to 100 percent, found " + percent);
        }
        if (always < 0) {
            throw new InvalidValueException("a number that is always allowed is not negative, found " + always);
        }
    }

    /** Whether so many of that number are more than it allows. */
    boolean isExceededBy(int count, int of) {
        return percent < 100 && count > always && (long) count * 100 > (long) percent * of;
    }

    /** The same, where the small number is at most half of them, or one: two of two are everybody. */
    boolean isExceededOfFew(int count, int of) {
        return new Limit(percent, Math.min(always, Math.max(1, of / 2))).isExceededBy(count, of);
    }
}
