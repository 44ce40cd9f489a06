package fr.sesame.server.door;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file with a password and nothing else; a line end after it does not count. */
final class PasswordFile {
    private PasswordFile() {}

    static char[] read(Path file) throws TlsException {
        try {
            return Files.readString(file, StandardCharsets.UTF_8).strip().toCharArray();
        } catch (IOException e) {
            throw new TlsException(
                    "the password file " + file + " cannot be read ("
                            + e.getClass().getSimpleName()
                            + "); is it there, and may this user read it?",
                    e);
        }
    }
}
