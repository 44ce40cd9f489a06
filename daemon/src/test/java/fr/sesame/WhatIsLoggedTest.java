package fr.sesame;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import com.unboundid.ldap.sdk.DeleteRequest;
import com.unboundid.ldap.sdk.GenericSASLBindRequest;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPRequest;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ModifyRequest;
import com.unboundid.ldap.sdk.PLAINBindRequest;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.extensions.PasswordModifyExtendedRequest;
import fr.sesame.ShippedInstance.Said;
import fr.sesame.cli.Installation;
import fr.sesame.logging.Events;
import fr.sesame.logging.RunContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the service writes down while it does everything that it does, and what it does not. */
class WhatIsLoggedTest {
    private static final Charset CP1252 = Charset.forName("windows-1252");
    private static final String PASSWORD = "Le-mot-de-passe-retenu-1";
    private static final String WRONG = "Le-mot-de-passe-faux-2";
    private static final String WEAK = "azerty12";
    private static final String PERSON = "uid=scarpentier,ou=people,dc=univ,dc=example";

    @SuppressWarnings("TimeInStaticInitializer") // this is when the test begins
    private static final Clock CLOCK = ShippedInstance.dayOfTheExtracts();

    @TempDir
    static Path folder;

    private static Events events;
    private static ShippedInstance instance;
    private static Set<String> personal = Set.of();
    private static List<String> ofClients = List.of();

    /** All of it, once. */
    @BeforeAll
    static void doEverything() throws Exception {
        events = new Events();
        instance = ShippedInstance.in(folder, CLOCK);
        personal = peoplesData();
        try (Installation.Service service = instance.open().serve()) {
            assertThat(instance.sesame("run").code()).isZero();
            passwords();
            int before = events.from(Level.WARN).size();
            brokenRequests();
            List<String> loud = events.from(Level.WARN);
            ofClients = loud.subList(before, loud.size());
            decisions();
            damagedExtracts();
        }
    }

    @AfterAll
    static void stop() {
        events.close();
    }

    @Test
    void nobodysSecret() throws Exception {
        List<String> all = events.from(Level.TRACE);
        assertThat(all).hasSizeGreaterThan(30).anyMatch(event -> event.startsWith("DEBUG fr.sesame"));
        assertThat(with(secrets(), all)).isEmpty();
        assertThat(with(Set.of("scarpentier"), all))
                .as("a search finds what is there")
                .isNotEmpty();
    }

    @Test
    void nobodysNameNorBirthNorAddress() {
        assertThat(personal).hasSizeGreaterThan(900).contains("Marchand-Martínez", "05/07/1997", "1997-07-05");
        assertThat(with(personal, events.from(Level.TRACE))).isEmpty();
    }

    @Test
    void whateverAClientDoesIsNoWarning() {
        assertThat(ofClients).isEmpty();
    }

    @Test
    void everythingThatARunLogsSaysWhichRun() throws Exception {
        assertThat(events.matching(event -> event.getFormattedMessage().startsWith("run ")
                        && !event.getMDCPropertyMap().containsKey(RunContext.KEY)))
                .isEmpty();
        Set<String> runs = new TreeSet<>();
        events.matching(event -> runs.addAll(event.getMDCPropertyMap().values()));
        try (Stream<Path> folders = Files.list(folder.resolve("var/runs"))) {
            assertThat(folders.filter(Files::isDirectory)
                            .map(one -> String.valueOf(one.getFileName()))
                            .toList())
                    .containsExactlyInAnyOrderElementsOf(runs);
        }
    }

    /** Every name, date, number and address of the extracts, in the forms that they have there and here. */
    private static Set<String> peoplesData() throws IOException {
        Set<String> data = new TreeSet<>();
        collect(
                "apogee.csv",
                CP1252,
                data,
                "COD_NNE_IND",
                "LIB_NOM_PAT_IND",
                "LIB_NOM_USU_IND",
                "LIB_PR1_IND",
                "DATE_NAI_IND");
        collect("siham.csv", StandardCharsets.UTF_8, data, "NOMPAT", "NOMUSE", "PRENOM", "DATNAI");
        collect(
                "harpege.csv",
                Charset.forName("ISO-8859-15"),
                data,
                "NOM_PATRONYMIQUE",
                "NOM_USUEL",
                "PRENOM",
                "D_NAISSANCE");
        collect("saghe.csv", StandardCharsets.UTF_8, data, "NOM", "PRENOM", "DATE_NAISSANCE");
        for (String date : List.copyOf(data)) {
            if (date.matches("\\d{2}/\\d{2}/\\d{4}")) {
                data.add(date.substring(6) + "-" + date.substring(3, 5) + "-" + date.substring(0, 2));
            }
        }
        data.add("@univ.example");
        return data;
    }

    private static void collect(String file, Charset charset, Set<String> data, String... columns) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("var/extracts").resolve(file), charset);
        List<String> header = List.of(lines.get(0).split(";", -1));
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(";", -1);
            for (String column : columns) {
                int at = header.indexOf(column);
                assertThat(at).as(column).isNotNegative();
                if (at < fields.length && fields[at].strip().length() >= 4) {
                    data.add(fields[at].strip());
                }
            }
        }
    }

    private static Set<String> secrets() throws IOException {
        Set<String> secrets = new TreeSet<>(Set.of(PASSWORD, WRONG, WEAK, "$argon2id$", "{ARGON2}", "{SSHA}"));
        try (Stream<Path> files = Files.list(folder.resolve("var/secrets"))) {
            for (Path file : files.toList()) {
                secrets.add(Files.readString(file).strip());
            }
        }
        return secrets;
    }

    /** The events that one of the words is in, as a word of its own, with that word. */
    private static List<String> with(Set<String> words, List<String> events) {
        List<String> found = new ArrayList<>();
        for (String word : words) {
            Pattern whole = Pattern.compile("(?<![\\p{L}\\d])" + Pattern.quote(word) + "(?![\\p{L}\\d])");
            events.stream()
                    .filter(event ->
                            event.contains(word) && whole.matcher(event).find())
                    .forEach(event -> found.add(word + " in: " + event));
        }
        return found;
    }

    private static Said sesameWith(String input, String... words) throws IOException {
        InputStream before = System.in;
        try (InputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8))) {
            System.setIn(in);
            return instance.sesame(words);
        } finally {
            System.setIn(before);
        }
    }

    private static LDAPConnection connection() throws LDAPException {
        return new LDAPConnection("127.0.0.1", instance.port());
    }

    private static void refused(LDAPConnection connection, LDAPRequest request) {
        try {
            connection.processOperation(request);
        } catch (LDAPException e) {
            assertThat(e.getResultCode()).isNotNull(); // the answer is not what is looked at here
        }
    }

    private static void passwords() throws Exception {
        assertThat(sesameWith(PASSWORD, "passwd", "scarpentier", "--stdin").code())
                .isZero();
        try (LDAPConnection connection = connection()) {
            for (String password : List.of(WRONG, PASSWORD)) {
                try {
                    connection.bind(PERSON, password);
                } catch (LDAPException e) {
                    assertThat(password).isEqualTo(WRONG);
                }
            }
            refused(connection, new PasswordModifyExtendedRequest(PERSON, PASSWORD, WEAK));
            refused(connection, new PasswordModifyExtendedRequest(PERSON, WRONG, PASSWORD + "3"));
            refused(
                    connection,
                    new ModifyRequest(PERSON, new Modification(ModificationType.REPLACE, "userPassword", WEAK)));
        }
    }

    private static void decisions() {
        assertThat(instance.sesame("lock", "scarpentier", "--kind", "technical", "--reason", "phishing", "--by", "rssi")
                        .code())
                .isZero();
        assertThat(instance.sesame("unlock", "scarpentier", "--reason", "over", "--by", "rssi")
                        .code())
                .isZero();
        assertThat(instance.sesame(
                                "account",
                                "create",
                                "--family",
                                "Quatremaire",
                                "--given",
                                "Zénobie",
                                "--birth-date",
                                "1984-02-29",
                                "--population",
                                "hosted",
                                "--structure",
                                "UFRDRT",
                                "--end",
                                "2027-06-30",
                                "--reason",
                                "Madame Zénobie Quatremaire en mission")
                        .code())
                .isZero();
        assertThat(instance.sesame("explain", "scarpentier").code()).isZero();
        assertThat(instance.sesame("held").code()).isZero();
    }

    /** One with letters of another encoding, one that was cut, one that would close many. */
    private static void damagedExtracts() throws IOException {
        Path siham = folder.resolve("var/extracts/siham.csv");
        byte[] whole = Files.readAllBytes(siham);
        Files.write(siham, new String(whole, StandardCharsets.UTF_8).getBytes(CP1252));
        assertThat(instance.sesame("run", "siham").code()).isEqualTo(1);
        Files.write(siham, java.util.Arrays.copyOf(whole, whole.length - 20));
        assertThat(instance.sesame("run", "siham").code()).isEqualTo(1);
        List<String> rows = new String(whole, StandardCharsets.UTF_8).lines().toList();
        Files.writeString(siham, String.join("\r\n", rows.subList(0, rows.size() / 2)) + "\r\n");
        assertThat(instance.sesame("run", "siham").code()).isEqualTo(1);
        Files.write(siham, whole);
        assertThat(instance.sesame("run", "siham").code()).isZero();
    }

    /** All that clients do wrong, and how they vanish. */
    private static void brokenRequests() throws Exception {
        String operator = Files.readString(folder.resolve("var/secrets/operator.password"));
        try (LDAPConnection connection = connection()) {
            refused(connection, new PLAINBindRequest("u:scarpentier", PASSWORD));
            refused(
                    connection,
                    new GenericSASLBindRequest(null, "SCRAM-SHA-1", new com.unboundid.asn1.ASN1OctetString(PASSWORD)));
            refused(connection, new com.unboundid.ldap.sdk.SimpleBindRequest("scarpentier", PASSWORD));
            refused(connection, new com.unboundid.ldap.sdk.SimpleBindRequest("uid=nobody," + PERSON, PASSWORD));
            refused(connection, new com.unboundid.ldap.sdk.SimpleBindRequest(PERSON, PASSWORD + "\u0000"));
            connection.bind("cn=operator,ou=services,dc=univ,dc=example", operator);
            refused(connection, new DeleteRequest("uid=none,ou=people,dc=univ,dc=example"));
            refused(connection, new DeleteRequest("no dn at all"));
            refused(
                    connection,
                    new ModifyRequest(PERSON, new Modification(ModificationType.ADD, "noSuchAttribute", "1")));
            refused(connection, new ModifyRequest(PERSON, new Modification(ModificationType.DELETE, "sn")));
            refused(connection, new ModifyRequest(PERSON, new Modification(ModificationType.ADD, "uidNumber", "one")));
            refused(
                    connection,
                    new com.unboundid.ldap.sdk.AddRequest("dn: " + PERSON, "objectClass: person", "cn: x", "sn: x"));
            refused(
                    connection,
                    new com.unboundid.ldap.sdk.AddRequest(
                            "dn: cn=x,ou=groups,dc=univ,dc=example", "objectClass: groupOfNames", "cn: x"));
            refused(
                    connection,
                    new com.unboundid.ldap.sdk.SearchRequest(
                            "ou=nowhere,dc=univ,dc=example", SearchScope.SUB, "(sn=Marchand*)"));
            refused(
                    connection,
                    new com.unboundid.ldap.sdk.SearchRequest("no dn", SearchScope.SUB, "(noSuchAttribute=1)"));
            refused(connection, new com.unboundid.ldap.sdk.CompareRequest(PERSON, "noSuchAttribute", "1"));
            refused(connection, new com.unboundid.ldap.sdk.ModifyDNRequest(PERSON, "cn=x", true));
            refused(connection, new com.unboundid.ldap.sdk.ExtendedRequest("1.2.3.4"));
        }
        HexFormat hex = HexFormat.of();
        List<byte[]> requests = List.of(
                "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
                hex.parseHex("30840000000102"), // a request of one byte
                hex.parseHex("300c020101600702010304008000"), // an anonymous bind, and gone
                hex.parseHex("30ff"),
                hex.parseHex("301602010160110201030404" + "6e6f646e" + "8006" + "736563726574"), // cn that is none
                hex.parseHex("1603010200010001fc0303")); // TLS where there is none
        for (byte[] request : requests) {
            for (int linger : List.of(-1, 0)) {
                try (Socket socket = new Socket("127.0.0.1", instance.port())) {
                    socket.setSoLinger(linger == 0, Math.max(linger, 0)); // with 0 it ends with a reset
                    socket.getOutputStream().write(request);
                    socket.getOutputStream().flush();
                    socket.setSoTimeout(200);
                    try {
                        assertThat(socket.getInputStream().read()).isBetween(-1, 255);
                    } catch (IOException e) {
                        assertThat(e)
                                .isInstanceOfAny(java.net.SocketTimeoutException.class, java.net.SocketException.class);
                    }
                }
            }
        }
    }
}
