package fr.sesame.server.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.EXTERNALBindRequest;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.PLAINBindRequest;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.extensions.WhoAmIExtendedRequest;
import com.unboundid.ldap.sdk.extensions.WhoAmIExtendedResult;
import com.unboundid.util.ssl.PEMFileTrustManager;
import com.unboundid.util.ssl.SSLUtil;
import fr.sesame.server.TestDirectory;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Binds by a certificate (SASL EXTERNAL): the same decision as with a password. */
class ExternalBindTest {
    private static final char[] SECRET = "x".toCharArray();
    private static final String LOCK = "[kind=technical][since=2026-01-01T00:00:00Z][by=rssi][reason=phishing]";

    @TempDir
    static Path folder;

    static TestAuthority authority;
    static TestDirectory directory;
    static Path trust;

    @BeforeAll
    static void start() throws Exception {
        authority = new TestAuthority("Test authority", Instant.now());
        trust = TestAuthority.write(folder.resolve("authority.pem"), authority.certificate());
        KeyFiles files = authority.serve(folder, authority.issue("ldap.univ.example", "EC", Duration.ofDays(90)));
        directory = TestDirectory.start(
                folder.resolve("data"),
                new DoorSettings(
                        Optional.of(new TlsSettings(0, files, Optional.of(trust))),
                        PlainPasswords.LOOPBACK,
                        Limits.DEFAULT));
        directory.addPerson("alice", "active", null);
        directory.addPerson("closed", "inactive", null);
    }

    @AfterAll
    static void stop() {
        directory.close();
    }

    private static LDAPConnection with(@Nullable String subject, TestAuthority by) throws Exception {
        KeyManager[] keys = null;
        if (subject != null) {
            TestAuthority.Issued issued = by.issue(subject, "EC", Duration.ofDays(90));
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    "client", issued.key(), SECRET, new Certificate[] {issued.certificate(), by.certificate()});
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, SECRET);
            keys = factory.getKeyManagers();
        }
        SSLUtil ssl = new SSLUtil(keys, new javax.net.ssl.TrustManager[] {new PEMFileTrustManager(trust.toFile())});
        return new LDAPConnection(
                ssl.createSSLSocketFactory(),
                "127.0.0.1",
                directory.door().ldapsPort().orElseThrow());
    }

    private static ResultCode bind(LDAPConnection connection, @Nullable String authorization) {
        try {
            return connection
                    .bind(authorization == null ? new EXTERNALBindRequest() : new EXTERNALBindRequest(authorization))
                    .getResultCode();
        } catch (LDAPException e) {
            return e.getResultCode();
        }
    }

    private static String whoAmI(LDAPConnection connection) throws LDAPException {
        return ((WhoAmIExtendedResult) connection.processExtendedOperation(new WhoAmIExtendedRequest()))
                .getAuthorizationID();
    }

    @Test
    void aServiceIsNamedByTheCommonNameOfItsCertificate() throws Exception {
        try (LDAPConnection cas = with("cas", authority)) {
            assertThat(bind(cas, null)).isEqualTo(ResultCode.SUCCESS);
            assertThat(whoAmI(cas)).isEqualTo("dn:" + directory.service("cas"));
            assertThat(cas.getEntry(directory.person("alice"))).isNotNull();
        }
    }

    @Test
    void aPersonIsNamedByTheWholeSubjectAndClosedLikeAnybody() throws Exception {
        try (LDAPConnection alice = with(directory.person("alice"), authority)) {
            assertThat(bind(alice, null)).isEqualTo(ResultCode.SUCCESS);
            try (LDAPConnection operator = directory.as("operator")) {
                operator.modify(
                        directory.person("alice"), new Modification(ModificationType.REPLACE, "sesameLock", LOCK));
            }
            assertThat(bind(alice, null)).isNotEqualTo(ResultCode.SUCCESS);
        }
        try (LDAPConnection again = with(directory.person("alice"), authority)) {
            assertThat(bind(again, null)).isEqualTo(ResultCode.INVALID_CREDENTIALS);
        }
        try (LDAPConnection closed = with(directory.person("closed"), authority)) {
            assertThat(bind(closed, null)).isEqualTo(ResultCode.INVALID_CREDENTIALS);
        }
    }

    @Test
    void nobodyIsSomebodyElse() throws Exception {
        try (LDAPConnection cas = with("cas", authority)) {
            assertThat(bind(cas, "dn:" + directory.service("cas"))).isEqualTo(ResultCode.SUCCESS);
            assertThat(bind(cas, "dn:" + directory.service("operator"))).isEqualTo(ResultCode.INVALID_CREDENTIALS);
            assertThat(bind(cas, "u:cas")).isEqualTo(ResultCode.INVALID_CREDENTIALS);
        }
        try (LDAPConnection unknown = with("nobody-of-that-name", authority)) {
            assertThat(bind(unknown, null)).isEqualTo(ResultCode.INVALID_CREDENTIALS);
        }
    }

    @Test
    void withoutACertificateOfTheAuthorityNobodyIsAnybody() throws Exception {
        try (LDAPConnection none = with(null, authority)) {
            assertThat(bind(none, null)).isEqualTo(ResultCode.INVALID_CREDENTIALS);
        }
        try (LDAPConnection plain = directory.anonymous()) {
            assertThat(bind(plain, null)).isEqualTo(ResultCode.INVALID_CREDENTIALS);
        }
        TestAuthority stranger = new TestAuthority("Another authority", Instant.now());
        ResultCode refused;
        try (LDAPConnection other = with("cas", stranger)) {
            refused = bind(other, null);
        } catch (LDAPException e) { // the handshake may end it first
            refused = e.getResultCode();
        }
        assertThat(refused).isNotEqualTo(ResultCode.SUCCESS);
    }

    @Test
    void itIsTheOnlyMechanismAndAdvertised() throws Exception {
        try (LDAPConnection cas = with("cas", authority)) {
            assertThat(cas.getRootDSE().getSupportedSASLMechanismNames()).containsExactly("EXTERNAL");
            try {
                cas.bind(new PLAINBindRequest("dn:" + directory.service("cas"), TestDirectory.SERVICES.get("cas")));
                assertThat(cas.isConnected()).as("bound by another mechanism").isFalse();
            } catch (LDAPException e) {
                assertThat(e.getResultCode()).isEqualTo(ResultCode.AUTH_METHOD_NOT_SUPPORTED);
            }
        }
    }
}
