package fr.sesame.server.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.ExtendedRequest;
import com.unboundid.ldap.sdk.ExtendedResult;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.RootDSE;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import com.unboundid.ldap.sdk.extensions.WhoAmIExtendedRequest;
import com.unboundid.util.ssl.PEMFileTrustManager;
import com.unboundid.util.ssl.SSLUtil;
import fr.sesame.directory.DirectoryException;
import fr.sesame.directory.ldap.Dialect;
import fr.sesame.directory.ldap.Encryption;
import fr.sesame.directory.ldap.LdapDirectory;
import fr.sesame.directory.ldap.Tree;
import fr.sesame.server.TestDirectory;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** LDAPS and StartTLS as clients meet them. No password may come without. */
class TlsTest {
    private static final byte[] START_TLS = hex("301d02010177188016312e332e362e312e342e312e313436362e3230303337");
    private static final byte[] ROOT_DSE = hex("302502010263200400" + "0a0100" + "0a0100" + "020100" + "020100"
            + "010100" + "870b6f626a656374436c617373" + "3000");

    @TempDir
    static Path folder;

    static TestAuthority authority;
    static TestDirectory directory;
    static Path trust;
    static SSLContext client;

    @BeforeAll
    static void start() throws Exception {
        authority = new TestAuthority("Test authority", Instant.now());
        trust = TestAuthority.write(folder.resolve("authority.pem"), authority.certificate());
        client = new SSLUtil(new PEMFileTrustManager(trust.toFile())).createSSLContext();
        KeyFiles files = authority.serve(folder, authority.issue("ldap.univ.example", "EC", Duration.ofDays(90)));
        directory = TestDirectory.start(
                folder.resolve("data"),
                new DoorSettings(
                        Optional.of(new TlsSettings(0, files, Optional.empty())),
                        PlainPasswords.NEVER,
                        Limits.DEFAULT));
    }

    @AfterAll
    static void stop() {
        directory.close();
    }

    private static int ldapsPort() {
        return directory.door().ldapsPort().orElseThrow();
    }

    private static LDAPConnection ldaps() throws LDAPException {
        return new LDAPConnection(client.getSocketFactory(), "127.0.0.1", ldapsPort());
    }

    private static LDAPConnection startTls() throws LDAPException {
        LDAPConnection connection = directory.anonymous();
        assertThat(connection
                        .processExtendedOperation(new StartTLSExtendedRequest(client))
                        .getResultCode())
                .isEqualTo(ResultCode.SUCCESS);
        return connection;
    }

    private static void bind(LDAPConnection connection, String service) throws LDAPException {
        connection.bind(directory.service(service), TestDirectory.SERVICES.get(service));
    }

    @Test
    void aServiceBindsAndIsItselfOverLdaps() throws Exception {
        try (LDAPConnection connection = ldaps()) {
            bind(connection, "operator");
            assertThat(connection
                            .processExtendedOperation(new WhoAmIExtendedRequest())
                            .getValue())
                    .isNotNull();
        }
    }

    @Test
    void aServiceBindsAfterStartTls() throws Exception {
        try (LDAPConnection connection = startTls()) {
            bind(connection, "cas");
            assertThat(connection
                            .search(TestDirectory.BASE, SearchScope.SUB, "(ou=people)")
                            .getEntryCount())
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"TLSv1.3, true", "TLSv1.2, true", "TLSv1.1, false", "TLSv1, false"})
    void onlyNewProtocols(String protocol, boolean taken) throws Exception {
        try (SSLSocket socket = (SSLSocket) client.getSocketFactory().createSocket("127.0.0.1", ldapsPort())) {
            socket.setSoTimeout(5000);
            socket.setEnabledProtocols(new String[] {protocol});
            if (taken) {
                socket.startHandshake();
                assertThat(socket.getSession().getProtocol()).isEqualTo(protocol);
            } else {
                assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
            }
        }
    }

    @Test
    void onlyStrongCiphers() throws Exception {
        String[] all = client.getSupportedSSLParameters().getCipherSuites();
        List<String> strong = List.of(TlsContext.strong(all));

        assertThat(strong).isNotEmpty().allMatch(suite -> suite.contains("GCM") || suite.contains("CHACHA20"));
        assertThat(strong)
                .noneMatch(suite -> suite.startsWith("TLS_RSA_")
                        || suite.startsWith("TLS_DHE_")
                        || suite.contains("CBC")
                        || suite.contains("3DES")
                        || suite.contains("anon")
                        || suite.contains("NULL"));
        String[] weak = Arrays.stream(client.getDefaultSSLParameters().getCipherSuites())
                .filter(suite -> !strong.contains(suite) && !suite.contains("SCSV"))
                .toArray(String[]::new);
        try (SSLSocket socket = (SSLSocket) client.getSocketFactory().createSocket("127.0.0.1", ldapsPort())) {
            socket.setSoTimeout(5000);
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            socket.setEnabledCipherSuites(weak);
            assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
        }
    }

    @Test
    void largeAnswersComeWhole() throws Exception {
        try (LDAPConnection operator = ldaps()) {
            bind(operator, "operator");
            for (int i = 0; i < 120; i++) {
                operator.add(
                        "dn: cn=group" + i + ",ou=groups," + TestDirectory.BASE,
                        "objectClass: top",
                        "objectClass: groupOfNames",
                        "cn: group" + i,
                        "description: " + "x".repeat(2000),
                        "member: " + directory.service("cas"));
            }
            SearchResult found = operator.search(
                    "ou=groups," + TestDirectory.BASE, SearchScope.ONE, "(objectClass=groupOfNames)", "description");
            assertThat(found.getEntryCount()).isEqualTo(120);
            assertThat(found.getSearchEntries())
                    .allMatch(entry -> entry.getAttributeValue("description").length() == 2000);
        }
    }

    @Test
    void startTlsIsToldOf() throws Exception {
        try (LDAPConnection connection = directory.anonymous()) {
            RootDSE root = connection.getRootDSE();
            assertThat(root.supportsExtendedOperation(StartTLSExtendedRequest.STARTTLS_REQUEST_OID))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void tlsIsNotBegunTwice(boolean ldaps) throws Exception {
        try (LDAPConnection connection = ldaps ? ldaps() : startTls()) {
            ExtendedRequest again = new ExtendedRequest(StartTLSExtendedRequest.STARTTLS_REQUEST_OID);
            ExtendedResult result = connection.processExtendedOperation(again);
            assertThat(result.getResultCode()).isEqualTo(ResultCode.OPERATIONS_ERROR);
            bind(connection, "cas"); // and it goes on
        }
    }

    @Test
    void aPasswordWithoutTlsIsNotLookedAt() throws Exception {
        directory.forgetBinds();
        try (LDAPConnection connection = directory.anonymous()) {
            assertThatThrownBy(() -> bind(connection, "cas"))
                    .isInstanceOfSatisfying(
                            LDAPException.class,
                            e -> assertThat(e.getResultCode()).isEqualTo(ResultCode.CONFIDENTIALITY_REQUIRED));
            assertThatThrownBy(() -> connection.modify(
                            directory.person("alice"),
                            new Modification(ModificationType.REPLACE, "userPassword;x-a", "x")))
                    .isInstanceOfSatisfying(
                            LDAPException.class,
                            e -> assertThat(e.getResultCode()).isEqualTo(ResultCode.CONFIDENTIALITY_REQUIRED));
            assertThat(directory.binds()).isEmpty();
            assertThat(directory.events())
                    .extracting(event -> event.kind() + " " + event.reason() + " "
                            + event.actor().name())
                    .containsExactly(
                            "BIND CONFIDENTIALITY " + directory.service("cas"), "TLS_REFUSED CONFIDENTIALITY ");
            assertThat(connection.getRootDSE()).isNotNull();
        }
    }

    /** CVE-2011-0411 and its like: what a third party puts behind StartTLS is not the client's. */
    @Test
    void whatComesBehindStartTlsInTheClearStopsIt() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), directory.port())) {
            socket.setSoTimeout(5000);
            socket.getOutputStream().write(joined(START_TLS, ROOT_DSE));
            byte[] answer = read(socket);
            assertThat(answer).startsWith(0x30);
            assertThat(resultOfExtended(answer)).isEqualTo(ResultCode.OPERATIONS_ERROR.intValue());
        }
    }

    @Test
    void whatComesAfterTheAnswerInTheClearEndsTheConnection() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), directory.port())) {
            socket.setSoTimeout(5000);
            socket.getOutputStream().write(START_TLS);
            assertThat(resultOfExtended(read(socket))).isZero();
            socket.getOutputStream().write(ROOT_DSE);
            byte[] rest = socket.getInputStream().readAllBytes(); // an alert at most, and the end
            assertThat(new String(rest, StandardCharsets.ISO_8859_1)).doesNotContain("namingContexts");
            assertThat(rest.length == 0 || rest[0] == 0x15).isTrue();
        }
    }

    @Test
    void halfARequestBeforeTlsIsNotContinuedInIt() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), directory.port())) {
            socket.setSoTimeout(5000);
            OutputStream out = socket.getOutputStream();
            out.write(joined(START_TLS, Arrays.copyOf(ROOT_DSE, 5)));
            assertThat(resultOfExtended(read(socket))).isEqualTo(ResultCode.OPERATIONS_ERROR.intValue());
        }
    }

    @Test
    void aRenewedCertificateIsServedToNewConnections() throws Exception {
        try (LDAPConnection before = ldaps()) {
            X509Certificate old = certificate();
            authority.serve(folder, authority.issue("ldap.univ.example", "RSA", Duration.ofDays(180)));
            directory.door().certificates().orElseThrow().reloadIfChanged();

            assertThat(certificate().getSerialNumber()).isNotEqualTo(old.getSerialNumber());
            bind(before, "cas");
        }
    }

    @Test
    void theDaemonsOwnClientChecksTheServer() throws Exception {
        Tree tree = new Tree(TestDirectory.BASE);
        LdapDirectory.Showing showing =
                new LdapDirectory.Showing(Dialect.SESAME, TestDirectory.PROJECTIONS, directory.clock());
        for (Encryption encryption : List.of(Encryption.LDAPS, Encryption.STARTTLS)) {
            int port = encryption == Encryption.LDAPS ? ldapsPort() : directory.port();
            String user = directory.service("daemon");
            String password = TestDirectory.SERVICES.get("daemon");
            LdapDirectory.Access right =
                    new LdapDirectory.Access("127.0.0.1", port, encryption, Optional.of(trust), user, password);
            try (LdapDirectory connected = LdapDirectory.connect(right, tree, Map.of(), showing)) {
                assertThat(connected.snapshot().accounts()).isEmpty();
            }
            LdapDirectory.Access untrusted =
                    new LdapDirectory.Access("127.0.0.1", port, encryption, Optional.empty(), user, password);
            assertThatThrownBy(() -> LdapDirectory.connect(untrusted, tree, Map.of(), showing))
                    .isInstanceOf(DirectoryException.class);
            LdapDirectory.Access otherName =
                    new LdapDirectory.Access("127.0.0.2", port, encryption, Optional.of(trust), user, password);
            assertThatThrownBy(() -> LdapDirectory.connect(otherName, tree, Map.of(), showing))
                    .isInstanceOf(DirectoryException.class);
        }
    }

    private static X509Certificate certificate() throws Exception {
        try (SSLSocket socket = (SSLSocket) client.getSocketFactory().createSocket("127.0.0.1", ldapsPort())) {
            socket.startHandshake();
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    private static byte[] read(Socket socket) throws Exception {
        InputStream in = socket.getInputStream();
        int tag = in.read();
        int length = in.read();
        byte[] all = new byte[2 + length];
        all[0] = (byte) tag;
        all[1] = (byte) length;
        in.readNBytes(all, 2, length);
        return all;
    }

    /** 30 L 02 01 ID 78 L 0A 01 CODE. */
    private static int resultOfExtended(byte[] answer) {
        assertThat(answer[5]).isEqualTo((byte) 0x78);
        return answer[9];
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
