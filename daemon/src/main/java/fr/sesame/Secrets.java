package fr.sesame;

import fr.sesame.directory.DirectoryException;
import fr.sesame.identity.TombstoneKey;
import fr.sesame.systemd.Credentials;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The passwords of services, one file each, readable by their owner alone. A file holds the password and nothing else, no
 * line end either, so that {@code ldapsearch -y} can use it. That of somebody who administers, as whom nothing on this host binds, may be
 * a hash.
 */
final class Secrets {
    private static final int RANDOM_BYTES = 24;

    private final Path folder;
    private final Credentials credentials;

    /** @param credentials a password among them is taken before that in the folder */
    Secrets(Path folder, Credentials credentials) {
        this.folder = folder;
        this.credentials = credentials;
    }

    Path file(String service) {
        String name = service + ".password";
        Path handedOver = credentials.file(name);
        return Files.exists(handedOver) ? handedOver : folder.resolve(name);
    }

    /** The key of the hashes on tombstones. */
    TombstoneKey tombstoneKey() {
        return new TombstoneKeyFile(folder.resolve("tombstone.key"));
    }

    /** The password of that service; a random one is made and kept if there is none. */
    String readOrMake(String service) throws IOException {
        return readOrMake(file(service), service);
    }

    /** What chains the lines of the audit trail. */
    Path auditKey() {
        return folder.resolve("audit.key");
    }

    /** Makes a random key of the audit trail if there is none. */
    void makeAuditKey() throws IOException {
        readOrMake(auditKey(), "audit");
    }

    private String readOrMake(Path file, String service) throws IOException {
        if (!Files.exists(file)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            byte[] random = new byte[RANDOM_BYTES];
            new SecureRandom().nextBytes(random);
            Path made = Files.createTempFile(
                    folder,
                    service,
                    ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(made, Base64.getUrlEncoder().encodeToString(random));
            Files.move(made, file);
        }
        return Files.readString(file, StandardCharsets.UTF_8).strip();
    }

    static String read(Path file) throws DirectoryException {
        try {
            return Files.readString(file, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw DirectoryException.refused(
                    "the password file " + file + " cannot be read ("
                            + e.getClass().getSimpleName()
                            + "); has the directory been started once, and may you read its secrets?",
                    e);
        }
    }
}
