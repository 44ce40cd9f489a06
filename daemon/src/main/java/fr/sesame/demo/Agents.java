package fr.sesame.demo;

import java.time.LocalDate;
import java.util.List;

/** What Siham knows of agents, and who of them is elsewhere too. */
final class Agents {
    private static final int FIRST_STUDENT_KEY = 40_000_000;
    private static final String DOUBTFUL = "doubtful-match";
    private static final String BAD_DATE = "bad-date";

    /** A case, and how many of 1,000 agents are one. */
    enum Case implements Share.Weighted {
        PERMANENT(370),
        FIXED_TERM(140),
        SUCCESSIVE(100),
        GAP(50),
        OVERLAP(60),
        TO_COME(40),
        PENDING(40),
        LONG_GONE(50),
        RELATIVE(50),
        NO_NAME(8),
        BAD_BIRTH(8),
        NO_BEGIN(8),
        STUDENT_BY_NUMBER(36),
        STUDENT_BY_NAMES(20),
        ALMOST_A_STUDENT(10),
        STUDENT_OF_ANOTHER_SPELLING(10);

        private final int weight;

        Case(int weight) {
            this.weight = weight;
        }

        @Override
        public int weight() {
            return weight;
        }
    }

    private Agents() {}

    static Human of(Case what, Someone one) {
        Agent agent = new Agent(one);
        return switch (what) {
            case PERMANENT -> permanent(agent, one);
            case FIXED_TERM ->
                Human.of(agent.from(one.ago(30, 700), one.in(60, 700))
                        .extendedInTheNight()
                        .record());
            case SUCCESSIVE -> successive(agent, one);
            case GAP ->
                Human.of(agent.from(one.ago(700, 1500), one.ago(200, 320))
                        .from(one.ago(5, 100))
                        .record());
            case OVERLAP ->
                Human.of(agent.from(one.ago(400, 900), one.in(20, 200))
                        .from(one.ago(50, 300), one.in(250, 600))
                        .record());
            case TO_COME -> Human.of(agent.from(one.in(3, 120)).record());
            case PENDING ->
                Human.of(agent.from(one.ago(400, 900), one.ago(5, 75)).record());
            case LONG_GONE ->
                Human.of(agent.from(one.ago(1000, 4000), one.ago(150, 900)).record());
            case RELATIVE -> Human.of(agent.from(one.ago(200, 6000)).record(), agent.relative());
            case NO_NAME -> Human.of(agent.from(one.ago(200, 6000)).held("no-name", "NOMPAT", ""));
            case BAD_BIRTH ->
                Human.of(agent.from(one.ago(200, 6000))
                        .held(BAD_DATE, "DATNAI", one.oneIn(2) ? "1985-02-30" : "2090-01-01"));
            case NO_BEGIN -> Human.of(agent.from(one.ago(200, 6000)).held(BAD_DATE, "DTEF00", "0001-01-01"));
            case STUDENT_BY_NUMBER -> studentByNumber(agent, one);
            case STUDENT_BY_NAMES -> studentByNames(agent, one);
            case ALMOST_A_STUDENT -> almost(agent, one, one.civil().withSlip());
            case STUDENT_OF_ANOTHER_SPELLING ->
                almost(
                        agent,
                        one,
                        one.civil().canBeSwapped()
                                ? one.civil().swapped()
                                : one.civil().withSlip());
        };
    }

    private static Human permanent(Agent agent, Someone one) {
        return Human.of(agent.from(one.ago(200, 8000)).afterTheNight().record());
    }

    private static Human successive(Agent agent, Someone one) {
        LocalDate between = one.ago(100, 700);
        LocalDate end = one.oneIn(2) ? null : one.in(90, 500);
        return Human.of(
                agent.from(one.ago(800, 1500), between).from(between, end).record());
    }

    /** The student file has the number, with a prefix or dirt around it. */
    private static Human studentByNumber(Agent agent, Someone one) {
        Civil civil = one.civil();
        if (!Application.APOGEE.canWrite(civil.birthName()) && !Application.APOGEE.canWrite(civil.givenName())) {
            return permanent(agent, one); // nothing but the birth date would be left to believe the number by
        }
        int number = Agent.number(one);
        String typed = one.anyOf(List.of("H" + number, "H0" + number, number + "/", " " + number));
        return Human.of(student(one, typed), agent.from(one.ago(60, 2000)).record());
    }

    /** The student file has the same names, typed in another way. */
    private static Human studentByNames(Agent agent, Someone one) {
        if (!one.civil().isWritableBy(Application.APOGEE)) {
            return permanent(agent, one); // with lost letters they are not the same
        }
        Someone typed = one.oneIn(2) ? one : one.as(one.civil().typedInCapitals());
        return Human.of(student(typed, ""), agent.from(one.ago(60, 2000)).record());
    }

    /** Almost somebody whom the student file has: nobody but a human being can say. */
    private static Human almost(Agent agent, Someone one, Civil student) {
        if (!one.civil().isWritableBy(Application.APOGEE)) {
            return permanent(agent, one); // more than one letter would be lost
        }
        return Human.of(
                student(one.as(student), ""), agent.from(one.ago(60, 2000)).held(DOUBTFUL));
    }

    /** Whoever works here is or was a student too. */
    static SourceRecord student(Someone one, String number) {
        int key = FIRST_STUDENT_KEY + one.number();
        Student student = new Student(one, key, key, number);
        return (one.oneIn(2) ? student.thisYear(1) : student.inAnEarlierYear(1)).record();
    }
}
