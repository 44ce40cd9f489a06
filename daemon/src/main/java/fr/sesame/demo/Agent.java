package fr.sesame.demo;

import static fr.sesame.demo.Application.SIHAM;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A matricule of Siham and its assignments: one row each. Ends are the first day after, and an end that nobody knows is in 2999. */
final class Agent {
    private static final List<String> CORPS = List.of("PR", "MCF", "IGE", "IGR", "ADJ", "ASI", "301");
    private static final String OPEN_ENDED = "2999-12-31";
    private static final String NO_DATE = "0001-01-01";

    private final Someone one;
    private Civil civil;
    private final List<Assignment> assignments = new ArrayList<>();

    /** @param end the first day after it; null: open-ended */
    private record Assignment(LocalDate begin, @Nullable LocalDate end, String structure, String corps) {}

    Agent(Someone one) {
        this.one = one;
        this.civil = one.number() % 12 == 5 ? one.civil().withUsualName(one.anyOf(Names.FAMILY)) : one.civil();
    }

    /** The number that the older application has given, which the matricule carries. */
    static int number(Someone one) {
        return 100_000 + one.number();
    }

    static String matricule(Someone one) {
        return String.format(Locale.ROOT, "UDM%09d", number(one));
    }

    Agent from(LocalDate begin) {
        return from(begin, null);
    }

    /** @param end the first day after */
    Agent from(LocalDate begin, @Nullable LocalDate end) {
        assignments.add(new Assignment(begin, end, one.structures().workplace(one.random()), one.anyOf(CORPS)));
        return this;
    }

    /** What a night has changed of a permanent agent: another place from that day on, the day of leaving, or another usual name. */
    Agent afterTheNight() {
        int event = one.random().nextInt(10);
        String place = one.structures().workplace(one.random());
        String otherName = one.anyOf(Names.FAMILY);
        LocalDate day = one.happened();
        if (day == null) {
            return this;
        }
        Assignment last = assignments.remove(assignments.size() - 1);
        if (event < 4) {
            assignments.add(new Assignment(last.begin(), day, last.structure(), last.corps()));
            assignments.add(new Assignment(day, null, place, last.corps()));
        } else if (event < 6) {
            assignments.add(new Assignment(last.begin(), day.plusDays(60), last.structure(), last.corps()));
        } else {
            assignments.add(last);
            civil = civil.withUsualName(otherName);
        }
        return this;
    }

    /** A contract is extended by a year. */
    Agent extendedInTheNight() {
        if (one.happened() == null) {
            return this;
        }
        Assignment last = assignments.remove(assignments.size() - 1);
        LocalDate end = last.end();
        assignments.add(
                new Assignment(last.begin(), end == null ? null : end.plusYears(1), last.structure(), last.corps()));
        return this;
    }

    SourceRecord record() {
        List<Stay> stays = new ArrayList<>();
        for (Assignment assignment : assignments) {
            LocalDate end = assignment.end();
            stays.add(Stay.staff(assignment.begin(), end == null ? null : end.minusDays(1)));
        }
        return SourceRecord.taken(SIHAM, matricule(one), rows(), stays);
    }

    SourceRecord held(String reason) {
        return SourceRecord.held(SIHAM, matricule(one), reason, rows());
    }

    /** With another value in one column. */
    SourceRecord held(String reason, String column, String value) {
        return SourceRecord.held(
                SIHAM,
                matricule(one),
                reason,
                List.of(row(assignments.get(0)).set(column, value).list()));
    }

    /** The same table has the agents' relatives. */
    SourceRecord relative() {
        String key = String.format(Locale.ROOT, "REL%09d", number(one));
        Fields row = Fields.of(SIHAM)
                .set("MATCLE", key)
                .set("NOMUSE", "Parent")
                .set("NOMPAT", civil.birthName())
                .set("PRENOM", "Proche")
                .set("QUALIT", "M.")
                .set("DATNAI", LocalDate.of(1970, 1, 1))
                .set("DTEF00", NO_DATE)
                .set("DTEN00", NO_DATE);
        return SourceRecord.held(SIHAM, key, "not-an-agent", List.of(row.list()));
    }

    private List<List<String>> rows() {
        return assignments.stream().map(assignment -> row(assignment).list()).toList();
    }

    private Fields row(Assignment assignment) {
        Fields row = Fields.of(SIHAM)
                .set("MATCLE", matricule(one))
                .set("NOMUSE", civil.usualName())
                .set("NOMPAT", civil.birthName())
                .set("PRENOM", civil.givenName())
                .set("QUALIT", one.number() % 2 == 0 ? "MME" : "M.")
                .set("DATNAI", civil.birth())
                .set("CATEGORIE", one.number() % 3 == 0 ? "ENS" : "BIA")
                .set("CORPS", assignment.corps())
                .set("UO_HIE", assignment.structure())
                .set("DTEF00", assignment.begin())
                .set("DATXXX", one.number() % 5 < 2 ? NO_DATE : "");
        LocalDate end = assignment.end();
        return end == null ? row.set("DTEN00", OPEN_ENDED) : row.set("DTEN00", end);
    }
}
