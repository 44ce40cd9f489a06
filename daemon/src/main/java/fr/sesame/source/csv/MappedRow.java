package fr.sesame.source.csv;

import fr.sesame.account.Affiliation;
import fr.sesame.account.CivilIdentity;
import fr.sesame.account.PersonNumber;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Set;

/**
 * What a good row says.
 *
 * @param line in the file
 * @param main whether it is the main one among the steps of one registration; true where there are no steps
 */
record MappedRow(int line, CivilIdentity civil, Set<PersonNumber> numbers, Affiliation affiliation, boolean main) {

    /** The newest last, whatever the order of the file. */
    static final Comparator<MappedRow> BY_AGE = Comparator.comparing(MappedRow::newest)
            .thenComparing(MappedRow::affiliation)
            .thenComparing(row -> row.civil().toString());

    private LocalDate newest() {
        LocalDate begin = affiliation.facts().begin();
        LocalDate recorded = affiliation.facts().recorded();
        Integer year = affiliation.facts().year();
        if (begin != null) {
            return begin;
        }
        return recorded != null ? recorded : year != null ? LocalDate.of(year, 1, 1) : LocalDate.MIN;
    }
}
