package fr.sesame.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The end of a file, as a kill or a power cut may have left it.
 *
 * @param last the last line that is whole; none if no line is
 * @param torn how many bytes after it are no line
 */
record Tail(Optional<Position> last, long torn) {
    private static final int WINDOW = 1 << 20;
    private static final int MOST = 1 << 30;

    static Tail of(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            for (long window = Math.min(size, WINDOW); ; window = Math.min(size, window * 8)) {
                Tail found = in(read(channel, size - window, (int) window));
                if (found.last().isPresent() || window == size) {
                    return found;
                }
                if (window > MOST / 8) {
                    throw new IOException("it does not end in a line; move it out of the folder");
                }
            }
        } catch (IOException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private static byte[] read(FileChannel channel, long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, from + bytes.position()) < 0) {
                throw new IOException("the file became shorter while it was read");
            }
        }
        return bytes.array();
    }

    /** Backwards, line by line, until one is whole. */
    private static Tail in(byte[] bytes) {
        int newline = newlineBefore(bytes, bytes.length);
        while (newline >= 0) {
            int before = newlineBefore(bytes, newline);
            String line = new String(bytes, before + 1, newline - before - 1, StandardCharsets.UTF_8);
            Optional<Position> position = LineFormat.parts(line).map(LineFormat.Parts::position);
            if (position.isPresent()) {
                return new Tail(position, bytes.length - newline - 1L);
            }
            newline = before;
        }
        return new Tail(Optional.empty(), bytes.length);
    }

    private static int newlineBefore(byte[] bytes, int end) {
        for (int i = end - 1; i >= 0; i--) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }
}
