package fr.sesame.proof;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A small file system of its own, mounted on a folder, so that it can be filled, or fail, and nothing else is hit. Needs root. */
final class Volume implements AutoCloseable {
    private static final String MOUNT = "mount";
    private static final int CHUNK = 64 * 1024;

    private final Path folder;
    private final String[] mounting;

    private Volume(Path folder, String... mounting) throws InterruptedException {
        this.folder = folder;
        this.mounting = mounting;
        Tool.run(MOUNT, mounting);
    }

    static Volume inMemory(Path folder, int megabytes) throws InterruptedException {
        return new Volume(folder, "mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString());
    }

    /** An ext4 in a file, which goes read-only at its first error, as Debian's installer sets it up. */
    static Volume ext4(Path image, Path folder, int megabytes) throws InterruptedException {
        Tool.run("coreutils", "truncate", "-s", megabytes + "M", image.toString());
        Tool.run("e2fsprogs", "mkfs.ext4", "-q", image.toString());
        return new Volume(folder, "mount", "-o", "loop,errors=remount-ro", image.toString(), folder.toString());
    }

    private Path ballast() {
        return folder.resolve("ballast");
    }

    /** Not a byte is left. */
    void fill() throws IOException {
        byte[] chunk = new byte[CHUNK];
        for (int size = CHUNK; size > 0; size /= 4) {
            try (OutputStream out =
                    Files.newOutputStream(ballast(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                while (true) {
                    out.write(chunk, 0, size);
                }
            } catch (IOException e) {
                if (!String.valueOf(e.getMessage()).contains("No space left")) {
                    throw e;
                }
                // The next smaller size takes what is left of the last chunk.
            }
        }
    }

    void empty() throws IOException {
        Files.delete(ballast());
    }

    /** What a disk's error does to a mounted ext4: what is open stays open, and can only be read. */
    void fail() throws InterruptedException {
        Tool.run(MOUNT, "mount", "-o", "remount,abort", folder.toString());
    }

    /** What an administrator does about it; nothing may be open. */
    void mend(Path image) throws InterruptedException {
        unmount();
        Tool.run("e2fsprogs", "sh", "-c", "e2fsck -p -f \"$0\"; test $? -le 1", image.toString());
        Tool.run(MOUNT, mounting);
    }

    /** Nothing may be open for writing. */
    void setReadOnly(boolean readOnly) throws InterruptedException {
        Tool.run(MOUNT, "mount", "-o", readOnly ? "remount,ro" : "remount,rw", folder.toString());
    }

    private void unmount() throws InterruptedException {
        Tool.run(MOUNT, "umount", folder.toString());
    }

    @Override
    public void close() throws InterruptedException {
        unmount();
    }
}
