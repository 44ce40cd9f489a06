package fr.sesame.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** A file with the password of a source and nothing else. Its owner and its group may read it, nobody else. */
public final class PasswordFile {
    private static final Set<PosixFilePermission> TOO_MUCH = Set.of(
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_EXECUTE);

    private PasswordFile() {}

    /**
     * The password, without the end of its line.
     *
     * @throws SourceException if there is none, or everybody may read it
     */
    public static String read(Path file) throws SourceException {
        try {
            if (Files.getPosixFilePermissions(file).stream().anyMatch(TOO_MUCH::contains)) {
                throw new SourceException(
                        file + ": found a password file that others may read or write; expected one of "
                                + "its owner alone. Say: chmod 600 " + file
                                + "; and change the password if others were on this host");
            }
            String password = Files.readString(file, StandardCharsets.UTF_8).strip();
            if (password.isEmpty()) {
                throw new SourceException(file + ": found nothing; expected the password and nothing else");
            }
            return password;
        } catch (NoSuchFileException e) {
            throw new SourceException(
                    file
                            + ": there is no such file; expected the password in it. Make it with mode 600, or correct the "
                            + "setting 'password-file'",
                    e);
        } catch (IOException e) {
            throw new SourceException(
                    file + ": the password file cannot be read (" + e
                            + "); expected one in UTF-8 that this account may "
                            + "read. Correct its owner or its rights",
                    e);
        }
    }
}
