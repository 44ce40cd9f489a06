package fr.sesame.setup;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Files that come into being together: all of them, or none. Each is whole and on the disk before the first has its name, none takes
 * the place of another, and the last to come is the one that makes the others count. A process that is killed between the first and the
 * last leaves files that nothing refers to; made once more with the same content, they are in nobody's way.
 */
final class NewFiles {
    private final Map<Path, NewFile> files = new LinkedHashMap<>();
    private final Map<Path, Access> folders = new LinkedHashMap<>();
    /** What has to be deleted if not everything can be made, the last first. */
    private final Deque<Path> made = new ArrayDeque<>();

    private record NewFile(byte[] content, Access access) {}

    /** Adds a file; the last that is added is the last to come. */
    void add(Path file, String content, Access access) {
        files.put(file.toAbsolutePath(), new NewFile(content.getBytes(StandardCharsets.UTF_8), access));
    }

    /** Adds a folder that is to be there, whatever is in it. */
    void addFolder(Path folder, Access access) {
        folders.put(folder.toAbsolutePath(), access);
    }

    /** Those that are there already, with another content. */
    List<Path> inTheWay() throws IOException {
        Deque<Path> found = new ArrayDeque<>();
        for (Map.Entry<Path, NewFile> file : files.entrySet()) {
            if (Files.exists(file.getKey()) && !isSame(file.getKey(), file.getValue())) {
                found.add(file.getKey());
            }
        }
        return List.copyOf(found);
    }

    private static boolean isSame(Path file, NewFile wanted) throws IOException {
        return Files.isRegularFile(file) && Arrays.equals(Files.readAllBytes(file), wanted.content());
    }

    /**
     * Makes them, and the folders they are in.
     *
     * @throws IOException if one cannot be made; then none is there that was not there before, nor any folder
     */
    void write() throws IOException {
        Map<Path, Path> staged = new LinkedHashMap<>();
        try {
            for (Map.Entry<Path, Access> folder : folders.entrySet()) {
                makeFolder(folder.getKey(), folder.getValue());
            }
            for (Map.Entry<Path, NewFile> file : files.entrySet()) {
                if (!Files.exists(file.getKey())) {
                    staged.put(stage(file.getKey(), file.getValue()), file.getKey());
                }
            }
            for (Map.Entry<Path, Path> file : staged.entrySet()) {
                Files.createLink(file.getValue(), file.getKey()); // fails if one has come meanwhile
                made.push(file.getValue());
            }
            for (Path file : staged.values()) {
                sync(parentOf(file));
            }
            made.clear();
        } finally {
            for (Path temporary : staged.keySet()) {
                Files.deleteIfExists(temporary);
            }
            while (!made.isEmpty()) {
                Files.deleteIfExists(made.pop());
            }
        }
    }

    private Path stage(Path file, NewFile wanted) throws IOException {
        Path folder = parentOf(file);
        makeFolder(folder, wanted.access());
        Path temporary = Files.createTempFile(
                folder,
                ".init",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(wanted.content()));
            wanted.access().giveFile(temporary);
            channel.force(true);
        } catch (IOException e) {
            Files.delete(temporary);
            throw e;
        }
        return temporary;
    }

    private void makeFolder(Path folder, Access access) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        makeFolder(parentOf(folder), access);
        Files.createDirectory(folder);
        made.push(folder);
        access.giveFolder(folder);
    }

    private static void sync(Path folder) throws IOException {
        try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
            entries.force(true);
        }
    }

    private static Path parentOf(Path file) {
        Path parent = file.getParent();
        if (parent == null) {
            throw new IllegalArgumentException(file + " is in no folder");
        }
        return parent;
    }
}
