package fr.sesame.account;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * From which civil day through which an affiliation is open, both inclusive, in the institution's zone: the days on which it is
 * valid, whatever becomes of the account.
 *
 * @param first the opening day
 * @param last the closing day, not before the first; null: open-ended
 */
public record OpenDays(LocalDate first, @Nullable LocalDate last) {
    /** @throws InvalidValueException if the last day is before the first */
    public OpenDays {
        if (last != null && last.isBefore(first)) {
            throw new InvalidValueException("open days end on " + last + ", before they begin on " + first);
        }
    }
}
