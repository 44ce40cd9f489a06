package fr.sesame.source.csv;

import fr.sesame.source.SourceException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to text, or a refusal. An encoding of one byte a letter decodes anything, so what comes out is looked at too: names
 * that were written into the directory with another encoding's letters are hard to get out again.
 */
final class Decoding {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private Decoding() {}

    static String decode(Path file, byte[] bytes, Charset charset) throws SourceException {
        String text = strict(bytes, charset);
        if (text == null) {
            throw refusal(file, charset, "some of its bytes are none of that encoding");
        }
        if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
            text = text.substring(1);
        }
        if (charset.newEncoder().maxBytesPerChar() == 1.0f
                && hasHighBytes(bytes)
                && strict(bytes, StandardCharsets.UTF_8) != null) {
            throw refusal(file, charset, "it is UTF-8");
        }
        int line = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                line++;
            } else if (c == '\u0000' || (c >= '\u0080' && c <= '\u009F') || c == '\uFFFD') {
                throw refusal(file, charset, String.format("line %d has the control character U+%04X", line, (int) c));
            }
        }
        return text;
    }

    private static @Nullable String strict(byte[] bytes, Charset charset) {
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static boolean hasHighBytes(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return true;
            }
        }
        return false;
    }

    private static SourceException refusal(Path file, Charset charset, String found) {
        return new SourceException(file + " is not written in " + charset + ": " + found
                + ". Extract it again, or mend 'encoding' in the mapping");
    }
}
