package fr.sesame.server.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.sesame.server.TestDirectory;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What files are served, what is said of those that cannot be, and what becomes of renewed ones. */
class CertificatesTest {
    private static final Clock CLOCK = Clock.fixed(TestDirectory.START, ZoneOffset.UTC);
    private static final Duration VALID = Duration.ofDays(90);

    @TempDir
    Path folder;

    private TestAuthority authority;

    @BeforeEach
    void makeAnAuthority() throws Exception {
        authority = new TestAuthority("Test authority", TestDirectory.START);
    }

    private Certificates load(KeyFiles files) throws TlsException {
        return Certificates.load(new TlsSettings(0, files, Optional.empty()), CLOCK);
    }

    private Path pem(String name, Object... objects) throws Exception {
        return TestAuthority.write(folder.resolve(name), objects);
    }

    private static PemObject pkcs8(TestAuthority.Issued issued) {
        return new PemObject("PRIVATE KEY", issued.key().getEncoded());
    }

    @Test
    void otherFilesAreServedOnceTheyAreTakenOver() throws Exception {
        Certificates served = load(authority.serve(folder, authority.issue("old.univ.example", "EC", VALID)));
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        KeyFiles others = authority.serve(elsewhere, authority.issue("new.univ.example", "EC", VALID));
        Runnable takeOver = served.prepare(new TlsSettings(0, others, Optional.empty()));
        assertThat(served.state().subject()).isEqualTo("CN=old.univ.example");
        takeOver.run();
        assertThat(served.state().subject()).isEqualTo("CN=new.univ.example");
        authority.serve(elsewhere, authority.issue("renewed.univ.example", "RSA", VALID));
        served.reloadIfChanged();
        assertThat(served.state().subject()).isEqualTo("CN=renewed.univ.example");
    }

    @Test
    void otherFilesThatCannotBeServedAreRefused() throws Exception {
        Certificates served = load(authority.serve(folder, authority.issue("old.univ.example", "EC", VALID)));
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        KeyFiles expired =
                authority.serve(elsewhere, authority.issue("new.univ.example", "EC", Duration.ofSeconds(-1)));
        assertThatThrownBy(() -> served.prepare(new TlsSettings(0, expired, Optional.empty())))
                .isInstanceOf(TlsException.class)
                .hasMessageContaining("new.univ.example");
        assertThat(served.state().subject()).isEqualTo("CN=old.univ.example");
        assertThat(served.state().problem()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA", "Ed25519"})
    void pkcs8(String kind) throws Exception {
        TestAuthority.Issued issued = authority.issue("ldap.univ.example", kind, VALID);
        Certificates served = load(authority.serve(folder, issued));
        assertThat(served.state())
                .isEqualTo(new Certificates.State(
                        "CN=ldap.univ.example",
                        issued.certificate().getNotAfter().toInstant(),
                        ""));
        assertThat(served.engine().getEnabledProtocols()).containsExactlyInAnyOrder("TLSv1.3", "TLSv1.2");
    }

    @Test
    void pkcs1OfOpenssl() throws Exception {
        TestAuthority.Issued issued = authority.issue("ldap.univ.example", "RSA", VALID);
        byte[] pkcs1 = PrivateKeyInfo.getInstance(issued.key().getEncoded())
                .parsePrivateKey()
                .toASN1Primitive()
                .getEncoded();
        Path key = pem("key", new PemObject("RSA PRIVATE KEY", pkcs1));
        assertThat(load(new KeyFiles.Pem(pem("certificate", issued.certificate()), key, Optional.empty()))
                        .state()
                        .problem())
                .isEmpty();
    }

    @ParameterizedTest(name = "password {0}: {1}")
    @CsvSource(
            nullValues = "none",
            value = {
                "right, none",
                "wrong, has a key that cannot be read",
                "none,  has an encrypted key; set 'key-password-file'"
            })
    void anEncryptedKey(String password, String problem) throws Exception {
        TestAuthority.Issued issued = authority.issue("ldap.univ.example", "EC", VALID);
        JceOpenSSLPKCS8EncryptorBuilder encryptor = new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC);
        encryptor.setProvider(new BouncyCastleProvider());
        encryptor.setPassword("right".toCharArray());
        encryptor.setRandom(new SecureRandom());
        Path key = pem("key", new JcaPKCS8Generator(issued.key(), encryptor.build()));
        Optional<Path> passwordFile = password == null
                ? Optional.empty()
                : Optional.of(Files.writeString(folder.resolve("password"), password + "\n"));
        KeyFiles files = new KeyFiles.Pem(pem("certificate", issued.certificate()), key, passwordFile);
        if (problem == null) {
            assertThat(load(files).state().problem()).isEmpty();
        } else {
            assertThatThrownBy(() -> load(files))
                    .isInstanceOf(TlsException.class)
                    .hasMessageContaining(problem);
        }
    }

    @ParameterizedTest(name = "password {0}: {1}")
    @CsvSource({"right, true", "wrong, false"})
    void pkcs12(String password, boolean served) throws Exception {
        TestAuthority.Issued issued = authority.issue("ldap.univ.example", "RSA", VALID);
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("ldap", issued.key(), "right".toCharArray(), new Certificate[] {
            issued.certificate(), authority.certificate()
        });
        Path file = folder.resolve("server.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, "right".toCharArray());
        }
        KeyFiles files = new KeyFiles.Pkcs12(file, Files.writeString(folder.resolve("password"), password));
        if (served) {
            assertThat(load(files).state().subject()).isEqualTo("CN=ldap.univ.example");
        } else {
            assertThatThrownBy(() -> load(files))
                    .isInstanceOf(TlsException.class)
                    .hasMessageContaining("its password the one in");
        }
    }

    @Test
    void whatCannotBeServedIsTold() throws Exception {
        TestAuthority.Issued one = authority.issue("one", "EC", VALID);
        TestAuthority.Issued other = authority.issue("other", "RSA", VALID);
        Path certificate = pem("certificate", one.certificate());
        Path key = pem("key", pkcs8(one));

        assertThatThrownBy(() -> load(new KeyFiles.Pem(folder.resolve("nowhere"), key, Optional.empty())))
                .hasMessageContaining("nowhere cannot be read (NoSuchFileException");
        assertThatThrownBy(() -> load(new KeyFiles.Pem(key, key, Optional.empty())))
                .hasMessageContaining("has no certificate");
        assertThatThrownBy(() -> load(new KeyFiles.Pem(certificate, certificate, Optional.empty())))
                .hasMessageContaining("has no private key");
        assertThatThrownBy(() -> load(new KeyFiles.Pem(certificate, pem("key2", pkcs8(other)), Optional.empty())))
                .hasMessageContaining("is not that of the private key");
        Path disordered = pem("disordered", one.certificate(), other.certificate());
        assertThatThrownBy(() -> load(new KeyFiles.Pem(disordered, key, Optional.empty())))
                .hasMessageContaining("certificate 1 in " + disordered + ", of CN=one, was not signed by the next");
    }

    @Test
    void aBrokenRenewalKeepsTheOldOneUntilItIsMended() throws Exception {
        TestAuthority.Issued first = authority.issue("first", "EC", VALID);
        Certificates served = load(authority.serve(folder, first));

        TestAuthority.Issued second = authority.issue("second", "RSA", VALID);
        pem("server.pem", second.certificate(), authority.certificate()); // without its key, as between two copies
        served.reloadIfChanged();
        assertThat(served.state().subject()).isEqualTo("CN=first");
        assertThat(served.state().problem()).contains("is not that of the private key");
        assertThat(served.engine()).isNotNull();

        pem("server.key", pkcs8(second));
        served.reloadIfChanged();
        assertThat(served.state().subject()).isEqualTo("CN=second");
        assertThat(served.state().problem()).isEmpty();
    }

    @ParameterizedTest(name = "valid for {0}: {1}")
    @CsvSource({"PT1S, second", "PT0S, first", "PT-1S, first"})
    void anExpiredRenewalIsNotServed(Duration valid, String served) throws Exception {
        Certificates certificates = load(authority.serve(folder, authority.issue("first", "EC", VALID)));
        authority.serve(folder, authority.issue("second", "RSA", valid));
        certificates.reloadIfChanged();
        assertThat(certificates.state().subject()).isEqualTo("CN=" + served);
        assertThat(certificates.state().problem().isEmpty()).isEqualTo(served.equals("second"));
    }

    @Test
    void anExpiredCertificateIsServedAtAStart() throws Exception {
        Certificates served = load(authority.serve(folder, authority.issue("first", "EC", Duration.ofDays(-1))));
        assertThat(served.state().notAfter()).isBefore(TestDirectory.START);
    }
}
