package fr.sesame.source.csv;

import fr.sesame.account.InvalidValueException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the file itself is written, and what makes it unbelievable.
 *
 * @param charset its encoding, decoded strictly
 * @param separator the character between fields
 * @param acceptUnterminated whether a last line without line terminator is accepted; else the file counts as cut
 * @param maxBytes a bigger file is refused; of a compressed one, what it holds counts
 * @param maxAge a file written longer ago is refused as an old one, or null: any age will do
 */
public record CsvFormat(
        Charset charset,
        char separator,
        boolean acceptUnterminated,
        long maxBytes,
        @Nullable Duration maxAge) {
    /** One gibibyte: forty times the largest extract that is known. */
    public static final long DEFAULT_MAX_BYTES = 1L << 30;

    /** @throws InvalidValueException if the separator is a quote, a line break, a letter or a digit, or a limit cannot be */
    public CsvFormat {
        if (separator == '"' || separator == '\r' || separator == '\n' || Character.isLetterOrDigit(separator)) {
            throw new InvalidValueException(
                    "'" + separator + "' cannot separate fields; expected one character such as ; or ,");
        }
        if (maxBytes < 1 || maxBytes > DEFAULT_MAX_BYTES) {
            throw new InvalidValueException(
                    "a limit of " + maxBytes + " bytes cannot be; expected 1 to " + DEFAULT_MAX_BYTES);
        }
    }

    /** That encoding and separator, with the defaults of everything else. */
    public static CsvFormat of(Charset charset, char separator) {
        return new CsvFormat(charset, separator, false, DEFAULT_MAX_BYTES, null);
    }

    /** UTF-8 and semicolons. */
    public static CsvFormat utf8() {
        return of(StandardCharsets.UTF_8, ';');
    }
}
