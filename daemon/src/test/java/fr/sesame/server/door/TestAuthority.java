package fr.sesame.server.door;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;

/** A certification authority of a test. */
public final class TestAuthority {
    private static final AtomicLong SERIAL = new AtomicLong(1);
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

    private final KeyPair keys;
    private final X509Certificate certificate;
    private final Instant now;

    public TestAuthority(String name, Instant now)
            throws GeneralSecurityException, IOException, OperatorCreationException {
        this.now = now;
        keys = generate("EC");
        certificate =
                sign(name, keys, keys.getPrivate(), new X500Name("CN=" + name), now.plus(Duration.ofDays(3650)), true);
    }

    /** A key and its certificate. */
    public record Issued(PrivateKey key, X509Certificate certificate) {}

    private static KeyPair generate(String kind) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
        if (kind.equals("EC")) {
            generator.initialize(256);
        }
        return generator.generateKeyPair();
    }

    /** To find a pair takes a second or more: one for all. */
    private static final class Rsa {
        private static final KeyPair PAIR = make();

        private static KeyPair make() {
            try {
                return generate("RSA");
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    public Issued issue(String name, String kind, Duration valid)
            throws GeneralSecurityException, IOException, OperatorCreationException {
        KeyPair pair = kind.equals("RSA") ? Rsa.PAIR : generate(kind);
        return new Issued(
                pair.getPrivate(),
                sign(
                        name,
                        pair,
                        keys.getPrivate(),
                        new X500Name(certificate.getSubjectX500Principal().getName()),
                        now.plus(valid),
                        false));
    }

    private X509Certificate sign(
            String name, KeyPair of, PrivateKey by, X500Name issuer, Instant until, boolean authority)
            throws GeneralSecurityException, IOException, OperatorCreationException {
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                issuer,
                BigInteger.valueOf(SERIAL.getAndIncrement()),
                Date.from(LONG_AGO),
                Date.from(until),
                subject(name),
                of.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
        if (!authority) {
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName[] {
                new GeneralName(GeneralName.iPAddress, "127.0.0.1"), new GeneralName(GeneralName.dNSName, "localhost")
            }));
        }
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(by)));
    }

    /** A whole name if it is one, in the order in which it is written. */
    private static X500Name subject(String name) {
        return X500Name.getInstance(new X500Principal(name.contains("=") ? name : "CN=" + name).getEncoded());
    }

    public X509Certificate certificate() {
        return certificate;
    }

    /** As PEM: whatever the writer knows. */
    public static Path write(Path file, Object... objects) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
            for (Object object : objects) {
                pem.writeObject(object);
            }
        }
        return Files.writeString(file, text.toString());
    }

    /** A server's files in that folder. */
    public KeyFiles serve(Path folder, Issued issued) throws IOException {
        return new KeyFiles.Pem(
                write(folder.resolve("server.pem"), issued.certificate(), certificate),
                write(
                        folder.resolve("server.key"),
                        new PemObject("PRIVATE KEY", issued.key().getEncoded())),
                Optional.empty());
    }
}
