package fr.sesame.source.csv;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Bytes into text, one buffer after another, refusing what is not in the declared encoding: a name read wrongly would become a
 * login. Reading throws {@link UnfitTextException} then; some of it shows at the end only.
 */
final class StrictText extends Reader {
    private static final char BOM = '\uFEFF';
    private static final int BUFFER = 1 << 16;

    private final InputStream bytes;
    private final Charset charset;
    private final long maxBytes;
    private final CharsetDecoder decoder;
    private final boolean wide;
    private final boolean utf8;
    private final Utf8Check looksLikeUtf8 = new Utf8Check();
    private final ByteBuffer in = ByteBuffer.allocate(BUFFER).flip();
    private final CharBuffer out = CharBuffer.allocate(BUFFER).flip();
    private long count;
    private boolean begun;
    private boolean marked;
    private boolean ended;
    private boolean flushed;
    private boolean blank = true;
    private char last;
    private long line = 1;
    private long byteLine = 1;
    private long highLine = 1;

    /** @param maxBytes more of them are refused */
    StrictText(InputStream bytes, Charset charset, long maxBytes) {
        this.bytes = bytes;
        this.charset = charset;
        this.maxBytes = maxBytes;
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        this.wide = charset.name().startsWith("UTF-16") || charset.name().startsWith("UTF-32");
        this.utf8 = charset.equals(StandardCharsets.UTF_8);
    }

    /** Whether nothing but white space was read so far. */
    boolean isBlank() {
        return blank;
    }

    /** Whether what was read so far ends with its line. */
    boolean isTerminated() {
        return last == '\n' || last == '\r';
    }

    /** Reads and checks what is left. */
    void drain() throws IOException {
        char[] buffer = new char[BUFFER];
        while (read(buffer, 0, buffer.length) >= 0) {
            // The check is what it is read for.
        }
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        if (!out.hasRemaining() && !decode()) {
            return -1;
        }
        int read = Math.min(length, out.remaining());
        out.get(buffer, offset, read);
        return read;
    }

    /** The next characters, or false at the end. */
    private boolean decode() throws IOException {
        if (!begun) {
            fill();
            begin();
        }
        out.clear();
        while (out.position() == 0 && !flushed) {
            CoderResult result = decoder.decode(in, out, ended);
            if (result.isUnderflow() && ended) {
                result = decoder.flush(out);
                flushed = result.isUnderflow();
            } else if (result.isUnderflow()) {
                fill();
            }
            if (result.isError()) {
                int found = in.get(in.position()) & 0xFF;
                look();
                throw wrong("the byte 0x%02X in line %d, which is none of its characters".formatted(found, line));
            }
        }
        look();
        if (flushed && isReallyUtf8()) {
            throw unfit(asUtf8());
        }
        return out.hasRemaining();
    }

    private void look() throws IOException {
        out.flip();
        if (!marked && out.hasRemaining()) {
            marked = true;
            if (out.get(0) == BOM) {
                out.get();
            }
        }
        for (int i = out.position(); i < out.limit(); i++) {
            look(out.get(i));
        }
    }

    /** A mark says what the bytes are before any of them is decoded. */
    private void begin() throws UnfitTextException {
        begun = true;
        if (!wide && (startsWith(0xFE, 0xFF) || startsWith(0xFF, 0xFE))) {
            throw unfit("a byte order mark of UTF-16");
        }
        if (!wide && !utf8 && startsWith(0xEF, 0xBB, 0xBF)) {
            throw unfit("a byte order mark of UTF-8");
        }
    }

    private boolean startsWith(int... start) {
        if (in.remaining() < start.length) {
            return false;
        }
        for (int i = 0; i < start.length; i++) {
            if ((in.get(i) & 0xFF) != start[i]) {
                return false;
            }
        }
        return true;
    }

    private void fill() throws IOException {
        in.compact();
        while (in.hasRemaining() && !ended) {
            int from = in.position();
            int got = bytes.read(in.array(), from, in.remaining());
            ended = got < 0;
            if (got > 0) {
                in.position(from + got);
                count += got;
                note(in.array(), from, got);
            }
        }
        in.flip();
        if (count > maxBytes) {
            throw new UnfitTextException("found more than " + maxBytes + " bytes; expected at most that. "
                    + "If the extract is right, raise 'format.max-bytes'");
        }
    }

    private void note(byte[] array, int from, int got) {
        if (utf8 || wide) {
            return;
        }
        for (int i = from; i < from + got; i++) {
            boolean before = looksLikeUtf8.hasHigh();
            looksLikeUtf8.accept(array[i]);
            if (!before && looksLikeUtf8.hasHigh()) {
                highLine = byteLine;
            }
            if (array[i] == '\n') {
                byteLine++;
            }
        }
    }

    /** NUL comes with UTF-16 read as something else; C1 controls come with CP1252 read as ISO-8859. */
    private void look(char c) throws IOException {
        if (c == '\n') {
            line++;
        } else if (c == 0) {
            throw wrong("a NUL character in line " + line);
        } else if (c >= 0x80 && c <= 0x9F) {
            throw wrong("the control character U+%04X in line %d, which no extract has".formatted((int) c, line));
        }
        blank &= Character.isWhitespace(c);
        last = c;
    }

    /** What was found, unless all of it is UTF-8: that explains the rest, and says more. */
    private IOException wrong(String found) throws IOException {
        while (!ended && !utf8 && !wide) {
            in.position(in.limit());
            fill();
        }
        return unfit(isReallyUtf8() ? asUtf8() : found);
    }

    private boolean isReallyUtf8() {
        return !utf8 && !wide && looksLikeUtf8.isUtf8();
    }

    private String asUtf8() {
        return "what looks like UTF-8 (line " + highLine + ")";
    }

    private UnfitTextException unfit(String found) {
        return new UnfitTextException("found " + found + "; expected text in " + charset.name()
                + ". Correct 'format.encoding', or have the extract made in that encoding");
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
