package fr.sesame.source.csv;

import fr.sesame.source.SourceException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Bytes into text, refusing what is not in the declared encoding: a name read wrongly would become a login. */
final class StrictText {
    private static final char BOM = '\uFEFF';

    private final Path path;
    private final byte[] bytes;
    private final Charset charset;

    private StrictText(Path path, byte[] bytes, Charset charset) {
        this.path = path;
        this.bytes = bytes;
        this.charset = charset;
    }

    static String decode(Path path, byte[] bytes, Charset charset) throws SourceException {
        return new StrictText(path, bytes, charset).decode();
    }

    private String decode() throws SourceException {
        boolean wide = charset.name().startsWith("UTF-16") || charset.name().startsWith("UTF-32");
        if (!wide && (startsWith(0xFE, 0xFF) || startsWith(0xFF, 0xFE))) {
            throw wrong("a byte order mark of UTF-16");
        }
        boolean utf8 = charset.equals(StandardCharsets.UTF_8);
        if (!utf8 && !wide && startsWith(0xEF, 0xBB, 0xBF)) {
            throw wrong("a byte order mark of UTF-8");
        }
        if (!utf8 && !wide && hasHighBytes() && isUtf8()) {
            throw wrong("what looks like UTF-8 (line " + lineOf(firstHighByte()) + ")");
        }
        String text = strictly();
        if (!text.isEmpty() && text.charAt(0) == BOM) {
            text = text.substring(1);
        }
        refuseControls(text);
        return text;
    }

    private String strictly() throws SourceException {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate((int) Math.ceil(bytes.length * (double) decoder.maxCharsPerByte()) + 1);
        CoderResult result = decoder.decode(in, out, true);
        if (!result.isError()) {
            result = decoder.flush(out);
        }
        if (result.isError()) {
            int at = in.position();
            throw wrong("the byte 0x%02X in line %d, which is none of its characters"
                    .formatted(bytes[Math.min(at, bytes.length - 1)] & 0xFF, lineOf(at)));
        }
        return out.flip().toString();
    }

    /** NUL comes with UTF-16 read as something else; C1 controls come with CP1252 read as ISO-8859. */
    private void refuseControls(String text) throws SourceException {
        int line = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                line++;
            } else if (c == 0) {
                throw wrong("a NUL character in line " + line);
            } else if (c >= 0x80 && c <= 0x9F) {
                throw wrong("the control character U+%04X in line %d, which no extract has".formatted((int) c, line));
            }
        }
    }

    private SourceException wrong(String found) {
        return new SourceException(path + ": found " + found + "; expected text in " + charset.name()
                + ". Correct 'format.encoding', or have the extract made in that encoding");
    }

    private boolean startsWith(int... start) {
        if (bytes.length < start.length) {
            return false;
        }
        for (int i = 0; i < start.length; i++) {
            if ((bytes[i] & 0xFF) != start[i]) {
                return false;
            }
        }
        return true;
    }

    private boolean hasHighBytes() {
        return firstHighByte() < bytes.length;
    }

    private int firstHighByte() {
        int i = 0;
        while (i < bytes.length && bytes[i] >= 0) {
            i++;
        }
        return i;
    }

    private boolean isUtf8() {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private int lineOf(int position) {
        int line = 1;
        for (int i = 0; i < position && i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                line++;
            }
        }
        return line;
    }
}
