package fr.sesame.reconcile;

import fr.sesame.account.Affiliation;
import fr.sesame.account.Calendar;
import fr.sesame.account.HeldRecord;
import fr.sesame.account.HoldReason;
import fr.sesame.account.PersonRecord;
import fr.sesame.account.PopulationRule;
import fr.sesame.identity.Person;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Newcomers who open later than accounts of their populations are prepared. Nothing is written of them: the run of the day on
 * which the first of their records is due makes the account. Whoever has an account already is not delayed.
 */
final class NotYet {
    private final Calendar calendar;
    private final LocalDate today;

    NotYet(Calendar calendar, LocalDate today) {
        this.calendar = calendar;
        this.today = today;
    }

    /** Every record of somebody of whom none is due; none of somebody of whom one is. */
    List<HeldRecord> held(Person.Newcomer newcomer) {
        List<HeldRecord> held = new ArrayList<>();
        for (PersonRecord record : newcomer.records()) {
            Affiliation first = null;
            LocalDate due = null;
            for (Affiliation affiliation : record.affiliations()) {
                Optional<LocalDate> day = due(affiliation);
                if (day.isEmpty()) {
                    return List.of();
                }
                if (due == null || day.get().isBefore(due)) {
                    due = day.get();
                    first = affiliation;
                }
            }
            if (due != null && first != null) {
                held.add(new HeldRecord(record.key(), HoldReason.NOT_YET, detail(first, due)));
            }
        }
        return held;
    }

    /** The day that is still to come, or empty if it is here. */
    private Optional<LocalDate> due(Affiliation affiliation) {
        return calendar.ruleOf(affiliation.population())
                .preparedFrom(affiliation.facts())
                .filter(day -> day.isAfter(today));
    }

    private String detail(Affiliation affiliation, LocalDate due) {
        PopulationRule rule = calendar.ruleOf(affiliation.population());
        return affiliation.population() + ": the account opens on "
                + rule.opening(affiliation.facts()).orElseThrow() + " and is prepared from " + due + " on ("
                + rule.preparedBefore() + " before)";
    }
}
