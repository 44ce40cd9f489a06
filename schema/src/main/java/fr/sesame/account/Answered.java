package fr.sesame.account;

import java.time.LocalDate;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What people answer for in a record that was made by hand: whose guest the person is, since when somebody in charge has validated
 * it, and who decided what, when and why.
 *
 * @param sponsor the login of who asked for the account and answers for its use, or null
 * @param validatedOn the civil day of the validation: nothing opens before it; null: not validated, or by a source that does not say
 * @param made who recorded it, or null if nobody says
 * @param changed the last extension or end that somebody decided, or null
 */
public record Answered(
        @Nullable Login sponsor,
        @Nullable LocalDate validatedOn,
        @Nullable Act made,
        @Nullable Act changed) implements Comparable<Answered> {

    private static final Comparator<Answered> ORDER = Comparator.comparing(
                    Answered::sponsor, Comparator.nullsFirst(Comparator.<Login>naturalOrder()))
            .thenComparing(Answered::validatedOn, Comparator.nullsFirst(Comparator.<LocalDate>naturalOrder()))
            .thenComparing(Answered::made, Comparator.nullsFirst(Comparator.<Act>naturalOrder()))
            .thenComparing(Answered::changed, Comparator.nullsFirst(Comparator.<Act>naturalOrder()));

    /** The same, validated on that day. */
    public Answered withValidatedOn(LocalDate day) {
        return new Answered(sponsor, day, made, changed);
    }

    /** The same after that act. */
    public Answered withChanged(Act act) {
        return new Answered(sponsor, validatedOn, made, act);
    }

    /** An order without meaning, the same in every run. */
    @Override
    public int compareTo(Answered other) {
        return ORDER.compare(this, other);
    }
}
