package fr.sesame.source.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchEntry;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.schema.Schema;
import com.unboundid.util.ssl.KeyStoreKeyManager;
import com.unboundid.util.ssl.SSLUtil;
import com.unboundid.util.ssl.TrustAllTrustManager;
import fr.sesame.account.HeldRecord;
import fr.sesame.account.InvalidValueException;
import fr.sesame.account.PersonRecord;
import fr.sesame.account.Population;
import fr.sesame.directory.ldap.Encryption;
import fr.sesame.server.TestDirectory;
import fr.sesame.server.door.TestAuthority;
import fr.sesame.source.Extract;
import fr.sesame.source.Mark;
import fr.sesame.source.SourceException;
import fr.sesame.source.csv.CsvFile;
import fr.sesame.source.csv.CsvFormat;
import fr.sesame.source.rows.ChangeColumn;
import fr.sesame.source.rows.DateForms;
import fr.sesame.source.rows.FactColumns;
import fr.sesame.source.rows.KeyColumns;
import fr.sesame.source.rows.MappedSource;
import fr.sesame.source.rows.NameColumns;
import fr.sesame.source.rows.PopulationColumn;
import fr.sesame.source.rows.RowMapping;
import fr.sesame.source.rows.Rows;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The directory of a partner: its entries are rows like those of a file, and less than all of them is nothing. */
class LdapRowsTest {
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-23T06:00:00Z"), ZoneOffset.UTC);
    private static final String BASE = "dc=partner,dc=example";
    private static final String READER = "cn=reader," + BASE;
    private static final String PASSWORD = "of the reader";
    private static final char[] STORE = "store".toCharArray();

    @TempDir
    private Path dir;

    private final AtomicInteger seen = new AtomicInteger();
    private int last = Integer.MAX_VALUE;
    private InMemoryDirectoryServer server;
    private Path trust;

    @BeforeEach
    void start() throws Exception {
        InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig(BASE);
        config.addAdditionalBindCredentials(READER, PASSWORD);
        config.setSchema(
                Schema.mergeSchemas(
                        Schema.getDefaultStandardSchema(),
                        new Schema(
                                new Entry(
                                        "dn: cn=schema",
                                        "objectClass: subschema",
                                        "attributeTypes: ( 1.1.1 NAME 'schacDateOfBirth' SYNTAX 1.3.6.1.4.1.1466.115.121.1.36 SINGLE-VALUE )",
                                        "attributeTypes: ( 1.1.2 NAME 'partnerSince' SYNTAX 1.3.6.1.4.1.1466.115.121.1.24 SINGLE-VALUE )",
                                        "attributeTypes: ( 1.1.5 NAME 'partnerChanged' EQUALITY generalizedTimeMatch ORDERING generalizedTimeOrderingMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.24 SINGLE-VALUE )",
                                        "attributeTypes: ( 1.1.3 NAME 'partnerUntil' SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 SINGLE-VALUE )",
                                        "objectClasses: ( 1.1.4 NAME 'partner' AUXILIARY MAY ( schacDateOfBirth $ partnerSince $ partnerUntil $ partnerChanged ) )"))));
        config.addInMemoryOperationInterceptor(new InMemoryOperationInterceptor() {
            @Override
            public void processSearchEntry(InMemoryInterceptedSearchEntry entry) {
                if (entry.getSearchEntry().getDN().startsWith("uid=") && seen.incrementAndGet() > last) {
                    server.shutDown(true);
                }
            }
        });
        TestAuthority authority = new TestAuthority("Partner", Instant.now());
        trust = TestAuthority.write(dir.resolve("partner-ca.pem"), authority.certificate());
        SSLUtil tls = new SSLUtil(keys(authority), new TrustAllTrustManager());
        config.setListenerConfigs(
                InMemoryListenerConfig.createLDAPConfig("plain", null, 0, tls.createSSLSocketFactory()),
                InMemoryListenerConfig.createLDAPSConfig(
                        "tls", null, 0, tls.createSSLServerSocketFactory(), tls.createSSLSocketFactory()));
        server = new InMemoryDirectoryServer(config);
        server.add("dn: " + BASE, "objectClass: domain", "dc: partner");
        server.startListening();
    }

    private KeyStoreKeyManager keys(TestAuthority authority) throws Exception {
        TestAuthority.Issued issued = authority.issue("localhost", "EC", Duration.ofDays(1));
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, STORE);
        store.setKeyEntry("server", issued.key(), STORE, new X509Certificate[] {issued.certificate()});
        Path file = dir.resolve("server.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, STORE);
        }
        return new KeyStoreKeyManager(file.toFile(), STORE, "PKCS12", "server");
    }

    @AfterEach
    void stop() {
        server.shutDown(true);
    }

    private void add(String uid, String... more) throws Exception {
        Entry entry = new Entry(
                "dn: uid=" + uid + "," + BASE,
                "objectClass: inetOrgPerson",
                "objectClass: partner",
                "uid: " + uid,
                "cn: x");
        for (String line : more) {
            entry.addAttribute(line.split(": ")[0], line.split(": ")[1]);
        }
        server.add(entry);
    }

    private void addFive() throws Exception {
        for (int i = 1; i <= 5; i++) {
            add(
                    "p" + i,
                    "sn: Łukasz",
                    "givenName: Zoé",
                    "schacDateOfBirth: 2000022" + i,
                    "partnerSince: 20260901000000Z",
                    "partnerUntil: 20270831");
        }
    }

    private PartnerDirectory partner(Encryption encryption, Optional<Path> authorities) throws Exception {
        Path file = Files.writeString(dir.resolve("partner.password"), PASSWORD);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        int port = server.getListenPort(encryption == Encryption.LDAPS ? "tls" : "plain");
        return new PartnerDirectory("localhost", port, encryption, authorities, READER, file);
    }

    private static Branch branch(String filter, int pageSize, int maxRows) {
        return new Branch(BASE, filter, pageSize, Duration.ofSeconds(20), maxRows);
    }

    private Extract read(String filter) throws Exception {
        return read(new LdapRows(partner(Encryption.NONE, Optional.empty()), branch(filter, 2, 100)), "uid");
    }

    private static Extract read(Rows rows, String key) throws Exception {
        return source(rows, key, null).read();
    }

    private static MappedSource source(Rows rows, String key, ChangeColumn changes) {
        RowMapping mapping = new RowMapping(
                new DateForms(List.of("yyyyMMdd"), Set.of(), Set.of(), false),
                KeyColumns.of(key),
                new NameColumns("sn", null, "givenName", "schacDateOfBirth"),
                List.of(),
                null,
                new PopulationColumn.Constant(new Population("staff")),
                new FactColumns("partnerSince", List.of("partnerUntil"), null, null, null, null, null, null),
                null,
                List.of(),
                List.of(),
                List.of(),
                100);
        return new MappedSource("partner", rows, mapping, TestDirectory.CALENDAR, NOW, changes);
    }

    @Test
    void theEntriesOfSeveralPagesSayWhatAFileWouldSay() throws Exception {
        addFive();
        Path csv = Files.writeString(dir.resolve("partner.csv"), """
                uid;sn;givenName;schacDateOfBirth;partnerSince;partnerUntil
                p1;Łukasz;Zoé;20000221;20260901;20270831
                p2;Łukasz;Zoé;20000222;20260901;20270831
                p3;Łukasz;Zoé;20000223;20260901;20270831
                p4;Łukasz;Zoé;20000224;20260901;20270831
                p5;Łukasz;Zoé;20000225;20260901;20270831
                """);
        Extract entries = read("(uid=*)");

        assertThat(entries.records())
                .hasSize(5)
                .isEqualTo(read(new CsvFile(csv, CsvFormat.utf8()), "uid").records());
        assertThat(entries.held()).isEmpty();
        assertThat(entries.facts().rows()).isEqualTo(5);
        assertThat(entries.facts().origin()).isEqualTo(BASE + " at localhost:" + server.getListenPort("plain"));
        assertThat(entries.facts().modified()).isEqualTo(NOW.instant());
        assertThat(entries.facts().sha256())
                .hasSize(64)
                .isEqualTo(read("(uid=*)").facts().sha256());
    }

    @Test
    void whoHasAnEntryThatChangedIsReadWithAllEntriesOfTheKey() throws Exception {
        addFive();
        for (int i = 1; i <= 5; i++) {
            server.modify(
                    "dn: uid=p" + i + "," + BASE,
                    "changetype: modify",
                    "add: employeeNumber",
                    "employeeNumber: " + (i == 5 ? 1 : i),
                    "-",
                    "add: partnerChanged",
                    "partnerChanged: 2026112" + i + "060000Z");
        }
        MappedSource source = source(
                new LdapRows(partner(Encryption.NONE, Optional.empty()), branch("(uid=*)", 2, 100)),
                "employeeNumber",
                new ChangeColumn("partnerChanged", "employeeNumber", Duration.ZERO, null));

        Extract whole = source.read();
        assertThat(whole.records()).hasSize(4);
        assertThat(whole.facts().changes().greatest())
                .as("the fourth is a day and more ahead")
                .isEqualTo("2026-11-24T06:00Z");

        Mark mark = new Mark("2026-11-24T06:00Z", List.of(), List.of(), Map.of());
        Extract none = source.readChanges(mark).orElseThrow();
        assertThat(none.records()).extracting(record -> record.key().value()).containsExactly("1", "4");
        assertThat(none.facts().rows()).as("both entries of 1").isEqualTo(3);

        server.modify("dn: uid=p2," + BASE, "changetype: modify", "delete: partnerChanged");
        assertThat(source.readChanges(mark).orElseThrow().records())
                .as("one that does not say when it changed too")
                .extracting(record -> record.key().value())
                .containsExactly("1", "2", "4");

        server.delete("uid=p4," + BASE);
        server.delete("uid=p5," + BASE);
        assertThat(source.readChanges(mark)).as("nobody knows what changed").isEmpty();
    }

    @Test
    void aTimeThatIsNoneIsSaid() throws Exception {
        addFive();
        assertThatThrownBy(() -> source(
                                new LdapRows(partner(Encryption.NONE, Optional.empty()), branch("(uid=*)", 2, 100)),
                                "uid",
                                new ChangeColumn("sn", "uid", Duration.ZERO, null))
                        .read())
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("sn: found 'Łukasz'; expected a time such as 20261123060000Z")
                .hasMessageContaining("correct 'changed.column'");
    }

    @Test
    void onlyWhatTheFilterFindsIsRead() throws Exception {
        addFive();
        assertThat(read("(schacDateOfBirth=20000223)").records())
                .extracting(PersonRecord::key)
                .hasToString("[partner:p3]");
    }

    @Test
    void theNameOfTheEntryCanBeTheKey() throws Exception {
        addFive();
        Rows rows = new LdapRows(partner(Encryption.NONE, Optional.empty()), branch("(uid=p1)", 10, 10));
        assertThat(read(rows, "dn").records())
                .singleElement()
                .extracting(one -> one.key().value())
                .isEqualTo("uid=p1," + BASE);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "20261123225959Z, 2026-11-23",
        "20261123230000Z, 2026-11-24",
        "20260723215959Z, 2026-07-23",
        "20260723220000Z, 2026-07-24",
        "20280228230000Z, 2028-02-29",
        "20261124000000+0100, 2026-11-24",
        "20261123230000.5Z, 2026-11-24"
    })
    void anInstantIsTheDayItFallsOnHere(String instant, String day) throws Exception {
        add("p1", "sn: A", "givenName: B", "schacDateOfBirth: 20000101", "partnerSince: " + instant);
        assertThat(read("(uid=*)").records())
                .singleElement()
                .satisfies(one ->
                        assertThat(one.affiliations().first().facts().begin()).hasToString(day));
    }

    @Test
    void anAttributeWithSeveralValuesHoldsItsEntryAndTheOthersAreTaken() throws Exception {
        addFive();
        add("p6", "sn: A", "givenName: B", "givenName: C", "schacDateOfBirth: 20000101");
        Extract extract = read("(uid=*)");

        assertThat(extract.records()).hasSize(5);
        assertThat(extract.held())
                .singleElement()
                .extracting(HeldRecord::detail)
                .asString()
                .endsWith(", entry uid=p6," + BASE
                        + ": givenName: found 2 values; expected one, since they have no order");
    }

    @Test
    void anAttributeThatTheDirectoryDoesNotKnowIsSaid() throws Exception {
        addFive();
        Rows rows = new LdapRows(partner(Encryption.NONE, Optional.empty()), branch("(uid=*)", 10, 10));
        assertThatThrownBy(() -> read(rows, "uidd"))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("there is no attribute 'uidd'; did you mean 'uid'?");
    }

    @Test
    void noEntryAtAllIsRefused() throws Exception {
        addFive();
        assertThatThrownBy(() -> read("(uid=nobody)"))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("found no entry that matches (uid=nobody)");
    }

    @Test
    void moreThanIsAllowedIsRefused() throws Exception {
        addFive();
        Rows rows = new LdapRows(partner(Encryption.NONE, Optional.empty()), branch("(uid=*)", 2, 4));
        assertThatThrownBy(() -> read(rows, "uid"))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("found more than 4 entries");
    }

    @Test
    void aDirectoryThatGoesAwayAfterTheFirstPageIsAFailedRead() throws Exception {
        addFive();
        last = 3;
        assertThatThrownBy(() -> read("(uid=*)"))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("the read failed after 2 entries")
                .hasMessageContaining("Nothing was changed");
    }

    @Test
    void aPartThatIsElsewhereIsRefused() throws Exception {
        addFive();
        server.add(
                "dn: ou=lab," + BASE,
                "objectClass: referral",
                "objectClass: extensibleObject",
                "ou: lab",
                "ref: ldap://lab.example/ou=lab");
        assertThatThrownBy(() -> read("(uid=*)"))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("a part of it is elsewhere, at ldap://lab.example/ou=lab");
    }

    @Test
    void whoIsNotLetInIsToldWhereToLook() throws Exception {
        PartnerDirectory partner = partner(Encryption.NONE, Optional.empty());
        Files.writeString(partner.passwordFile(), "wrong");
        assertThatThrownBy(() -> read(new LdapRows(partner, branch("(uid=*)", 2, 10)), "uid"))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("cannot bind as " + READER + " (49")
                .hasMessageContaining("partner.password")
                .hasMessageNotContaining("wrong");
    }

    @ParameterizedTest
    @EnumSource(value = Encryption.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void theWayThereIsEncryptedAndTheCertificateIsChecked(Encryption encryption) throws Exception {
        addFive();
        Branch all = branch("(uid=*)", 2, 10);

        assertThat(read(new LdapRows(partner(encryption, Optional.of(trust)), all), "uid")
                        .records())
                .hasSize(5);
        assertThatThrownBy(() -> read(new LdapRows(partner(encryption, Optional.empty()), all), "uid"))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("cannot bind as");
    }

    @Test
    void noPasswordCrossesTheNetworkInTheClear() {
        assertThatThrownBy(() -> new PartnerDirectory(
                        "ldap.example", 389, Encryption.NONE, Optional.empty(), READER, dir.resolve("x")))
                .isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(uid)", "(uid=*", "", "(&(a=b)"})
    void whatIsNoFilterIsRefused(String filter) {
        assertThatThrownBy(() -> branch(filter, 1, 1)).isInstanceOf(InvalidValueException.class);
    }
}
