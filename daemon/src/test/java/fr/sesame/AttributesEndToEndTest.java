package fr.sesame;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import fr.sesame.ShippedInstance.Said;
import fr.sesame.account.Login;
import fr.sesame.cli.Installation;
import fr.sesame.directory.Directory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attributes of the staff of the sample university, from the extract to the entry, with people and staff who write as well. */
class AttributesEndToEndTest {
    private static final String JULIA = "UDM000110107";
    private static final String LUCAS = "UDM000110094";
    private static final String MICKAEL = "UDM000110025";
    private static final String PEOPLE = "ou=people,dc=univ,dc=example";
    private static final String PASSWORD = "une-Phrase-Assez-Longue-9";

    @SuppressWarnings("TimeInStaticInitializer") // this is when the test begins
    private static final Clock CLOCK = ShippedInstance.dayOfTheExtracts();

    @TempDir
    Path folder;

    private ShippedInstance instance;
    private Installation.Service service;
    /** What the two columns that are added to the extract say, by key. */
    private final Map<String, String> telephones = new HashMap<>();

    private final Map<String, String> rooms = new HashMap<>();
    private List<String> shipped;

    @BeforeEach
    void start() throws Exception {
        instance = ShippedInstance.in(folder, CLOCK)
                .with("# masters: {telephoneNumber: source, roomNumber: local}", "masters: {roomNumber: local}");
        shipped = Files.readAllLines(extract());
        mapping("""
                  telephoneNumber: {column: TEL, convert: telephone}
                  roomNumber: {column: BUREAU}
                """);
        telephones.put(JULIA, "01 23 45 67 89");
        telephones.put(LUCAS, "01.23.45.67.80");
        rooms.put(JULIA, "B12");
        rooms.put(MICKAEL, "C1");
        write();
        service = instance.open().serve();
        Said first = sesame("run");
        assertThat(first.code()).as(first.err()).isZero();
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private Said sesame(String... words) {
        return instance.sesame(words);
    }

    private Path extract() {
        return folder.resolve("var/extracts/siham.csv");
    }

    private void mapping(String more) throws IOException {
        Path file = instance.conf().resolve("sources/siham.yaml");
        Files.writeString(file, Files.readString(file).replace("\nhold-first:", more + "\nhold-first:"));
    }

    /** Writes the extract with the two columns, and with what it was told instead of its own rows. */
    private void write(String... instead) throws IOException {
        List<String> rows = new ArrayList<>(List.of(shipped.get(0) + ";TEL;BUREAU"));
        List<String> own = new ArrayList<>(shipped.subList(1, shipped.size()));
        for (String row : instead) {
            own.removeIf(one -> one.startsWith(row.split(";")[0] + ";"));
            own.add(row);
        }
        for (String row : own) {
            String key = row.split(";")[0];
            rows.add(row + ";" + telephones.getOrDefault(key, "") + ";" + rooms.getOrDefault(key, ""));
        }
        Files.writeString(extract(), String.join("\n", rows) + "\n");
    }

    private SearchResultEntry agent(String key) throws Exception {
        try (LDAPConnection operator = instance.operator()) {
            return operator.searchForEntry(
                    PEOPLE, SearchScope.ONE, "(supannEmpId=" + key + ")", "*", "modifyTimestamp");
        }
    }

    private void modify(LDAPConnection as, String key, ModificationType type, String name, String... values)
            throws Exception {
        as.modify(agent(key).getDN(), new Modification(type, name, values));
    }

    private Said run() {
        Said said = sesame("run", "siham");
        assertThat(said.code()).as(said.err()).isZero();
        return said;
    }

    private static String runOf(Said said) {
        return said.err().replaceFirst("(?s).*run (\\S+Z): the plans.*", "$1");
    }

    @Test
    void whatTheExtractSaysIsInTheEntryAndTheNextRunChangesNothing() throws Exception {
        SearchResultEntry julia = agent(JULIA);
        assertThat(julia.getAttributeValue("telephoneNumber")).isEqualTo("+33 1 23 45 67 89");
        assertThat(julia.getAttributeValue("roomNumber")).isEqualTo("B12");
        assertThat(julia.getAttributeValue("supannCivilite")).isEqualTo("M.");
        assertThat(julia.getAttributeValue("supannEmpCorps")).isEqualTo("{SIHAM}PR");
        assertThat(julia.getAttributeValue("employeeType")).isEqualTo("BIATSS");
        assertThat(julia.getAttributeValues("sesameGiven"))
                .contains("[source=siham][key=" + JULIA + "][attribute=roomNumber][value=B12]")
                .hasSize(5);
        assertThat(sesame("run").err()).doesNotContain("refused");
        try (Directory directory = instance.open().connect()) {
            assertThat(agent(JULIA)).isEqualTo(julia);
            assertThat(directory.snapshot()).isEqualTo(directory.snapshot());
        }
        write();
        assertThat(run().err()).contains("nothing to change");
        assertThat(agent(JULIA)).isEqualTo(julia);
        assertThat(sesame("explain", "siham:" + JULIA, "--lang", "en").out())
                .contains("telephoneNumber: +33 1 23 45 67 89 – from siham:" + JULIA);
    }

    @Test
    void whatThePersonChangedSurvivesUntilItIsTheSourcesAgain() throws Exception {
        SearchResultEntry julia = agent(JULIA);
        String login = julia.getAttributeValue("uid");
        try (Directory directory = instance.open().connect()) {
            directory.setPassword(new Login(login), PASSWORD);
        }
        try (LDAPConnection self = new LDAPConnection("127.0.0.1", instance.port(), julia.getDN(), PASSWORD)) {
            modify(self, JULIA, ModificationType.REPLACE, "telephoneNumber", "+33 6 12 34 56 78");
        }
        telephones.put(JULIA, "01 23 45 67 00");
        rooms.put(JULIA, "B13");
        write();
        run();
        assertThat(agent(JULIA).getAttributeValue("telephoneNumber")).isEqualTo("+33 6 12 34 56 78");
        assertThat(agent(JULIA).getAttributeValue("roomNumber")).isEqualTo("B13");
        assertThat(sesame("explain", login, "--lang", "en").out())
                .contains("telephoneNumber: +33 6 12 34 56 78 – written by the person, and kept; siham:" + JULIA
                        + " says: +33 1 23 45 67 00");
        assertThat(sesame("explain", login, "--format", "json").out()).contains("\"changed\" : true");
        assertThat(sesame("history", login, "--lang", "en").out())
                .contains("attributes changed; roomNumber, sesameGiven");

        try (LDAPConnection operator = instance.operator()) {
            modify(operator, JULIA, ModificationType.REPLACE, "telephoneNumber", "+33 1 23 45 67 00");
        }
        telephones.put(JULIA, "01 23 45 67 01");
        write();
        run();
        assertThat(agent(JULIA).getAttributeValue("telephoneNumber")).isEqualTo("+33 1 23 45 67 01");

        try (LDAPConnection self = new LDAPConnection("127.0.0.1", instance.port(), julia.getDN(), PASSWORD)) {
            modify(self, JULIA, ModificationType.DELETE, "telephoneNumber");
        }
        telephones.put(JULIA, "01 23 45 67 02");
        write();
        run();
        assertThat(agent(JULIA).hasAttribute("telephoneNumber"))
                .as("taken away by the person")
                .isFalse();
    }

    @Test
    void staffKeepWhatIsTheirsAndTheSourceWhatIsIts() throws Exception {
        try (LDAPConnection operator = instance.operator()) {
            modify(operator, MICKAEL, ModificationType.REPLACE, "roomNumber", "D4");
            modify(operator, MICKAEL, ModificationType.REPLACE, "employeeType", "Enseignant");
            modify(operator, JULIA, ModificationType.REPLACE, "title", "Professeure");
        }
        rooms.put(MICKAEL, "C2");
        write();
        run();
        assertThat(agent(MICKAEL).getAttributeValue("roomNumber")).isEqualTo("D4");
        assertThat(agent(MICKAEL).getAttributeValue("employeeType")).isEqualTo("BIATSS");
        assertThat(agent(JULIA).getAttributeValue("title"))
                .as("no source gives it")
                .isEqualTo("Professeure");
        assertThat(sesame("explain", "siham:" + MICKAEL).out())
                .contains("roomNumber : D4 – écrit par un gestionnaire, et conservé ; siham:" + MICKAEL + " dit : C2");
    }

    @Test
    void aBadValueIsSaidAndStopsNothing() throws Exception {
        telephones.put(LUCAS, "poste 12");
        telephones.put(JULIA, "");
        rooms.put(LUCAS, "A7");
        write();
        run();
        assertThat(agent(LUCAS).getAttributeValue("telephoneNumber"))
                .as("what was known")
                .isEqualTo("+33 1 23 45 67 80");
        assertThat(agent(LUCAS).getAttributeValue("roomNumber")).isEqualTo("A7");
        assertThat(agent(JULIA).hasAttribute("telephoneNumber"))
                .as("taken away by the source")
                .isFalse();
        assertThat(sesame("held", "--format", "csv").out())
                .contains("siham;" + LUCAS + ";bad-value;")
                .contains("telephoneNumber: found 'poste 12'; expected a telephone number");
    }

    @Test
    void aNewNameKeepsTheLoginGivesANewAddressAndKeepsTheOldOne() throws Exception {
        SearchResultEntry before = agent(JULIA);
        assertThat(before.getAttributeValue("mail")).isEqualTo("julia.david-gautier@univ.example");
        write(
                JULIA + ";Moreau;David-Gautier;Julia;MME;1984-11-17;BIA;PR;SCOL;2012-12-27;2999-12-31;",
                "UDM000199999;David-Gautier;David-Gautier;Julia;MME;1990-01-02;BIA;PR;SCOL;2025-12-27;2999-12-31;");
        Said renamed = run();
        SearchResultEntry after = agent(JULIA);
        assertThat(after.getDN()).isEqualTo(before.getDN());
        assertThat(after.getAttributeValue("mail")).isEqualTo("julia.moreau@univ.example");
        assertThat(after.getAttributeValues("supannAutreMail")).containsExactly("julia.david-gautier@univ.example");
        assertThat(after.getAttributeValue("displayName")).isEqualTo("Julia Moreau");
        assertThat(after.getAttributeValue("sn")).isEqualTo("Moreau");
        assertThat(agent("UDM000199999").getAttributeValue("mail")).isEqualTo("julia.david-gautier2@univ.example");
        assertThat(Files.readString(
                        folder.resolve("var/runs").resolve(runOf(renamed)).resolve("plan-siham.ldif")))
                .contains("delete: mail\nmail: julia.david-gautier@univ.example\n-\nadd: mail\nmail: julia.moreau@")
                .contains("add: supannAutreMail\nsupannAutreMail: julia.david-gautier@");
        assertThat(sesame("run").code()).isZero();
        assertThat(agent(JULIA)).isEqualTo(after);

        Said back = sesame("rollback", runOf(renamed), "--reason", "typed by mistake");
        assertThat(back.code()).as(back.err()).isZero();
        SearchResultEntry again = agent(JULIA);
        assertThat(again.getAttributeValue("mail")).isEqualTo("julia.david-gautier@univ.example");
        assertThat(again.getAttributeValue("displayName")).isEqualTo("Julia David-Gautier");
        assertThat(again.getAttributeValue("supannCivilite")).isEqualTo("M.");
        assertThat(again.getAttributeValues("supannAutreMail"))
                .as("given out once, reserved for ever")
                .containsExactly("julia.moreau@univ.example");
        assertThat(sesame("verify").code()).isZero();
    }

    @Test
    void aStudentWhoIsHiredKeepsTheAddressUntilTheNewSourceChangesTheName() throws Exception {
        String hired = "UDM000188888;%s;David-Henry;Dylan;M.;1998-03-25;BIA;PR;SCOL;2025-12-27;2999-12-31;";
        write(String.format(hired, "Nouveau"));
        run();
        SearchResultEntry dylan = agent("UDM000188888");
        assertThat(dylan.getAttributeValue("supannEtuId")).isEqualTo("20100126");
        assertThat(dylan.getAttributeValue("sn")).isEqualTo("Nouveau");
        assertThat(dylan.getAttributeValue("mail")).isEqualTo("dylan.david-henry@univ.example");
        write(String.format(hired, "Encore"));
        run();
        assertThat(agent("UDM000188888").getAttributeValue("mail")).isEqualTo("dylan.encore@univ.example");
        assertThat(agent("UDM000188888").getAttributeValues("supannAutreMail"))
                .containsExactly("dylan.david-henry@univ.example");
    }

    @Test
    void whatAMergeLentGoesBackThoughARunHasMadeUseOfIt() throws Exception {
        String other = "UDM000199999;Moreau;Moreau;Julia;MME;1990-01-02;ENS;PR;SCOL;2025-12-27;2999-12-31;";
        write(other);
        run();
        String keep = agent(JULIA).getAttributeValue("uid");
        String gone = agent("UDM000199999").getAttributeValue("uid");
        assertThat(sesame("merge", keep, gone, "--reason", "both cards seen").code())
                .isZero();
        write(other);
        run();
        SearchResultEntry one = agent(JULIA);
        assertThat(one.getAttributeValue("mail")).isEqualTo("julia.moreau@univ.example");
        assertThat(one.getAttributeValue("employeeType")).as("of the last key").isEqualTo("Enseignant");

        Said undone = sesame("merge", "--undo", keep, gone, "--reason", "sisters");
        assertThat(undone.code()).as(undone.err()).isZero();
        assertThat(agent(JULIA).getAttributeValue("mail")).isEqualTo("julia.david-gautier@univ.example");
        assertThat(agent("UDM000199999").getAttributeValue("mail")).isEqualTo("julia.moreau@univ.example");
        run();
        assertThat(agent(JULIA).getAttributeValue("employeeType")).isEqualTo("BIATSS");
        assertThat(agent(JULIA).getAttributeValues("sesameGiven")).noneMatch(given -> given.contains("UDM000199999"));
        assertThat(agent("UDM000199999").getAttributeValue("employeeType")).isEqualTo("Enseignant");
        assertThat(sesame("verify").code()).isZero();
    }

    @Test
    void anAttributeThatIsMappedNoMoreGoesWithWhatTheSourceGave() throws Exception {
        try (LDAPConnection operator = instance.operator()) {
            modify(operator, MICKAEL, ModificationType.REPLACE, "roomNumber", "D4");
        }
        Path file = instance.conf().resolve("sources/siham.yaml");
        Files.writeString(file, Files.readString(file).replaceAll("(?m)^  (roomNumber|employeeType): .*\n", ""));
        Path main = instance.conf().resolve("sesame.yaml");
        Files.writeString(main, Files.readString(main).replace("masters: {roomNumber: local}", ""));
        Said refused = sesame("run", "siham");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("have no attribute 'employeeType'", "rule empty-points");
        assertThat(agent(JULIA).getAttributeValue("employeeType")).isEqualTo("BIATSS");
        Said approved = sesame("approve", runOf(refused), "siham", "--reason", "wanted");
        assertThat(approved.code()).as(approved.err()).isZero();
        assertThat(agent(JULIA).hasAttribute("employeeType")).isFalse();
        assertThat(agent(JULIA).hasAttribute("roomNumber")).isFalse();
        assertThat(agent(MICKAEL).getAttributeValue("roomNumber"))
                .as("not what it gave")
                .isEqualTo("D4");
        assertThat(agent(JULIA).getAttributeValues("sesameGiven")).hasSize(3);
    }
}
