package fr.sesame.demo;

import static fr.sesame.demo.Application.SAGHE;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What Saghe knows of hourly teachers: one row for each academic year and component. */
final class Teachers {
    private static final List<String> HOURS = List.of("12", "24,5", "64", "96", "187,25");

    /** A case, and how many of 1,000 hourly teachers are one. */
    enum Case implements Share.Weighted {
        THIS_YEAR(470),
        THIS_AND_NEXT(190),
        NEXT(70),
        LAST_YEAR(110),
        LONG_GONE(40),
        TWO_COMPONENTS(80),
        STUDENT_TOO(20),
        NO_YEAR(20);

        private final int weight;

        Case(int weight) {
            this.weight = weight;
        }

        @Override
        public int weight() {
            return weight;
        }
    }

    private Teachers() {}

    static Human of(Case what, Someone one) {
        int year = one.academicYear();
        return switch (what) {
            case THIS_YEAR -> one.happened() == null ? Human.of(in(one, year)) : Human.of(in(one, year, year + 1));
            case THIS_AND_NEXT -> Human.of(in(one, year, year + 1));
            case NEXT -> Human.of(in(one, year + 1));
            case LAST_YEAR -> Human.of(in(one, year - 1));
            case LONG_GONE -> Human.of(in(one, year - 3, year - 2));
            case TWO_COMPONENTS -> Human.of(in(one, year, year));
            case STUDENT_TOO ->
                one.civil().isWritableBy(Application.APOGEE)
                        ? Human.of(Agents.student(one.as(one.civil().typedInCapitals()), ""), in(one, year))
                        : Human.of(in(one, year));
            case NO_YEAR ->
                Human.of(SourceRecord.held(
                        SAGHE, key(one), "bad-date", List.of(row(one, "").list())));
        };
    }

    private static SourceRecord in(Someone one, int... years) {
        return SourceRecord.taken(
                SAGHE,
                key(one),
                Arrays.stream(years)
                        .mapToObj(year -> row(one, Integer.toString(year)).list())
                        .toList(),
                Arrays.stream(years).mapToObj(Stay::teacher).toList());
    }

    private static String key(Someone one) {
        return String.format(Locale.ROOT, "V%06d", one.number());
    }

    private static Fields row(Someone one, String year) {
        return Fields.of(SAGHE)
                .set("ID_INTERVENANT", key(one))
                .set("NOM", one.civil().birthName())
                .set("PRENOM", one.civil().givenName())
                .set("DATE_NAISSANCE", one.civil().birth())
                .set("ANNEE", year)
                .set("COMPOSANTE", one.structures().component(one.random()))
                .set("NB_HEURES", one.anyOf(HOURS));
    }
}
