package fr.sesame.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.sesame.partition.EntryStore;
import fr.sesame.partition.StoreOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreToolsTest {
    private static final String BASE = "dc=univ,dc=example";
    private static final long MAX = 1L << 30;
    private static final String TREE = """
            version: 1

            dn: dc=univ,dc=example
            objectClass: top
            objectClass: organization
            objectClass: dcObject
            o: univ
            dc: univ

            dn: ou=people,dc=univ,dc=example
            objectClass: organizationalUnit
            ou: people

            dn: uid=jdupont,ou=people,dc=univ,dc=example
            objectClass: inetOrgPerson
            uid: jdupont
            cn:: w4lsb2RpZSBEdXBvbnQ=
            sn: Dupont
            userPassword: {SSHA}not a real hash
            entryUUID: 6d1f2f0e-0f0b-4f57-8c0a-0d8f6a1c2b3d
            """;

    @TempDir
    private Path folder;

    private StoreTools tools;

    @BeforeEach
    void open() {
        Clock clock = Clock.fixed(Instant.parse("2026-11-25T10:00:00Z"), ZoneOffset.UTC);
        tools = new StoreTools(folder.resolve("data"), BASE, MAX, clock);
    }

    private Path file(String content) throws Exception {
        return Files.writeString(folder.resolve("in.ldif"), content);
    }

    @Test
    void whatIsImportedIsExportedAndImportedAgain() throws Exception {
        assertThat(tools.importFrom(file(TREE))).isEqualTo(3);
        assertThat(tools.verify().problems()).isEmpty();
        Path all = folder.resolve("all.ldif");
        assertThat(tools.export(all, true)).isEqualTo(3);
        String first = Files.readString(all);
        assertThat(first)
                .startsWith("version: 1")
                .contains("cn:: w4lsb2RpZSBEdXBvbnQ=")
                .contains("entryUUID: 6d1f2f0e-0f0b-4f57-8c0a-0d8f6a1c2b3d")
                .contains("createTimestamp: 20261125100000Z")
                .doesNotContain("entryDN", "contextCSN");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(all)))
                .isEqualTo("rw-------");
        tools.importFrom(all);
        tools.export(all, true);
        assertThat(Files.readString(all)).isEqualTo(first);
        tools.export(all, false);
        assertThat(Files.readString(all)).contains("sn: Dupont").doesNotContain("entryUUID", "createTimestamp");
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource({
        "'sn: Dupont\n', '', object classes need sn",
        "sn: Dupont, 'sn: Dupont\nfavouriteDrink2: tea', there is no attribute 'favouriteDrink2'",
        "sn: Dupont, 'sn: Dupont\nuidNumber: 7', uidNumber",
        "uid: jdupont, 'uid: somebody', its name says uid=jdupont",
        "ou=people, ou=nobody, there is no entry",
        "'dc=univ,dc=example', 'dc=other,dc=example', is not of this directory",
        "sn: Dupont, 'sn: Dupont\ngivenName: \uD835\uDCB3', 'uid=jdupont,ou=people,dc=univ,dc=example: givenName'",
        "'objectClass: inetOrgPerson\n', '', there is no objectClass",
        "sn: Dupont, 'sn: Dupont\nthis is no LDIF', in.ldif:14",
        "entryUUID: 6d1f2f0e-0f0b-4f57-8c0a-0d8f6a1c2b3d, entryUUID: 7, is not a value of its syntax"
    })
    void aFileWithAProblemIsRefusedWholeAndTheDirectoryStays(String found, String replaced, String said)
            throws Exception {
        tools.importFrom(file(TREE));
        int person = TREE.indexOf("dn: uid");
        String damaged =
                TREE.substring(0, person) + TREE.substring(person).replace(found, replaced == null ? "" : replaced);
        assertThat(damaged).isNotEqualTo(TREE);
        assertThatThrownBy(() -> tools.importFrom(file(damaged)))
                .isInstanceOfSatisfying(
                        MaintenanceException.class,
                        e -> assertThat(e.getMessage() + e.details())
                                .contains(said)
                                .contains("the directory is as it was")
                                .doesNotContain("not a real hash"));
        assertThat(tools.verify().entries()).isEqualTo(3);
        assertThat(folder.resolve("data.new")).doesNotExist();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "mail: jdupont@univ.example,      the name, jdupont@univ.example",
        "mail: JDupont@Univ.Example,      the name, jdupont@univ.example",
        "supannAliasLogin: jdupont,       the name, jdupont",
        "eduPersonPrincipalName: jdupont, the name, jdupont",
        "sesameSourceKey: apogee:1,       the source key, apogee:1"
    })
    void whatIsOfTwoAccountsIsNotImported(String line, String what, String value) throws Exception {
        String accounts = TREE.replace("uid: jdupont\n", """
                        objectClass: supannPerson
                        objectClass: sesameAccount
                        uid: jdupont
                        mail: jdupont@univ.example
                        sesameState: active
                        sesameTimeline: active
                        sesameSourceKey: apogee:1
                        """) + """

                        dn: uid=other,ou=people,dc=univ,dc=example
                        objectClass: inetOrgPerson
                        objectClass: supannPerson
                        objectClass: eduPerson
                        objectClass: sesameAccount
                        uid: other
                        cn: Other
                        sn: Other
                        sesameState: active
                        sesameTimeline: active
                        """;
        assertThat(tools.importFrom(file(accounts))).isEqualTo(4);
        assertThat(tools.sharedNames()).isEmpty();
        assertThatThrownBy(() -> tools.importFrom(file(accounts + line + "\n")))
                .isInstanceOfSatisfying(
                        MaintenanceException.class,
                        e -> assertThat(e.details())
                                .singleElement()
                                .satisfies(problem -> assertThat(problem)
                                        .contains(what + " '" + value + "'", "uid=jdupont", "uid=other")));
        assertThat(tools.verify().entries()).isEqualTo(4);
    }

    @Test
    void whatIsOfTwoOthersIsTheirAffair() throws Exception {
        String shared = TREE.replace("uid: jdupont\n", "uid: jdupont\nmail: us@univ.example\n") + """

                dn: uid=other,ou=people,dc=univ,dc=example
                objectClass: inetOrgPerson
                uid: other
                cn: Other
                sn: Other
                mail: us@univ.example
                """;
        assertThat(tools.importFrom(file(shared))).isEqualTo(4);
        assertThat(tools.sharedNames()).isEmpty();
    }

    @Test
    void aLoginAliasIsImportedInLowerCaseAlone() throws Exception {
        String mixed =
                TREE.replace("uid: jdupont\n", "objectClass: supannPerson\nuid: jdupont\nsupannAliasLogin: JDup\n");
        assertThatThrownBy(() -> tools.importFrom(file(mixed)))
                .isInstanceOfSatisfying(
                        MaintenanceException.class,
                        e -> assertThat(e.details()).singleElement().asString().contains("supannAliasLogin"));
    }

    @Test
    void aBackupIsRestoredAndWhatWasThereIsKept() throws Exception {
        tools.importFrom(file(TREE));
        Path backup = folder.resolve("backup");
        tools.backup(backup);
        assertThatThrownBy(() -> tools.backup(backup)).hasMessageContaining("nothing was overwritten");
        tools.importFrom(file(TREE.substring(0, TREE.indexOf("dn: uid"))));
        assertThat(tools.verify().entries()).isEqualTo(2);
        assertThat(tools.restore(backup).entries()).isEqualTo(3);
        assertThat(tools.verify().entries()).isEqualTo(3);
        assertThat(folder.resolve("data").resolve("data.mdb.before-restore")).exists();
    }

    /** That is what a backup is for: the file that is there cannot be opened any more. */
    @Test
    void aDamagedStoreIsReplaced() throws Exception {
        tools.importFrom(file(TREE));
        Path backup = folder.resolve("backup");
        tools.backup(backup);
        Path data = tools.folder().resolve("data.mdb");
        byte[] damaged = Files.readAllBytes(data);
        Arrays.fill(damaged, (byte) 0xff);
        Files.write(data, damaged);
        assertThatThrownBy(() -> tools.verify()).isInstanceOf(MaintenanceException.class);
        assertThat(tools.restore(backup).entries()).isEqualTo(3);
        assertThat(tools.verify().isGood()).isTrue();
        assertThat(folder.resolve("data").resolve("data.mdb.before-restore")).hasBinaryContent(damaged);
    }

    @Test
    void whatIsNoBackupIsNotRestored() throws Exception {
        tools.importFrom(file(TREE));
        Path bad = Files.createDirectories(folder.resolve("bad"));
        Files.write(
                bad.resolve("data.mdb"),
                "not a store, but long enough to be looked at".repeat(400).getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> tools.restore(bad)).isInstanceOf(MaintenanceException.class);
        assertThatThrownBy(() -> tools.restore(folder.resolve("nowhere"))).hasMessageContaining("there is no store");
        assertThat(tools.verify().entries()).isEqualTo(3);
    }

    @Test
    void whileAServiceWritesOnlyReadingIsAllowed() throws Exception {
        tools.importFrom(file(TREE));
        try (EntryStore service = EntryStore.open(tools.folder(), new StoreOptions(MAX, true))) {
            assertThat(service.entryCount()).isEqualTo(3);
            assertThatThrownBy(() -> tools.importFrom(file(TREE))).hasMessageContaining("in use");
            assertThatThrownBy(() -> tools.repair()).hasMessageContaining("in use");
            tools.backup(folder.resolve("hot"));
            StoreTools copy = new StoreTools(folder.resolve("hot"), BASE, MAX, Clock.systemUTC());
            assertThat(copy.verify().entries()).isEqualTo(3);
        }
    }

    @Test
    void aFolderOfSomethingElseIsNotTakenForAnEmptyDirectory() throws Exception {
        Path other = Files.createDirectories(folder.resolve("data"));
        Files.writeString(other.resolve("master.db"), "an older storage");
        assertThatThrownBy(() -> tools.importFrom(file(TREE))).hasMessageContaining("master.db");
    }
}
