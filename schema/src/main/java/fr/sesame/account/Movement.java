package fr.sesame.account;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * That an account opens, closes or gets another state: one turn of its {@link Course}.
 *
 * @param at the instant
 * @param day the civil day of that instant
 * @param kind what it is for whoever binds
 * @param decision what holds from then on
 * @param population why: that of the record which decides afterwards or, of a closing, has decided until then; null if none does
 * @param structure that record's
 */
public record Movement(
        Instant at,
        LocalDate day,
        Kind kind,
        Decision decision,
        @Nullable Population population,
        @Nullable StructureCode structure) {

    /** What a turn is for whoever binds. */
    public enum Kind {
        /** It may bind from then on, and could not before. */
        OPENS,
        /** It could bind, and may not any more. */
        CLOSES,
        /** Another state, and bind is answered as before. */
        CHANGES
    }

    /** The movements of that account on the civil days from the first to the last, both inclusive. */
    public static List<Movement> of(Account account, Calendar calendar, LocalDate first, LocalDate last) {
        Instant from = calendar.startOf(first);
        Instant to = calendar.startOf(last.plusDays(1));
        return Course.of(account).turns().stream()
                .filter(turn -> !turn.at().isBefore(from) && turn.at().isBefore(to))
                .map(turn -> of(account.affiliations(), calendar, turn))
                .toList();
    }

    private static Movement of(Collection<Affiliation> affiliations, Calendar calendar, Course.Turn turn) {
        boolean before = turn.before() instanceof Decision.Allowed;
        boolean after = turn.decision() instanceof Decision.Allowed;
        Kind kind = before == after ? Kind.CHANGES : after ? Kind.OPENS : Kind.CLOSES;
        Instant decides = kind == Kind.CLOSES ? turn.at().minusNanos(1) : turn.at();
        Optional<Affiliation> why = calendar.deciding(
                affiliations.stream()
                        .filter(affiliation -> calendar.rules().containsKey(affiliation.population()))
                        .toList(),
                decides);
        return new Movement(
                turn.at(),
                calendar.dayOf(turn.at()),
                kind,
                turn.decision(),
                why.map(Affiliation::population).orElse(null),
                why.map(Affiliation::structure).orElse(null));
    }
}
