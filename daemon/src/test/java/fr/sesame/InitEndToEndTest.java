package fr.sesame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import fr.sesame.cli.Installation;
import fr.sesame.cli.SesameCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a fresh folder: init, check and serve, one after the other, and the first operator administers. */
class InitEndToEndTest {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final String PASSWORD = "un cheval dans la baignoire";
    private static final String OPERATOR = "cn=admin-jdupont,ou=services,dc=essai,dc=example";

    @TempDir
    private Path folder;

    private String sesame(int expected, String... words) {
        StringWriter said = new StringWriter();
        PrintWriter to = new PrintWriter(said, true);
        int code = SesameCommand.run(
                conf -> LocalInstallation.open(conf, CLOCK),
                Path.of(".."),
                CLOCK,
                to,
                to,
                Stream.concat(
                                Stream.of(words),
                                Stream.of("--config", folder.resolve("etc").toString()))
                        .toArray(String[]::new));
        assertThat(code).as(said.toString()).isEqualTo(expected);
        return said.toString();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void threeCommandsAndTheFirstOperatorAdministers() throws Exception {
        Path password = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
        int port = freePort();
        sesame(
                0,
                "init",
                "--state=" + folder.resolve("var"),
                "--name=Université d'Essai",
                "--uai=0860856N",
                "--mail-domain=essai.example",
                "--base=dc=essai,dc=example",
                "--sources=apogee,siham",
                "--operator=admin-jdupont",
                "--operator-password-file=" + password,
                "--ldap-port=" + port,
                "--http-port=0");
        assertThat(sesame(0, "check")).contains("can be used: sources apogee, siham; base dc=essai,dc=example");
        serving(port, PASSWORD);
        serving(port, PASSWORD); // the secret is a hash, and stays the same one
        Files.writeString(folder.resolve("var/secrets/admin-jdupont.password"), "another long password, in clear");
        serving(port, "another long password, in clear");
    }

    private void serving(int port, String password) throws Exception {
        try (Installation.Service service =
                        LocalInstallation.open(folder.resolve("etc"), CLOCK).serve();
                LDAPConnection operator = new LDAPConnection("127.0.0.1", port)) {
            assertThatThrownBy(() -> operator.bind(OPERATOR, password + "?"))
                    .isInstanceOfSatisfying(
                            LDAPException.class,
                            e -> assertThat(e.getResultCode()).isEqualTo(ResultCode.INVALID_CREDENTIALS));
            assertThat(operator.bind(OPERATOR, password).getResultCode()).isEqualTo(ResultCode.SUCCESS);
            String group = "cn=sesame-support,ou=groups,dc=essai,dc=example";
            operator.add("dn: " + group, "objectClass: groupOfNames", "cn: sesame-support", "member: " + OPERATOR);
            assertThat(operator.getEntry(group).getAttributeValue("member")).isEqualTo(OPERATOR);
            operator.delete(group);
            assertThat(operator.getEntry("cn=cas,ou=services,dc=essai,dc=example"))
                    .isNotNull();
        }
    }
}
