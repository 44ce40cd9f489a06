package fr.sesame.config;

import fr.sesame.source.csv.CsvFormat;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code format:} of a file of CSV. */
final class FormatReader {
    private FormatReader() {}

    static CsvFormat read(Section section) {
        Charset charset = section.value(
                "encoding", Charset::forName, StandardCharsets.UTF_8, "an encoding such as UTF-8 or windows-1252");
        char separator = section.value(
                "separator",
                FormatReader::separator,
                ';',
                "one character that is no letter, digit or quote, such as ';'");
        boolean accept = section.<Boolean>word(
                "unterminated-last-line", List.of(false, true), is -> is ? "accept" : "refuse", false);
        long maxBytes = section.number("max-bytes", CsvFormat.DEFAULT_MAX_BYTES, 1, CsvFormat.DEFAULT_MAX_BYTES);
        @Nullable
        Duration maxAge = section.has("max-age")
                ? section.needed("max-age", Duration::parse, Duration.ofDays(1), "a duration such as PT36H")
                : null;
        return new CsvFormat(charset, separator, accept, maxBytes, maxAge);
    }

    private static char separator(String text) {
        if (text.equals("tab")) {
            return '\t';
        }
        if (text.length() != 1) {
            throw new IllegalArgumentException();
        }
        // The record knows which characters cannot separate.
        return CsvFormat.of(StandardCharsets.UTF_8, text.charAt(0)).separator();
    }
}
