package fr.sesame.account;

import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a population's dates mean (domain.md, "The calendar by population"). The numbers are an institution's, from its
 * configuration.
 *
 * @param opens the first open day is the latest of these; a rule whose fact is missing is passed over
 * @param closes the last open day, inclusive, is the earliest of these and of a cancellation; none at all: open-ended
 * @param grace pending lasts through the day that lies this long after the closing day; zero: none
 * @param endMandatory whether an end date must be given
 * @param validationMandatory whether somebody must answer for the person
 * @param longerThanDays a stay of so many days or fewer, both ends counted, gives no account; 0: any stay does
 * @param pendingMayBind whether whoever is pending may still bind (SUPANN's {@code SupannSursis})
 * @param sponsoring who must and may answer for the person
 */
public record PopulationRule(
        List<DayRule> opens,
        List<DayRule> closes,
        Period grace,
        boolean endMandatory,
        boolean validationMandatory,
        int longerThanDays,
        boolean pendingMayBind,
        Sponsoring sponsoring) {

    /** A rule that asks for no sponsor. */
    public PopulationRule(
            List<DayRule> opens,
            List<DayRule> closes,
            Period grace,
            boolean endMandatory,
            boolean validationMandatory,
            int longerThanDays,
            boolean pendingMayBind) {
        this(
                opens,
                closes,
                grace,
                endMandatory,
                validationMandatory,
                longerThanDays,
                pendingMayBind,
                Sponsoring.NOT_ASKED);
    }

    /** @throws InvalidValueException if no opening is given, or the grace or the length of a stay is negative */
    public PopulationRule {
        opens = List.copyOf(opens);
        closes = List.copyOf(closes);
        if (opens.isEmpty()) {
            throw new InvalidValueException("a population needs a rule for its opening day, such as begin+1");
        }
        if (grace.isNegative()) {
            throw new InvalidValueException("a grace is not negative, found " + grace);
        }
        if (longerThanDays < 0) {
            throw new InvalidValueException("the length of a stay is not negative, found " + longerThanDays + " days");
        }
    }

    /** Why the record gives no account, or empty if it does. The first that applies, in the order of sources.md. */
    public Optional<Refusal> refusal(Facts facts) {
        if (waitsForValidation(facts)) {
            return Optional.of(new Refusal(HoldReason.NOT_VALIDATED, "nobody in charge has validated it"));
        }
        Answered answered = facts.answered();
        if (sponsoring.mandatory() && (answered == null || answered.sponsor() == null)) {
            return Optional.of(new Refusal(HoldReason.NO_SPONSOR, "this population needs a sponsor"));
        }
        if (endMandatory && facts.end() == null) {
            return Optional.of(new Refusal(HoldReason.NO_END_DATE, "this population needs an end date"));
        }
        LocalDate begin = facts.begin();
        LocalDate end = facts.end();
        if (longerThanDays > 0 && begin != null && end != null) {
            long days = ChronoUnit.DAYS.between(begin, end) + 1;
            if (days <= longerThanDays) {
                return Optional.of(new Refusal(
                        HoldReason.TOO_SHORT,
                        begin + " to " + end + " is " + days + " days; expected more than " + longerThanDays));
            }
        }
        if (opening(facts).isEmpty()) {
            return Optional.of(new Refusal(
                    HoldReason.BAD_DATE, "no opening day follows from the dates; expected what " + opens + " needs"));
        }
        return Optional.empty();
    }

    /** Why a record gives no account. */
    public record Refusal(HoldReason reason, String detail) {}

    /** Whether somebody in charge must validate the record and nobody has: then it opens on no day. */
    public boolean waitsForValidation(Facts facts) {
        return validationMandatory && facts.validatedBy() == null;
    }

    /** The first open day, inclusive, never before the day of the validation; empty if the facts do not say, or nobody has validated. */
    public Optional<LocalDate> opening(Facts facts) {
        if (waitsForValidation(facts)) {
            return Optional.empty();
        }
        Optional<LocalDate> day =
                opens.stream().flatMap(rule -> rule.dayOf(facts).stream()).max(LocalDate::compareTo);
        LocalDate validated = facts.validatedOn();
        return day.map(first -> validated == null || first.isAfter(validated) ? first : validated);
    }

    /** The last open day, inclusive; empty if open-ended. Before the opening day if it never opened. */
    public Optional<LocalDate> closing(Facts facts) {
        List<LocalDate> days = new ArrayList<>();
        closes.forEach(rule -> rule.dayOf(facts).ifPresent(days::add));
        LocalDate cancelled = facts.cancelled();
        if (cancelled != null) {
            days.add(cancelled);
        }
        LocalDate gone = facts.gone();
        if (gone != null) {
            days.add(gone.minusDays(1));
        }
        return days.stream().min(LocalDate::compareTo);
    }
}
