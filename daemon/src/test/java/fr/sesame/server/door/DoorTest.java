package fr.sesame.server.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.protocol.BindRequestProtocolOp;
import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.util.ssl.PEMFileTrustManager;
import com.unboundid.util.ssl.SSLUtil;
import fr.sesame.server.TestDirectory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Limits that are short, met over a real port. */
@Timeout(60)
class DoorTest {
    private static final String NOTICE = "1.3.6.1.4.1.1466.20036";
    private static final byte[] ROOT_DSE =
            hex("3025020102632004000a01000a0100020100020100010100870b6f626a656374436c6173733000");

    @TempDir
    static Path folder;

    static TestDirectory directory;
    static Path trust;

    @BeforeAll
    static void start() throws Exception {
        TestAuthority authority = new TestAuthority("Test authority", Instant.now());
        trust = TestAuthority.write(folder.resolve("authority.pem"), authority.certificate());
        KeyFiles files = authority.serve(folder, authority.issue("ldap.univ.example", "EC", Duration.ofDays(90)));
        Limits all = Limits.DEFAULT;
        Duration second = Duration.ofSeconds(1);
        Limits limits = new Limits(
                all.connections(),
                all.connectionsPerAddress(),
                second,
                Duration.ofSeconds(2),
                second,
                Duration.ofMinutes(1),
                second,
                Duration.ofSeconds(3),
                all.pduBytes(),
                all.pduBytesUnbound(),
                4,
                all.filterDepth(),
                all.filterNodes(),
                all.valueBytes(),
                all.nameBytes(),
                all.attributes());
        directory = TestDirectory.start(
                folder.resolve("data"),
                new DoorSettings(
                        Optional.of(new TlsSettings(0, files, Optional.empty())), PlainPasswords.LOOPBACK, limits));
        directory.addPerson("alice", "active", null);
    }

    @AfterAll
    static void stop() {
        directory.close();
    }

    private static Socket connect() throws Exception {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), directory.port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static long count(DoorEvent event) {
        return directory.door().counts().of(event);
    }

    /** Everything until the connection ends. */
    private static String readAll(Socket socket) throws Exception {
        StringBuilder all = new StringBuilder();
        try {
            InputStream in = socket.getInputStream();
            int next = in.read();
            while (next >= 0) {
                all.append((char) next);
                next = in.read();
            }
        } catch (SocketException e) {
            all.append(""); // reset: it has ended too
        }
        return all.toString();
    }

    private static byte[] answer(Socket socket) throws Exception {
        InputStream in = socket.getInputStream();
        assertThat(in.read()).isEqualTo(0x30);
        return in.readNBytes(in.read());
    }

    @Test
    void aFilterThatIsTooDeepIsRefusedAndTheConnectionGoesOn() throws Exception {
        long before = count(DoorEvent.FILTER_DEPTH);
        try (Socket socket = connect()) {
            socket.getOutputStream().write(RequestCheckTest.bottomless(5_000));
            assertThat(answer(socket)).startsWith(0x02, 0x01, 0x07, 0x65).containsSequence(0x0A, 0x01, 11);
            socket.getOutputStream().write(ROOT_DSE);
            assertThat(answer(socket)).startsWith(0x02, 0x01, 0x02, 0x64);
        }
        assertThat(count(DoorEvent.FILTER_DEPTH)).isEqualTo(before + 1);
    }

    /** Who is bound may send a megabyte: 100,000 times "not" is refused before anything goes down into it. */
    @Test
    void aBottomlessFilterIsAnsweredAtOnce() throws Exception {
        BindRequestProtocolOp bind =
                new BindRequestProtocolOp(directory.service("operator"), TestDirectory.SERVICES.get("operator"));
        try (Socket socket = connect()) {
            socket.getOutputStream().write(new LDAPMessage(1, bind).encode().encode());
            assertThat(answer(socket)).startsWith(0x02, 0x01, 0x01, 0x61).containsSequence(0x0A, 0x01, 0);
            long begin = System.nanoTime();
            socket.getOutputStream().write(RequestCheckTest.bottomless(100_000));
            assertThat(answer(socket)).startsWith(0x02, 0x01, 0x07, 0x65).containsSequence(0x0A, 0x01, 11);
            assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin)).isLessThan(1000);
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "HTTP,                   474554202f20485454502f312e310d0a0d0a, NOT_LDAP, true",
        "four gigabytes,         3084ffffffff,                         REQUEST_TOO_LONG, true",
        "one byte too long,      308300fffc,                           REQUEST_TOO_LONG, true",
        "an answer,              300c02010761070a010004000400,         NOT_LDAP, true",
        "an indefinite length,   3080,                                 NOT_LDAP, true",
        "half a request,         3005020107,                           SLOW_REQUEST, false",
        "nothing,                '',                                   SILENT, true"
    })
    void whoeverSendsNonsenseIsDisconnected(String what, String hex, DoorEvent event, boolean notice) throws Exception {
        long before = count(event);
        try (Socket socket = connect()) {
            socket.getOutputStream().write(hex(hex));
            String answer = readAll(socket);
            assertThat(answer.contains(NOTICE)).isEqualTo(notice);
            assertThat(answer).doesNotContain("Exception").doesNotContain("org.apache");
        }
        assertThat(count(event)).isGreaterThan(before);
    }

    @Test
    void aTrickleDoesNotBuyTime() throws Exception {
        long before = count(DoorEvent.SLOW_REQUEST);
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            for (int i = 0; i < 100 && count(DoorEvent.SLOW_REQUEST) == before; i++) {
                try {
                    out.write(i == 0 ? 0x30 : i == 1 ? 0x7f : 0x02);
                } catch (SocketException e) {
                    break;
                }
                TimeUnit.MILLISECONDS.sleep(200);
            }
        }
        assertThat(count(DoorEvent.SLOW_REQUEST)).isEqualTo(before + 1);
    }

    @Test
    void aHandshakeThatDoesNotGoOnEnds() throws Exception {
        long before = count(DoorEvent.SLOW_HANDSHAKE);
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), directory.door().ldapsPort().orElseThrow())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(hex("160301"));
            assertThat(readAll(socket)).isEmpty();
        }
        assertThat(count(DoorEvent.SLOW_HANDSHAKE)).isEqualTo(before + 1);
    }

    @Test
    void whatIsNoTlsEndsOnThePortOfLdaps() throws Exception {
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), directory.door().ldapsPort().orElseThrow())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(ROOT_DSE);
            assertThat(readAll(socket)).doesNotContain("namingContexts");
        }
        assertThat(count(DoorEvent.TLS_FAILED)).isPositive();
    }

    @Test
    void whoeverIsBoundMayRestLonger() throws Exception {
        try (LDAPConnection bound = directory.as("cas");
                LDAPConnection unbound = directory.anonymous()) {
            assertThat(unbound.getRootDSE()).isNotNull();
            TimeUnit.MILLISECONDS.sleep(2300);
            assertThat(bound.getRootDSE()).isNotNull();
            assertThat(unbound.isConnected()).isFalse();
        }
    }

    /** Far more than may be in flight, in one write: all are answered, in their time. */
    @ParameterizedTest(name = "tls {0}")
    @CsvSource({"false", "true"})
    void aPipelineIsReadAsItIsWorkedOff(boolean tls) throws Exception {
        int many = 3000;
        byte[] subtree = hex("3025020102632004000a01020a0100020100020100010100870b6f626a656374436c6173733000");
        byte[] all = new byte[many * subtree.length];
        for (int i = 0; i < many; i++) {
            System.arraycopy(subtree, 0, all, i * subtree.length, subtree.length);
        }
        try (Socket socket = tls ? encrypted() : connect()) {
            Thread writer = new Thread(() -> {
                try {
                    new ByteArrayInputStream(all).transferTo(socket.getOutputStream());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            writer.start();
            InputStream in = socket.getInputStream();
            List<Integer> results = new ArrayList<>();
            while (results.size() < many) {
                assertThat(in.read()).isEqualTo(0x30);
                byte[] answer = in.readNBytes(in.read());
                assertThat(answer[3]).isEqualTo((byte) 0x65);
                results.add((int) answer[7]);
            }
            writer.join();
            assertThat(results).containsOnly(50); // a stranger reads no subtree
        }
    }

    private static Socket encrypted() throws Exception {
        SSLSocket socket = (SSLSocket) new SSLUtil(new PEMFileTrustManager(trust.toFile()))
                .createSSLSocketFactory()
                .createSocket("127.0.0.1", directory.door().ldapsPort().orElseThrow());
        socket.setSoTimeout(20_000);
        socket.startHandshake();
        return socket;
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
