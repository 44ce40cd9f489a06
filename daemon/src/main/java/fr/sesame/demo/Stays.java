package fr.sesame.demo;

import static fr.sesame.demo.Application.HARPEGE;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What Harpège knows of managed and hosted people: one row for each stay or contract. Ends are inclusive. */
final class Stays {
    private static final String MANAGED = "GERE";
    private static final String HOSTED = "HEBERGE";

    /** A case, and how many of 1,000 people of Harpège are one. */
    enum Case implements Share.Weighted {
        HOSTED(420),
        PENDING(70),
        LONG_GONE(70),
        TO_COME(40),
        RECORDED_LATE(60),
        ENDS_EARLY(50),
        NOT_VALIDATED(60),
        NO_END(40),
        TOO_SHORT(40),
        MANAGED(60),
        MANAGED_FOR_A_TIME(40),
        HOSTED_THEN_MANAGED(30),
        MANAGED_AND_AGENT(10),
        UNKNOWN_TYPE(10);

        private final int weight;

        Case(int weight) {
            this.weight = weight;
        }

        @Override
        public int weight() {
            return weight;
        }
    }

    private Stays() {}

    static Human of(Case what, Someone one) {
        LocalDate begin = one.ago(20, 250);
        LocalDate end = one.in(30, 300);
        return switch (what) {
            case HOSTED -> hosted(one, begin, begin.minusDays(one.between(0, 5)), extended(end, one));
            case PENDING -> hosted(one, begin.minusDays(90), begin.minusDays(92), one.ago(3, 60));
            case LONG_GONE -> hosted(one, begin.minusDays(900), begin.minusDays(902), one.ago(120, 600));
            case TO_COME -> hosted(one, one.in(3, 60), one.ago(1, 30), one.in(70, 200));
            case RECORDED_LATE -> hosted(one, begin, begin.plusDays(one.between(0, 6)), end);
            case ENDS_EARLY -> early(one, begin, end);
            case NOT_VALIDATED -> notValidated(one, begin, end);
            case NO_END -> held("no-end-date", one, row(one, HOSTED, begin, null));
            case TOO_SHORT -> held("too-short", one, row(one, HOSTED, begin, begin.plusDays(one.between(0, 2))));
            case MANAGED -> taken(one, List.of(row(one, MANAGED, begin, null)), Stay.staff(begin, null));
            case MANAGED_FOR_A_TIME -> {
                LocalDate last = extended(end, one);
                yield taken(one, List.of(row(one, MANAGED, begin, last)), Stay.staff(begin, last));
            }
            case HOSTED_THEN_MANAGED -> hostedThenManaged(one, begin);
            case MANAGED_AND_AGENT -> managedAndAgent(one, begin);
            case UNKNOWN_TYPE -> held("bad-row", one, row(one, "STAGE", begin, end));
        };
    }

    /** Nights prolong stays. */
    private static LocalDate extended(LocalDate end, Someone one) {
        return one.happened() == null ? end : end.plusMonths(6);
    }

    private static Human hosted(Someone one, LocalDate begin, LocalDate recorded, LocalDate end) {
        Fields row = row(one, HOSTED, begin, end).set("D_SAISIE", recorded);
        return taken(one, List.of(row), Stay.hosted(begin, recorded, end));
    }

    private static Human early(Someone one, LocalDate begin, LocalDate end) {
        LocalDate recorded = begin.minusDays(1);
        LocalDate last = begin.plusDays(one.between(5, 40));
        Fields row = row(one, HOSTED, begin, end).set("D_SAISIE", recorded).set("D_FIN_EXECUTION", last);
        return taken(one, List.of(row), Stay.hosted(begin, recorded, last));
    }

    /** Until somebody in charge answers for them, in the night. */
    private static Human notValidated(Someone one, LocalDate begin, LocalDate end) {
        LocalDate recorded = begin.minusDays(2);
        Fields row = row(one, HOSTED, begin, end).set("D_SAISIE", recorded);
        return one.happened() == null
                ? held("not-validated", one, row.set("VALIDE_PAR", ""))
                : taken(one, List.of(row), Stay.hosted(begin, recorded, end));
    }

    /** The same number: first hosted, then regularised, from the next day on. */
    private static Human hostedThenManaged(Someone one, LocalDate begin) {
        LocalDate last = begin.plusDays(one.between(5, 15));
        LocalDate next = last.plusDays(1);
        LocalDate recorded = begin.minusDays(1);
        return taken(
                one,
                List.of(row(one, HOSTED, begin, last).set("D_SAISIE", recorded), row(one, MANAGED, next, null)),
                Stay.hosted(begin, recorded, last),
                Stay.staff(next, null));
    }

    /** Taken over by the newer application, which has the same number: one person. */
    private static Human managedAndAgent(Someone one, LocalDate begin) {
        LocalDate last = one.ago(1, 10);
        SourceRecord older = taken(one, List.of(row(one, MANAGED, begin, last)), Stay.staff(begin, last))
                .records()
                .get(0);
        SourceRecord newer = new Agent(one).from(last.plusDays(1)).record();
        return Human.of(newer, older);
    }

    private static Human taken(Someone one, List<Fields> rows, Stay... stays) {
        return Human.of(SourceRecord.taken(
                HARPEGE, key(one), rows.stream().map(Fields::list).toList(), List.of(stays)));
    }

    private static Human held(String reason, Someone one, Fields row) {
        return Human.of(SourceRecord.held(HARPEGE, key(one), reason, List.of(row.list())));
    }

    private static String key(Someone one) {
        return Integer.toString(Agent.number(one));
    }

    private static Fields row(Someone one, String type, LocalDate begin, @Nullable LocalDate end) {
        Civil civil = one.civil();
        boolean hosted = type.equals(HOSTED);
        Fields row = Fields.of(HARPEGE)
                .set("NO_INDIVIDU", key(one))
                .set("NOM_PATRONYMIQUE", civil.birthName())
                .set("PRENOM", civil.givenName())
                .set("D_NAISSANCE", civil.birth())
                .set("TYPE", type)
                .set("D_DEB", begin)
                .set("VALIDE_PAR", hosted ? "resp" + one.between(1, 9) : "")
                .set("D_SAISIE", begin.minusDays(3))
                .set("C_STRUCTURE", one.structures().laboratory(one.random()));
        return end == null ? row : row.set("D_FIN", end);
    }
}
