package fr.sesame.schema;

import fr.sesame.account.Affiliation;
import fr.sesame.account.Calendar;
import fr.sesame.account.OpenDays;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which affiliations are valid: those of which the instant is within the {@link OpenDays}. One of a population that is no longer
 * in the configuration is valid on no day.
 */
final class ValidAffiliations {
    private final Calendar calendar;

    ValidAffiliations(Calendar calendar) {
        this.calendar = calendar;
    }

    record Valid(Affiliation affiliation, OpenDays days) {}

    /** Those that are valid at that instant, in the order given. */
    List<Valid> at(Collection<Affiliation> affiliations, Instant at) {
        List<Valid> valid = new ArrayList<>();
        for (Affiliation affiliation : affiliations) {
            openDays(affiliation)
                    .filter(days -> !at.isBefore(calendar.startOf(days.first()))
                            && calendar.endOf(days)
                                    .filter(end -> !at.isBefore(end))
                                    .isEmpty())
                    .ifPresent(days -> valid.add(new Valid(affiliation, days)));
        }
        return valid;
    }

    /** The first instant of each opening day, and that of the day after each closing day. */
    Stream<Instant> changes(Collection<Affiliation> affiliations) {
        return affiliations.stream()
                .flatMap(affiliation -> openDays(affiliation).stream())
                .flatMap(days ->
                        Stream.concat(Stream.of(calendar.startOf(days.first())), calendar.endOf(days).stream()));
    }

    private Optional<OpenDays> openDays(Affiliation affiliation) {
        return calendar.rules().containsKey(affiliation.population())
                ? calendar.openDays(affiliation)
                : Optional.empty();
    }
}
