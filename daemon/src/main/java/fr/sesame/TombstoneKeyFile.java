package fr.sesame;

import fr.sesame.identity.IdentityHashes;
import fr.sesame.identity.TombstoneKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * The key in a file that its owner alone may read, base64. It is on the disk before the first tombstone is: without it a tombstone
 * recognises nobody.
 */
record TombstoneKeyFile(Path file) implements TombstoneKey {

    @Override
    public Optional<IdentityHashes> find() {
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            String text = Files.readString(file, StandardCharsets.UTF_8).strip();
            return Optional.of(new IdentityHashes(Base64.getUrlDecoder().decode(text)));
        } catch (IOException e) {
            throw new UncheckedIOException("the key " + file + " cannot be read", e);
        } catch (IllegalArgumentException e) {
            throw new UncheckedIOException(new IOException("the key " + file + " is damaged: " + e.getMessage(), e));
        }
    }

    @Override
    public IdentityHashes findOrMake() {
        return find().orElseGet(() -> {
            try {
                make();
            } catch (IOException e) {
                throw new UncheckedIOException("the key " + file + " cannot be made", e);
            }
            return find().orElseThrow();
        });
    }

    private void make() throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        byte[] random = new byte[IdentityHashes.KEY_BYTES];
        new SecureRandom().nextBytes(random);
        Path made = Files.createTempFile(
                folder,
                "tombstone",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (FileChannel channel = FileChannel.open(made, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(Base64.getUrlEncoder().encode(random)));
            channel.force(true);
        }
        try {
            Files.createLink(file, made); // never over one that somebody else has just made
        } catch (FileAlreadyExistsException e) {
            return; // that one is it
        } finally {
            Files.delete(made);
        }
        try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
            entries.force(true);
        }
    }
}
