package fr.sesame;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchScope;
import fr.sesame.bench.Lsc;
import fr.sesame.bench.RecordByRecord;
import fr.sesame.bench.Student;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The same nights by others, into the same slapd, each into a branch of its own: a search for each record, and LSC if it is told where
 * that is. They take over five columns of one extract, and nothing else of what a run does.
 */
final class OtherNights {
    /** LSC's own default. */
    private static final int LSC_THREADS = 5;

    private static final int FIRST_DAY = 1;

    private final Path folder;
    private final SlapdInstance slapd;
    private final Days days;
    private final int again;
    private final RunTable table;

    OtherNights(Path folder, SlapdInstance slapd, Days days, int again, RunTable table) {
        this.folder = folder;
        this.slapd = slapd;
        this.days = days;
        this.again = again;
        this.table = table;
    }

    /** Writes the extracts of a day. */
    @FunctionalInterface
    interface Days {
        void write(int day, Path into) throws IOException;
    }

    void measure() throws Exception {
        recordByRecord();
        String home = System.getProperty("bench.lsc", "");
        if (!home.isEmpty()) {
            lsc(Path.of(home).toAbsolutePath());
        }
    }

    private List<Student> students(int day) throws IOException {
        Path extracts = Files.createDirectories(folder.resolve("others"));
        days.write(day, extracts);
        return Student.of(extracts.resolve("apogee.csv"));
    }

    private void recordByRecord() throws Exception {
        String password = Files.readString(slapd.passwordFile());
        RecordByRecord others = new RecordByRecord(
                () -> slapd.connect(SlapdInstance.USER, password), "ou=others," + SlapdInstance.BASE);
        others.makeBranch();
        List<Student> students = students(FIRST_DAY);
        synchronise(others, "first load", students, LSC_THREADS);
        int day = FIRST_DAY;
        for (int threads : List.of(1, LSC_THREADS)) {
            for (int round = 0; round < again; round++) {
                synchronise(others, "the same extract again", students, threads);
            }
            for (int round = 0; round < again; round++) {
                day++;
                students = students(day);
                synchronise(others, "1 % changed", students, threads);
            }
        }
    }

    private void synchronise(RecordByRecord others, String what, List<Student> students, int threads) throws Exception {
        Meter meter =
                new Meter("a search for each record, " + threads + (threads == 1 ? " thread" : " threads"), slapd);
        Meter.Begun begun = meter.begin();
        RecordByRecord.Outcome outcome = others.synchronise(students, threads);
        table.add(meter.who(), what, begun.end(), outcome.records(), outcome.added(), outcome.modified(), 0, "");
    }

    private void lsc(Path home) throws Exception {
        int most = Integer.getInteger("bench.lsc-records");
        String branch = "ou=lsc," + SlapdInstance.BASE;
        new RecordByRecord(slapd::admin, branch).makeBranch();
        Lsc lsc = new Lsc(home, Files.createDirectories(folder.resolve("lsc")));
        lsc.configure(slapd.port(), branch, SlapdInstance.USER, Files.readString(slapd.passwordFile()));
        List<Student> first = first(students(FIRST_DAY), most);
        lsc.give(first);
        run(lsc, "first load", first.size(), "-s", "all");
        for (int round = 0; round < again; round++) {
            run(lsc, "the same extract again", first.size(), "-s", "all");
        }
        for (int round = 0; round < again; round++) {
            List<Student> later = first(students(FIRST_DAY + 1 + round), most);
            lsc.give(later);
            run(lsc, "1 % changed", later.size(), "-s", "all");
        }
        lsc.give(List.of());
        run(lsc, "emptied table, synchronised and cleaned", 0, "-s", "all", "-c", "all");
        try (LDAPConnection connection = slapd.admin()) {
            int left = connection
                    .search(new SearchRequest(branch, SearchScope.ONE, "(objectClass=supannPerson)", "1.1"))
                    .getEntryCount();
            table.note("LSC's branch has " + left + " entries then");
        }
    }

    private static List<Student> first(List<Student> students, int most) {
        return students.subList(0, Math.min(most, students.size()));
    }

    /** Its own time on the processors is that of another process, and is not in the table; what it adds it counts as modified. */
    private void run(Lsc lsc, String what, int records, String... words) throws Exception {
        Meter meter = new Meter("LSC, " + LSC_THREADS + " threads", slapd);
        Meter.Begun begun = meter.begin();
        Lsc.Ended ended = lsc.run(LSC_THREADS, words);
        table.add(
                meter.who(),
                what,
                begun.end(),
                records,
                0,
                ended.written(),
                0,
                "exit code " + ended.code() + "; " + ended.summary());
    }
}
