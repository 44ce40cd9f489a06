package fr.sesame.proof;

import com.unboundid.ldap.sdk.SearchResultEntry;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Imaginary students, as Apogée writes them down: so many, of whom some get another day of registration, and some are new. */
final class Registrations {
    private static final Charset CP1252 = Charset.forName("windows-1252");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");
    private static final String HEADER =
            "COD_ETU;COD_NNE_IND;COD_CLE_NNE_IND;NUM_DOS_HAR_PER;LIB_NOM_PAT_IND;LIB_NOM_USU_IND;"
                    + "LIB_PR1_IND;DATE_NAI_IND;COD_ANU;ETA_IAE;ETA_PMT_IAE;TEM_IAE_PRM;DAT_CRE_IAE;DAT_ANN_IAE;COD_ETP;COD_CMP";
    private static final int FIRST_KEY = 20_200_000;
    private static final int LETTERS = 26;

    private final LocalDate today = LocalDate.now(ZoneId.of("Europe/Paris"));
    private final int year = today.getMonthValue() >= 9 ? today.getYear() : today.getYear() - 1;
    private final List<LocalDate> registered = new ArrayList<>();
    private int changed;
    private int added;
    private int rounds;

    Registrations(int people) {
        add(people);
        added = 0;
    }

    private void add(int people) {
        for (int i = 0; i < people; i++) {
            registered.add(day());
        }
        added = people;
    }

    /** In the past; another one in each round. */
    private LocalDate day() {
        return today.minusDays(2 + rounds % 50);
    }

    /** So many have another day, and so many are new. */
    void change(int people, int more) {
        rounds++;
        changed = people;
        for (int i = 0; i < people; i++) {
            registered.set(i, day());
        }
        add(more);
    }

    int all() {
        return registered.size();
    }

    /** How many are as they are to be before the last change is written. */
    int before() {
        return all() - changed - added;
    }

    /** How many are in the directory as they are to be. */
    int found(Map<String, SearchResultEntry> entries) {
        return all() - differences(entries).size();
    }

    /** One line for each who is not. */
    List<String> differences(Map<String, SearchResultEntry> entries) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < all(); i++) {
            SearchResultEntry entry = entries.get(key(i));
            String affiliation = entry == null ? null : entry.getAttributeValue("sesameAffiliation");
            if (affiliation == null || !affiliation.contains("[begin=" + registered.get(i) + "]")) {
                lines.add(key(i) + " is " + affiliation + ", expected begin " + registered.get(i));
            }
        }
        return lines;
    }

    /** Written beside, then moved: no run sees half of it. */
    void write(Path file) throws IOException {
        List<String> rows = new ArrayList<>(List.of(HEADER));
        for (int i = 0; i < all(); i++) {
            rows.add(String.join(
                    ";",
                    key(i),
                    "",
                    "",
                    "",
                    name(i),
                    "",
                    "Ada",
                    DAY.format(LocalDate.of(1980, 1, 1).plusDays(i)),
                    Integer.toString(year),
                    "E",
                    "P",
                    "O",
                    DAY.format(registered.get(i)),
                    "",
                    "L1",
                    "S" + i % 50));
        }
        Path made = file.resolveSibling(file.getFileName() + ".new");
        Files.createDirectories(file.getParent());
        Files.writeString(made, String.join("\r\n", rows) + "\r\n", CP1252);
        Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String key(int number) {
        return Integer.toString(FIRST_KEY + number);
    }

    /** Two names never differ by one letter alone. */
    private static String name(int number) {
        StringBuilder letters = new StringBuilder();
        for (int rest = number, i = 0; i < 3; i++, rest /= LETTERS) {
            letters.append((char) ('a' + rest % LETTERS));
        }
        return "N" + letters + letters;
    }
}
