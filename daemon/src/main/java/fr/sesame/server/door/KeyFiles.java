package fr.sesame.server.door;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the certificate and its key are. */
public sealed interface KeyFiles {

    /** The files that are looked at for changes. */
    List<Path> files();

    /**
     * Reads them, and says when the certificate ends.
     *
     * @throws TlsException if one cannot be read, or the certificate is not the key's
     */
    default Instant notAfter() throws TlsException {
        return ServedKey.read(this).notAfter();
    }

    /**
     * PEM files, as certification authorities and ACME clients leave them.
     *
     * @param certificate the server's certificate, then those that lead to the authority, in that order
     * @param key the private key: PKCS#8 or PKCS#1/SEC 1, RSA, EC or EdDSA
     * @param keyPassword the file of the key's password, if the key is encrypted
     */
    record Pem(Path certificate, Path key, Optional<Path> keyPassword) implements KeyFiles {
        @Override
        public List<Path> files() {
            return Stream.concat(Stream.of(certificate, key), keyPassword.stream())
                    .toList();
        }
    }

    /**
     * A PKCS#12 file with one key.
     *
     * @param store the file
     * @param password the file of its password
     */
    record Pkcs12(Path store, Path password) implements KeyFiles {
        @Override
        public List<Path> files() {
            return List.of(store, password);
        }
    }
}
