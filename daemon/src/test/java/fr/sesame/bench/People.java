package fr.sesame.bench;

import fr.sesame.account.AccountState;
import fr.sesame.account.Affiliation;
import fr.sesame.account.Facts;
import fr.sesame.account.Phase;
import fr.sesame.account.Population;
import fr.sesame.account.SourceKey;
import fr.sesame.account.StructureCode;
import fr.sesame.account.Timeline;
import fr.sesame.schema.AffiliationText;
import fr.sesame.schema.Attributes;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * An imaginary university as one LDIF that both servers load: the tree, the services, and people as docs/schema.md says, four
 * students for one member of staff. Everybody is active, and stays so until the end of the century, so that the same seed
 * makes the same file, and measures the same, on any day.
 */
final class People {
    private static final String[] OBJECT_CLASSES = {
        "top", "person", "organizationalPerson", "inetOrgPerson", "supannPerson", "eduPerson", "sesameAccount"
    };
    private static final int STUDENTS_PERCENT = 80;
    private static final int STRUCTURES = 60;
    private static final LocalDate FIRST_BEGIN = LocalDate.of(2012, 9, 1);
    private static final int BEGIN_DAYS = 5000;
    private static final int LAST_YEAR = 2098;
    private static final DateTimeFormatter GENERALIZED_TIME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    private final SplittableRandom random;
    private final Hashes hashes;
    private final LdifLines ldif;

    private People(long seed, LdifLines ldif) {
        this.random = new SplittableRandom(seed);
        this.hashes = new Hashes(Tree.PASSWORD, random.split());
        this.ldif = ldif;
    }

    /** Writes the file: parents before children. */
    static void write(Path file, int entries, long seed) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            People people = new People(seed, new LdifLines(out));
            people.tree();
            for (int number = 1; number <= entries; number++) {
                people.person(number);
            }
        }
    }

    private void tree() throws IOException {
        ldif.entry(Tree.BASE, "top", "organization", "dcObject");
        ldif.line("dc", "univ");
        ldif.line("o", "univ");
        for (String branch : Tree.BRANCHES) {
            ldif.entry("ou=" + branch + "," + Tree.BASE, "top", "organizationalUnit");
            ldif.line("ou", branch);
        }
        Hashes services = new Hashes(Tree.SERVICE_PASSWORD, random.split());
        for (String service : Tree.SERVICE_NAMES) {
            ldif.entry("cn=" + service + "," + Tree.SERVICES, "top", "applicationProcess", "simpleSecurityObject");
            ldif.line("cn", service);
            ldif.line(Attributes.USER_PASSWORD, services.of(Tree.SERVICE_NAMES.indexOf(service)));
        }
    }

    private void person(int number) throws IOException {
        String given = Names.given(random);
        String family = Names.family(random);
        ldif.entry(Tree.person(number), OBJECT_CLASSES);
        ldif.line(Attributes.UID, "user." + number);
        ldif.line(Attributes.MAIL, Names.ascii(given) + "." + Names.ascii(family) + number + "@univ.example");
        ldif.line(Attributes.CN, given + " " + family);
        ldif.line(Attributes.DISPLAY_NAME, given + " " + family);
        ldif.line(Attributes.SN, family);
        ldif.line(Attributes.GIVEN_NAME, given);
        ldif.line("telephoneNumber", "+33 " + random.nextInt(100_000_000, 1_000_000_000));
        ldif.line(Attributes.SUPANN_BIRTH_NAME, family);
        ldif.line(
                Attributes.SUPANN_BIRTH_DATE,
                LocalDate.of(1960, 1, 1).plusDays(random.nextInt(16_000)).toString());
        if (random.nextInt(100) < STUDENTS_PERCENT) {
            student(number);
        } else {
            staff(number);
        }
        ldif.line(Attributes.STATE, AccountState.ACTIVE.word());
        ldif.line(
                Attributes.MAY_BIND, "TRUE"); // else, or without eduPerson, its first start would write to every entry
        ldif.line(Attributes.USER_PASSWORD, hashes.of(number));
    }

    /** One record for each of one to three registrations; closes with the last. */
    private void student(int number) throws IOException {
        String key = String.valueOf(20_000_000 + number);
        String ine = String.format(Locale.ROOT, "%09d%c%c", number, letter(), letter());
        ldif.line(Attributes.SUPANN_STUDENT_ID, key);
        ldif.line(Attributes.SUPANN_INE, ine);
        ldif.line(Attributes.PERSON_NUMBER, "ine:" + ine);
        LocalDate begin = begin();
        int registrations = 1 + random.nextInt(3);
        for (int i = 0; i < registrations; i++) {
            Facts facts = Facts.NONE.withBegin(begin).withYear(LAST_YEAR - i);
            record(new SourceKey("apogee", key), "student", facts);
        }
        keys(new SourceKey("apogee", key));
        Instant closing = Instant.parse("2099-12-31T23:00:00Z");
        life(
                begin.plusDays(1),
                new Timeline.Step(closing, Phase.PENDING),
                new Timeline.Step(Instant.parse("2100-01-01T23:00:00Z"), Phase.INACTIVE));
        ldif.line(Attributes.NEXT_CHANGE, GENERALIZED_TIME.format(closing));
    }

    /** One open-ended record: no change ahead. */
    private void staff(int number) throws IOException {
        String key = String.format(Locale.ROOT, "UDM%09d", number);
        ldif.line(Attributes.SUPANN_EMPLOYEE_ID, key);
        ldif.line(Attributes.PERSON_NUMBER, "hr:" + number);
        LocalDate begin = begin();
        record(new SourceKey("siham", key), "staff", Facts.NONE.withBegin(begin));
        keys(new SourceKey("siham", key));
        life(begin);
    }

    private void record(SourceKey key, String population, Facts facts) throws IOException {
        StructureCode structure = new StructureCode("UFR" + (100 + random.nextInt(STRUCTURES)));
        ldif.line(
                Attributes.AFFILIATION,
                AffiliationText.format(new Affiliation(key, new Population(population), structure, facts)));
    }

    private void keys(SourceKey key) throws IOException {
        ldif.line(Attributes.SOURCE_KEY, key.toString());
        ldif.line(Attributes.SUPANN_REF_ID, "{" + key.source().toUpperCase(Locale.ROOT) + "}" + key.value());
    }

    private void life(LocalDate opening, Timeline.Step... ends) throws IOException {
        List<Timeline.Step> steps = new ArrayList<>();
        steps.add(new Timeline.Step(opening.atStartOfDay(ZoneOffset.UTC).toInstant(), Phase.ACTIVE));
        steps.addAll(List.of(ends));
        ldif.line(Attributes.TIMELINE, new Timeline(Phase.PREPARED, steps).toString());
    }

    private LocalDate begin() {
        return FIRST_BEGIN.plusDays(random.nextInt(BEGIN_DAYS));
    }

    private char letter() {
        return (char) ('A' + random.nextInt(26));
    }
}
