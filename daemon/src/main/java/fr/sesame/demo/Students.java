package fr.sesame.demo;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What Apogée knows of students, and what is wrong with it. */
final class Students {
    private static final int FIRST_KEY = 20_000_000;
    private static final int FIRST_OTHER_KEY = 30_000_000;
    private static final String NO_RIGHT = "no-right";
    private static final String BAD_DATE = "bad-date";

    /** A case, and how many of 8,000 students are one. */
    enum Case implements Share.Weighted {
        ONE_YEAR(4_947),
        SEVERAL_STEPS(1_200),
        TWO_YEARS(700),
        LAST_YEAR(450),
        LONG_GONE(150),
        NEW(120),
        UNPAID(140),
        UNPAID_AFTER_A_YEAR(40),
        NEITHER_VALID_NOR_CANCELLED(16),
        CANCELLED(70),
        CANCELLED_AT_ONCE(30),
        ROWS_TWICE(50),
        TWO_KEYS_ONE_INE(10),
        TWINS(12),
        NAMESAKES(16),
        NO_KEY(10),
        BAD_BIRTH(8),
        BAD_REGISTRATION(8),
        BORN_IN_THE_FUTURE(7),
        CUT_ROW(8),
        TWO_PEOPLE_IN_ONE_KEY(8);

        private final int weight;

        Case(int weight) {
            this.weight = weight;
        }

        @Override
        public int weight() {
            return weight;
        }
    }

    private Students() {}

    /** One human being, or two where the case is about two. */
    static List<Human> of(Case what, Someone one) {
        return switch (what) {
            case TWO_KEYS_ONE_INE ->
                List.of(Human.of(
                        first(one).inAnEarlierYear(1).record(),
                        second(one).thisYear(1).record()));
            case TWINS -> twins(one);
            case NAMESAKES -> namesakes(one);
            default -> List.of(Human.of(record(what, one)));
        };
    }

    private static SourceRecord record(Case what, Someone one) {
        Student student = first(one);
        return switch (what) {
            case SEVERAL_STEPS ->
                student.thisYear(one.between(2, 4)).afterTheNight().record();
            case TWO_YEARS ->
                student.inAnEarlierYear(1).thisYear(1).afterTheNight().record();
            case LAST_YEAR -> student.inAnEarlierYear(1).backAfterTheNight().record();
            case LONG_GONE -> student.inAnEarlierYear(one.between(2, 4)).record();
            case NEW -> student.registeredOn(one.in(0, 5)).record();
            case UNPAID -> student.with("ETA_PMT_IAE", "N").paidInTheNight();
            case UNPAID_AFTER_A_YEAR ->
                student.inAnEarlierYear(1).with("ETA_PMT_IAE", "N").held(NO_RIGHT);
            case NEITHER_VALID_NOR_CANCELLED -> student.with("ETA_IAE", "R").held(NO_RIGHT);
            case CANCELLED -> student.cancelledAfter(one.between(5, 30)).record();
            case CANCELLED_AT_ONCE -> student.cancelledAfter(0).record();
            case ROWS_TWICE -> student.thisYear(1).twice().record();
            case NO_KEY -> student.withoutKey();
            case BAD_BIRTH -> student.with("DATE_NAI_IND", "31/02/2004").held(BAD_DATE);
            case BAD_REGISTRATION ->
                student.with("DAT_CRE_IAE", one.oneIn(2) ? "" : "2026-09-02").held(BAD_DATE);
            case BORN_IN_THE_FUTURE ->
                student.with("DATE_NAI_IND", "14/03/2090").held(BAD_DATE);
            case CUT_ROW -> student.cut(one.between(3, 12));
            case TWO_PEOPLE_IN_ONE_KEY -> twoPeople(student, one);
            default -> student.thisYear(1).afterTheNight().record();
        };
    }

    private static Student first(Someone one) {
        int key = FIRST_KEY + one.number();
        return new Student(one, key, key, "");
    }

    /** Somebody came back after years and was given another number. */
    private static Student second(Someone one) {
        return new Student(one, FIRST_OTHER_KEY + one.number(), FIRST_KEY + one.number(), "");
    }

    private static Student other(Someone one) {
        int key = FIRST_OTHER_KEY + one.number();
        return new Student(one, key, key, "");
    }

    private static List<Human> twins(Someone one) {
        List<String> names = one.anyOf(Names.TWINS);
        return List.of(
                Human.of(first(one.as(one.civil().withGivenName(names.get(0))))
                        .thisYear(1)
                        .record()),
                Human.of(other(one.as(one.civil().withGivenName(names.get(1))))
                        .thisYear(1)
                        .record()));
    }

    /** Equal names with another birth date are two people. */
    private static List<Human> namesakes(Someone one) {
        Human someone = Human.of(first(one).thisYear(1).record());
        Optional<Civil> namesake = Identities.namesake(one.civil());
        return namesake.isEmpty()
                ? List.of(someone)
                : List.of(
                        someone,
                        Human.of(other(one.as(namesake.get())).thisYear(1).record()));
    }

    private static SourceRecord twoPeople(Student student, Someone one) {
        Civil stranger = new Civil("Autre", "Autre", "Personne", LocalDate.of(1980, 1, 1));
        SourceRecord right = student.thisYear(1).record();
        SourceRecord wrong = first(one.as(stranger)).thisYear(1).record();
        return SourceRecord.held(
                Application.APOGEE,
                right.key(),
                "another-person",
                List.of(right.rows().get(0), wrong.rows().get(0)));
    }
}
