package fr.sesame.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * Who may read what is made.
 *
 * @param file the mode of files
 * @param folder the mode of folders
 * @param like whose group they get; empty: that of whoever makes them
 * @param owner whether they get its owner too
 */
record Access(String file, String folder, Optional<PosixFileAttributes> like, boolean owner) {

    /** What the service reads and does not write: its group may read it. */
    static Access configuration(Path state) throws IOException {
        return new Access("rw-r-----", "rwxr-x---", serviceOf(state), false);
    }

    /** What is the service's own. */
    static Access secret(Path state) throws IOException {
        return new Access("rw-------", "rwx------", serviceOf(state), true);
    }

    /** The service is whoever owns the folder of its state, if a package has made it already. */
    private static Optional<PosixFileAttributes> serviceOf(Path state) throws IOException {
        return Files.isDirectory(state)
                ? Optional.of(Files.readAttributes(state, PosixFileAttributes.class))
                : Optional.empty();
    }

    void giveFile(Path made) throws IOException {
        give(made, file);
    }

    void giveFolder(Path made) throws IOException {
        give(made, folder);
    }

    private void give(Path made, String mode) throws IOException {
        Files.setPosixFilePermissions(made, PosixFilePermissions.fromString(mode));
        if (like.isEmpty()) {
            return;
        }
        PosixFileAttributeView view = Files.getFileAttributeView(made, PosixFileAttributeView.class);
        PosixFileAttributes now = view.readAttributes();
        if (!now.group().equals(like.get().group())) {
            view.setGroup(like.get().group());
        }
        if (owner && !now.owner().equals(like.get().owner())) {
            view.setOwner(like.get().owner());
        }
    }
}
