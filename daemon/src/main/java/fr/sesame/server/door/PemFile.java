package fr.sesame.server.door;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMDecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;

/** Certificates and keys as text (RFC 7468), and OpenSSL's older forms of keys. */
final class PemFile {
    private final Path file;

    PemFile(Path file) {
        this.file = file;
    }

    /** All certificates in the file, in their order; at least one. */
    List<X509Certificate> certificates() throws TlsException {
        List<X509Certificate> certificates = new ArrayList<>();
        JcaX509CertificateConverter converter = new JcaX509CertificateConverter();
        for (Object object : objects()) {
            if (object instanceof X509CertificateHolder holder) {
                try {
                    certificates.add(converter.getCertificate(holder));
                } catch (CertificateException e) {
                    throw new TlsException(file + " has a certificate that cannot be read: " + e.getMessage(), e);
                }
            }
        }
        if (certificates.isEmpty()) {
            throw new TlsException(file + " has no certificate; expected '-----BEGIN CERTIFICATE-----'");
        }
        return certificates;
    }

    /** The first private key in the file. */
    PrivateKey key(Optional<Path> passwordFile) throws TlsException {
        for (Object object : objects()) {
            if (object instanceof PrivateKeyInfo
                    || object instanceof PEMKeyPair
                    || object instanceof PEMEncryptedKeyPair
                    || object instanceof PKCS8EncryptedPrivateKeyInfo) {
                try {
                    return key(object, passwordFile);
                } catch (IOException | OperatorCreationException | PKCSException | IllegalArgumentException e) {
                    throw new TlsException(
                            file + " has a key that cannot be read ("
                                    + e.getClass().getSimpleName()
                                    + "); is it RSA, EC or EdDSA, and its password the right one?",
                            e);
                }
            }
        }
        throw new TlsException(file + " has no private key; expected '-----BEGIN PRIVATE KEY-----'");
    }

    private PrivateKey key(Object object, Optional<Path> passwordFile)
            throws TlsException, IOException, OperatorCreationException, PKCSException {
        JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
        if (object instanceof PrivateKeyInfo info) {
            return converter.getPrivateKey(info);
        }
        if (object instanceof PEMKeyPair pair) {
            return converter.getPrivateKey(pair.getPrivateKeyInfo());
        }
        char[] password = PasswordFile.read(passwordFile.orElseThrow(() ->
                new TlsException(file + " has an encrypted key; set 'key-password-file' to the file of its password")));
        BouncyCastleProvider provider =
                new BouncyCastleProvider(); // for the ciphers of keys that the JDK does not have
        if (object instanceof PEMEncryptedKeyPair encrypted) {
            PEMKeyPair pair = encrypted.decryptKeyPair(
                    new JcePEMDecryptorProviderBuilder().setProvider(provider).build(password));
            return converter.getPrivateKey(pair.getPrivateKeyInfo());
        }
        PKCS8EncryptedPrivateKeyInfo encrypted = (PKCS8EncryptedPrivateKeyInfo) object;
        return converter.getPrivateKey(encrypted.decryptPrivateKeyInfo(new JceOpenSSLPKCS8DecryptorProviderBuilder()
                .setProvider(provider)
                .build(password)));
    }

    private List<Object> objects() throws TlsException {
        List<Object> objects = new ArrayList<>();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1);
                PEMParser parser = new PEMParser(reader)) {
            Object object = parser.readObject();
            while (object != null) {
                objects.add(object);
                object = parser.readObject();
            }
        } catch (IOException e) {
            throw new TlsException(
                    file + " cannot be read (" + e.getClass().getSimpleName() + ": " + e.getMessage()
                            + "); is it there, may this user read it, and is it PEM?",
                    e);
        }
        return objects;
    }
}
