package fr.sesame.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Remembers by which settings everybody was last shown, so that a changed configuration reaches those too to whom nothing
 * happens. A file with a hash of them, and none before the first day.
 */
public final class ShownSettings {
    private final Path file;
    private final String now;

    /**
     * @param file where it is kept
     * @param settings those of today, as text
     */
    public ShownSettings(Path file, String settings) {
        this.file = file;
        this.now = hash(settings);
    }

    /**
     * Whether everybody was shown by other settings than those of today.
     *
     * @throws RunException if the file cannot be read
     */
    public boolean areOthers() throws RunException {
        try {
            return !Files.readString(file).strip().equals(now);
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new RunException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Everybody is shown by those of today.
     *
     * @throws RunException if the file cannot be written
     */
    public void keep() throws RunException {
        if (Files.exists(file) && !areOthers()) {
            return; // it is kept already
        }
        Path made = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.writeString(made, now + "\n");
            Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new RunException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    private static String hash(String settings) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(settings.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
