package fr.sesame.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.sesame.source.SourceException;
import fr.sesame.source.rows.Reading;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Oracle's own driver, which is not shipped, dropped into the folder. There is no Oracle here: it is asked, and finds nobody. */
@Tag("slow")
class OracleDriverTest {
    private static final Path JAR = Path.of("target", "oracle-driver", "ojdbc11.jar");
    private static final String PASSWORD = "of the reader";

    @TempDir
    private Path dir;

    private String read(String url) throws Exception {
        Database database =
                new Database(url, "reader", SampleTables.passwordFile(dir, PASSWORD), dir.resolve("drivers"));
        Reading reading =
                new Reading(new TreeSet<>(Set.of("X")), "yyyy-MM-dd", ZoneId.of("Europe/Paris"), Clock.systemUTC());
        SourceException[] said = new SourceException[1];
        assertThatThrownBy(() ->
                        new JdbcRows(database, Query.view("SESAME_AGENT"), ReadLimits.DEFAULT).read(reading, row -> {}))
                .isInstanceOfSatisfying(SourceException.class, e -> said[0] = e);
        return String.valueOf(said[0].getMessage());
    }

    @Test
    void theDriverIsFoundInTheFolderAndAskedToConnect() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        String url = "jdbc:oracle:thin:@//127.0.0.1:" + port + "/apogee";
        assertThat(read(url))
                .contains(
                        url
                                + ": no driver knows this URL; expected one of PostgreSQL, MariaDB or H2, or the jar of its driver in ")
                .contains("drivers. Put it there and start the service again");

        Files.copy(JAR, Files.createDirectory(dir.resolve("drivers")).resolve("ojdbc11.jar"));

        assertThat(read(url + "?oracle.net.CONNECT_TIMEOUT=5000"))
                .startsWith(url + ": the database cannot be reached as reader (oracle.jdbc.OracleDriver 23.9: ORA-")
                .contains("Look at the database, at 'jdbc.url' and 'jdbc.user', and at the password in "
                        + dir.resolve("source.password"))
                .doesNotContain(PASSWORD, "CONNECT_TIMEOUT");
    }
}
