package fr.sesame.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fr.sesame.directory.ldap.Encryption;
import fr.sesame.source.csv.CsvFormat;
import fr.sesame.source.csv.NewestFile;
import fr.sesame.source.jdbc.Database;
import fr.sesame.source.jdbc.JdbcRows;
import fr.sesame.source.jdbc.Query;
import fr.sesame.source.jdbc.ReadLimits;
import fr.sesame.source.ldap.Branch;
import fr.sesame.source.ldap.LdapRows;
import fr.sesame.source.ldap.PartnerDirectory;
import fr.sesame.source.rows.ChangeColumn;
import fr.sesame.source.rows.Rows;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a source's rows are: one origin, and what is wrong with it is said before anything is read. */
class OriginReaderTest {
    private static final Path SHIPPED = Path.of("../conf");
    private static final Path STATE = Path.of("/var/lib/sesame");
    private static final String PEOPLE = "sources/saghe.yaml";

    @TempDir
    private Path dir;

    @BeforeEach
    void copyTheShippedOne() throws IOException {
        Files.createDirectory(dir.resolve("sources"));
        for (String file :
                List.of("sesame.yaml", "sources/apogee.yaml", "sources/siham.yaml", "sources/harpege.yaml", PEOPLE)) {
            Files.copy(SHIPPED.resolve(file), dir.resolve(file));
        }
    }

    /** The shipped source with that in the place of its file, and without what says how a file is written. */
    private void write(String origin) throws IOException {
        String text = Files.readString(dir.resolve(PEOPLE))
                .replace("file: saghe.csv\n", origin + "\n")
                .replace("format:\n  encoding: UTF-8\n  separator: \";\"\n", "");
        assertThat(text).contains(origin).doesNotContain("file: saghe.csv", "encoding: UTF-8");
        Files.writeString(dir.resolve(PEOPLE), text);
    }

    private Rows read(String origin) throws Exception {
        write(origin);
        return Configuration.load(dir).sources().get(3).rows();
    }

    @Test
    void theNewestFileOfAFolderIsUnderTheExtracts() throws Exception {
        assertThat(read("newest: {folder: saghe, name: \"saghe-*.csv.gz\", settled: PT5M, marker: .done}\n"
                        + "format: {encoding: ISO-8859-15}"))
                .isEqualTo(new NewestFile(
                        STATE.resolve("extracts/saghe"),
                        "saghe-*.csv.gz",
                        Duration.ofMinutes(5),
                        ".done",
                        CsvFormat.of(Charset.forName("ISO-8859-15"), ';')));
    }

    @Test
    void aFolderHasDefaults() throws Exception {
        assertThat(read("newest: {name: \"saghe-*.csv\"}"))
                .isEqualTo(new NewestFile(
                        STATE.resolve("extracts"), "saghe-*.csv", Duration.ofMinutes(1), "", CsvFormat.utf8()));
    }

    @Test
    void aViewIsOfADatabase() throws Exception {
        String url = "jdbc:postgresql://db.univ.example/ose?sslmode=verify-full";
        Rows rows = read(
                "jdbc: {url: '" + url + "', user: sesame, password-file: secrets/ose.password, view: ose.sesame_saghe, "
                        + "fetch-size: 500, timeout: PT10M, max-rows: 50000, drivers: /opt/drivers}");

        assertThat(rows)
                .isEqualTo(new JdbcRows(
                        new Database(url, "sesame", STATE.resolve("secrets/ose.password"), Path.of("/opt/drivers")),
                        Query.view("ose.sesame_saghe"),
                        new ReadLimits(500, Duration.ofMinutes(10), 50_000)));
    }

    @Test
    void aQueryIsWrittenOverSeveralLinesAndLimitsHaveDefaults() throws Exception {
        Rows rows = read("""
                jdbc:
                  url: jdbc:oracle:thin:@//db.univ.example:1521/ose
                  user: sesame
                  password-file: /etc/sesame/ose.password
                  query: |
                    SELECT * FROM saghe
                    WHERE annee >= 2025""");

        assertThat(rows)
                .isEqualTo(new JdbcRows(
                        new Database(
                                "jdbc:oracle:thin:@//db.univ.example:1521/ose",
                                "sesame",
                                Path.of("/etc/sesame/ose.password"),
                                dir.resolve("drivers")),
                        Query.of("SELECT * FROM saghe\nWHERE annee >= 2025"),
                        ReadLimits.DEFAULT));
    }

    @Test
    void aBranchIsOfADirectory() throws Exception {
        Rows rows = read(
                "ldap: {host: ldap.partner.example, user: 'cn=sesame,dc=partner,dc=example', trust: partner-ca.pem, "
                        + "password-file: secrets/partner.password, base: 'ou=people,dc=partner,dc=example', "
                        + "filter: (eduPersonAffiliation=researcher), page-size: 200}");

        assertThat(rows)
                .isEqualTo(new LdapRows(
                        new PartnerDirectory(
                                "ldap.partner.example",
                                636,
                                Encryption.LDAPS,
                                Optional.of(dir.resolve("partner-ca.pem")),
                                "cn=sesame,dc=partner,dc=example",
                                STATE.resolve("secrets/partner.password")),
                        new Branch(
                                "ou=people,dc=partner,dc=example",
                                "(eduPersonAffiliation=researcher)",
                                200,
                                Duration.ofMinutes(30),
                                1_000_000)));
    }

    @Test
    void aViewThatSaysWhenItsRowsChangedIsReadForChanges() throws Exception {
        write("jdbc: {url: 'jdbc:h2:mem:x', user: u, password-file: p, view: v}\n"
                + "changed: {column: DATE_MODIF, schedule: '0 0/15 7-20 ? * MON-FRI'}");
        assertThat(Configuration.load(dir).sources().get(3).changes())
                .contains(new SourceSettings.Changes(
                        new ChangeColumn("DATE_MODIF", "ID_INTERVENANT", Duration.ofHours(2), null),
                        Optional.of("0 0/15 7-20 ? * MON-FRI")));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "jdbc: {url: 'jdbc:h2:mem:x', user: u, password-file: p, view: v} | {} | 'changed.column': found nothing; expected the column",
                "jdbc: {url: 'jdbc:h2:mem:x', user: u, password-file: p, view: v} | {column: X, overlap: PT-1S} | 'changed.overlap': found 'PT-1S'; expected a duration",
                "jdbc: {url: 'jdbc:h2:mem:x', user: u, password-file: p, view: v} | {column: X, schedule: often} | 'changed.schedule': found 'often'; expected a Quartz cron",
                "jdbc: {url: 'jdbc:h2:mem:x', user: u, password-file: p, view: v} | {column: X, since: 1} | 'changed.since' is not a setting",
                "file: a.csv | {column: X} | 'changed': found changes of a file; expected jdbc or ldap"
            })
    void whatIsWrongWithChangesIsSaid(String origin, String changed, String problem) throws Exception {
        write(origin + "\nchanged: " + changed);
        assertThat(problems()).singleElement().asString().contains("sources/saghe.yaml: " + problem);
    }

    @Test
    void structuresComeFromAViewTheSameWay() throws Exception {
        String main = Files.readString(dir.resolve("sesame.yaml"));
        String file =
                "  file: structures.csv            # under state, in extracts/\n  format: {encoding: UTF-8, separator: \";\"}\n";
        assertThat(main).contains(file);
        Files.writeString(
                dir.resolve("sesame.yaml"),
                main.replace(file, "  jdbc: {url: 'jdbc:h2:mem:x', user: u, password-file: p, view: units}\n"));

        assertThat(Configuration.load(dir).structures().rows())
                .isEqualTo(new JdbcRows(
                        new Database("jdbc:h2:mem:x", "u", STATE.resolve("p"), dir.resolve("drivers")),
                        Query.view("units"),
                        ReadLimits.DEFAULT));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'' | 'file': found nothing; expected the name of the extract, such as saghe.csv",
                "newest: {folder: x} | 'newest.name': found nothing; expected names of files without their folder",
                "newest: {name: a/b} | 'newest.name': found 'a/b'; expected names of files",
                "newest: {name: '[a'} | 'newest.name': found '[a'; expected names of files",
                "newest: {name: a, settled: PT-1S} | 'newest.settled': found 'PT-1S'; expected a duration such as PT1M",
                "newest: {name: a, stable: PT1S} | 'newest.stable' is not a setting",
                "jdbc: {url: 'postgresql://x', user: u, password-file: p, view: v} | 'jdbc.url': found what is no URL of a database, or has a password in it; expected the URL",
                "jdbc: {url: 'jdbc:h2:mem:x;PASSWORD=secret', user: u, password-file: p, view: v} | 'jdbc.url': found what is no URL of a database, or has a password in it; expected the URL",
                "jdbc: {url: 'jdbc:h2:mem:x', user: u, view: v} | 'jdbc.password-file': found nothing",
                "jdbc: {url: 'jdbc:h2:mem:x', user: u, password-file: p} | 'jdbc.view': found neither view nor query; expected one of them",
                "jdbc: {url: 'jdbc:h2:mem:x', user: u, password-file: p, view: v, query: SELECT 1} | 'jdbc.view': found both view and query",
                "jdbc: {url: 'jdbc:h2:mem:x', user: u, password-file: p, view: 'a b'} | 'jdbc.view': found 'a b'; expected the name of a view",
                "jdbc: {url: 'jdbc:h2:mem:x', user: u, password-file: p, query: DROP TABLE v} | 'jdbc.query': found 'DROP TABLE v'; expected one statement",
                "jdbc: {url: 'jdbc:h2:mem:x', user: u, password-file: p, view: v, timeout: P2D} | 'jdbc.timeout': found 'P2D'; expected a duration from PT1S to P1D",
                "jdbc: {url: 'jdbc:h2:mem:x', user: u, password-file: p, view: v, fetch-size: 0} | 'jdbc.fetch-size': found '0'; expected a whole number from 1",
                "ldap: {host: h, user: u, password-file: p, base: x, filter: (a=b)} | 'ldap.base': found 'x'; expected a DN",
                "ldap: {host: h, user: u, password-file: p, base: 'dc=x', filter: (a=b} | 'ldap.filter': found '(a=b'; expected a filter",
                "ldap: {host: h, user: u, password-file: p, base: 'dc=x', filter: (a=b), tls: none} | 'ldap.tls': found 'none'; expected starttls or ldaps, since a password crosses the network",
                "ldap: {user: u, password-file: p, base: 'dc=x', filter: (a=b)} | 'ldap.host': found nothing"
            })
    void whatIsWrongIsSaidAtTheStart(String origin, String problem) throws Exception {
        write(origin.equals("''") ? "" : origin);

        assertThat(problems()).singleElement().asString().contains("sources/saghe.yaml: " + problem);
    }

    @Test
    void twoOriginsAreOneTooMany() throws Exception {
        write("file: a.csv\nnewest: {name: a}");

        assertThat(problems())
                .singleElement()
                .asString()
                .contains("'newest': found a second origin beside 'file'; expected one of file, newest, jdbc, ldap");
    }

    @Test
    void aPasswordInAUrlIsNotSaidAgain() throws Exception {
        write("jdbc: {url: 'jdbc:h2:mem:x;PASSWORD=secret', user: u, password-file: p, view: v}");

        assertThat(problems()).singleElement().asString().contains("'jdbc.url'").doesNotContain("secret");
    }

    private List<Problem> problems() {
        ConfigurationException thrown =
                catchThrowableOfType(ConfigurationException.class, () -> Configuration.load(dir));
        assertThat(thrown).isNotNull();
        return thrown.problems();
    }
}
