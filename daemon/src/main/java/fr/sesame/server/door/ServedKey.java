package fr.sesame.server.door;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A private key with its certificate, which are known to belong together.
 *
 * @param key the private key
 * @param chain the server's certificate, then that of who signed it, and so on
 */
record ServedKey(PrivateKey key, List<X509Certificate> chain) {
    ServedKey {
        chain = List.copyOf(chain);
    }

    /** @throws TlsException if a file cannot be read, or the certificate is not the key's */
    static ServedKey read(KeyFiles files) throws TlsException {
        if (files instanceof KeyFiles.Pem pem) {
            List<X509Certificate> chain = new PemFile(pem.certificate()).certificates();
            return new ServedKey(new PemFile(pem.key()).key(pem.keyPassword()), chain).checked(pem.certificate());
        }
        KeyFiles.Pkcs12 pkcs12 = (KeyFiles.Pkcs12) files;
        return read(pkcs12).checked(pkcs12.store());
    }

    private static ServedKey read(KeyFiles.Pkcs12 files) throws TlsException {
        Path file = files.store();
        char[] password = PasswordFile.read(files.password());
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            for (String alias : Collections.list(store.aliases())) {
                if (store.getKey(alias, password) instanceof PrivateKey key) {
                    List<X509Certificate> chain = new ArrayList<>();
                    for (Certificate certificate : store.getCertificateChain(alias)) {
                        chain.add((X509Certificate) certificate);
                    }
                    return new ServedKey(key, chain);
                }
            }
            throw new TlsException(file + " has no private key");
        } catch (IOException | GeneralSecurityException e) {
            throw new TlsException(
                    file + " cannot be read (" + e.getClass().getSimpleName()
                            + "); is it PKCS#12, and its password the one in " + files.password() + "?",
                    e);
        }
    }

    private ServedKey checked(Path file) throws TlsException {
        if (!isOf(certificate())) {
            throw new TlsException("the first certificate in " + file
                    + ", of " + certificate().getSubjectX500Principal().getName()
                    + ", is not that of the private key; was one of them renewed without the other?");
        }
        for (int i = 0; i + 1 < chain.size(); i++) {
            try {
                chain.get(i).verify(chain.get(i + 1).getPublicKey());
            } catch (GeneralSecurityException e) {
                throw new TlsException(
                        "certificate " + (i + 1) + " in " + file + ", of "
                                + chain.get(i).getSubjectX500Principal().getName()
                                + ", was not signed by the next; expected the server's, then each one's issuer",
                        e);
            }
        }
        return this;
    }

    private boolean isOf(X509Certificate certificate) {
        byte[] something = "Sésame".getBytes(StandardCharsets.UTF_8);
        try {
            Signature signature = Signature.getInstance(algorithm());
            signature.initSign(key);
            signature.update(something);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(something);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false; // a key of another kind
        }
    }

    private String algorithm() throws GeneralSecurityException {
        if (key instanceof RSAPrivateKey) {
            return "SHA256withRSA";
        }
        if (key instanceof ECPrivateKey) {
            return "SHA256withECDSA";
        }
        if (key instanceof EdECPrivateKey) {
            return "EdDSA";
        }
        throw new GeneralSecurityException("a key of " + key.getAlgorithm());
    }

    X509Certificate certificate() {
        return chain.get(0);
    }

    Instant notBefore() {
        return certificate().getNotBefore().toInstant();
    }

    Instant notAfter() {
        return certificate().getNotAfter().toInstant();
    }
}
