package fr.sesame.demo;

import static fr.sesame.demo.Application.APOGEE;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A student number of Apogée and what is registered under it: one row for each step of each academic year. */
final class Student {
    private static final List<String> STEPS =
            List.of("L1INF", "L2DRT", "L3HIS", "M1PSY", "M2DRT", "BUTGEII", "BUTTC", "DUFLE", "D1CHIM");
    private static final int LAST_REGISTRATION = 107; // from 1 July to the middle of October
    private static final long NNE = 1_000_000_000;
    private static final long NNE_STEP = 618_033_989;

    private final Someone one;
    private final int key;
    private final int ine;
    private final String agent;
    private Civil civil;
    private final List<Fields> rows = new ArrayList<>();
    private final List<Stay> stays = new ArrayList<>();
    private LocalDate lastRegistration = LocalDate.MIN;

    /**
     * @param key the student number
     * @param ine the student number that the national one is made of: the same, if nobody has two
     * @param agent the human resources number as somebody typed it; empty if there is none
     */
    Student(Someone one, int key, int ine, String agent) {
        this.one = one;
        this.key = key;
        this.ine = ine;
        this.agent = agent;
        this.civil = one.civil();
    }

    /** In this academic year, with so many steps: the first is the main one, and the last of many may be cancelled. */
    Student thisYear(int steps) {
        int year = one.academicYear();
        LocalDate registered = dayOfRegistration(year);
        for (int step = 1; step <= steps; step++) {
            Fields row = row(year, registered).set("TEM_IAE_PRM", step == 1 && !one.oneIn(60) ? "O" : "N");
            if (step > 2 && one.oneIn(3)) {
                row.set("ETA_IAE", "A").set("DAT_ANN_IAE", registered.plusDays(1));
            }
            rows.add(row);
        }
        stays.add(Stay.student(year, registered, null));
        return this;
    }

    /** Only in an earlier academic year, so many years ago. */
    Student inAnEarlierYear(int ago) {
        int year = one.academicYear() - ago;
        LocalDate registered = dayOfRegistration(year);
        rows.add(row(year, registered));
        stays.add(Stay.student(year, registered, null));
        return this;
    }

    Student registeredOn(LocalDate day) {
        rows.add(row(one.academicYear(), day));
        stays.add(Stay.student(one.academicYear(), day, null));
        return this;
    }

    /** Cancelled so many days after the registration; at once: it never opened. */
    Student cancelledAfter(int days) {
        int year = one.academicYear();
        LocalDate registered = dayOfRegistration(year);
        LocalDate cancelled = registered.plusDays(days);
        rows.add(row(year, registered).set("ETA_IAE", "A").set("DAT_ANN_IAE", cancelled));
        stays.add(Stay.student(year, registered, cancelled));
        return this;
    }

    /** A row of this year, with another value in one column. */
    Student with(String column, String value) {
        rows.add(row(one.academicYear(), dayOfRegistration(one.academicYear())).set(column, value));
        return this;
    }

    /** The file has each row twice. */
    Student twice() {
        rows.addAll(List.copyOf(rows));
        return this;
    }

    /** What a night has changed of somebody who is registered: another main step elsewhere, another usual name, or it is cancelled. */
    Student afterTheNight() {
        int event = one.random().nextInt(10);
        String otherName = one.anyOf(Names.FAMILY);
        LocalDate day = one.happened();
        if (day == null) {
            return this;
        }
        if (event < 5) {
            rows.forEach(row -> row.set("TEM_IAE_PRM", "N"));
            String component = one.structures().otherComponent(rows.get(0).get("COD_CMP"));
            rows.add(row(one.academicYear(), day).set("COD_CMP", component));
        } else if (event < 9) {
            civil = civil.withUsualName(otherName);
            rows.forEach(row -> row.set("LIB_NOM_USU_IND", otherName));
        } else {
            for (Fields row : rows) {
                if (row.get("COD_ANU").equals(Integer.toString(one.academicYear()))) {
                    row.set("ETA_IAE", "A").set("DAT_ANN_IAE", day);
                }
            }
            Stay last = stays.remove(stays.size() - 1);
            stays.add(Stay.student(one.academicYear(), last.opens().minusDays(1), day));
        }
        return this;
    }

    /** Whoever was a student last year registers in the night. */
    Student backAfterTheNight() {
        LocalDate day = one.happened();
        return day == null ? this : registeredOn(day);
    }

    /** What was missing is paid in the night. */
    SourceRecord paidInTheNight() {
        if (one.happened() == null) {
            return held("no-right");
        }
        rows.get(rows.size() - 1).set("ETA_PMT_IAE", "P");
        stays.add(Stay.student(one.academicYear(), lastRegistration, null));
        return record();
    }

    SourceRecord record() {
        return SourceRecord.taken(APOGEE, Integer.toString(key), lists(), stays);
    }

    SourceRecord held(String reason) {
        return new SourceRecord(APOGEE, Integer.toString(key), lists(), stays, reason);
    }

    /** The key is empty: it is known by what it has of the national number. */
    SourceRecord withoutKey() {
        Fields row = row(one.academicYear(), dayOfRegistration(one.academicYear()))
                .set("COD_ETU", "")
                .set("COD_NNE_IND", nne())
                .set("COD_CLE_NNE_IND", "X");
        return SourceRecord.held(APOGEE, "INE:" + nne() + "X", "no-key", List.of(row.list()));
    }

    SourceRecord cut(int columns) {
        Fields row = row(one.academicYear(), dayOfRegistration(one.academicYear()));
        return SourceRecord.held(APOGEE, Integer.toString(key), "bad-row", List.of(row.cut(columns)));
    }

    private List<List<String>> lists() {
        return rows.stream().map(Fields::list).toList();
    }

    private LocalDate dayOfRegistration(int year) {
        LocalDate first = LocalDate.of(year, 7, 1);
        long days = Math.min(LAST_REGISTRATION, ChronoUnit.DAYS.between(first, one.today()));
        lastRegistration = first.plusDays(one.random().nextInt((int) days));
        return lastRegistration;
    }

    private Fields row(int year, LocalDate registered) {
        boolean stranger = one.number() % 41 == 7; // whom the ministry has not given a number yet
        return Fields.of(APOGEE)
                .set("COD_ETU", Integer.toString(key))
                .set("COD_NNE_IND", stranger ? "" : nne())
                .set("COD_CLE_NNE_IND", stranger ? "" : letter(ine / 7))
                .set("NUM_DOS_HAR_PER", agent)
                .set("LIB_NOM_PAT_IND", civil.birthName())
                .set("LIB_NOM_USU_IND", civil.usualName().equals(civil.birthName()) ? "" : civil.usualName())
                .set("LIB_PR1_IND", civil.givenName())
                .set("DATE_NAI_IND", civil.birth())
                .set("COD_ANU", Integer.toString(year))
                .set("ETA_IAE", "E")
                .set("ETA_PMT_IAE", "P")
                .set("TEM_IAE_PRM", "O")
                .set("DAT_CRE_IAE", registered)
                .set("COD_ETP", one.anyOf(STEPS))
                .set("COD_CMP", one.structures().component(one.random()));
    }

    private String nne() {
        return String.format(Locale.ROOT, "%09d", ine * NNE_STEP % NNE) + letter(ine);
    }

    private static String letter(int number) {
        return String.valueOf((char) ('A' + number % 26));
    }
}
