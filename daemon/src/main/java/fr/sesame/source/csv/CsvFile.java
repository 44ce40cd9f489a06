package fr.sesame.source.csv;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import fr.sesame.source.Extract;
import fr.sesame.source.SourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * A file that was read whole and found to be what it should be: there, complete, in its encoding, with its columns. The
 * bytes are read once; what is checked is what is used.
 */
record CsvFile(List<Row> rows, Extract.Facts facts) {

    static CsvFile read(Path file, CsvFormat format, Collection<String> columns) throws SourceException {
        byte[] bytes;
        Instant modified;
        try {
            long size = Files.size(file);
            if (size > format.maxBytes()) {
                throw new SourceException(file + " has " + size + " bytes; expected at most " + format.maxBytes()
                        + " (max-bytes in the mapping)");
            }
            modified = Files.getLastModifiedTime(file).toInstant();
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new SourceException(
                    file + " is not there; let the application write it, or mend 'file' in the mapping", e);
        } catch (IOException e) {
            throw new SourceException(file + " cannot be read: " + e, e);
        }
        if (bytes.length == 0) {
            throw new SourceException(file + " is empty; expected a header and rows. Nobody's account was changed");
        }
        String text = Decoding.decode(file, bytes, format.charset());
        boolean terminated = text.endsWith("\n") || text.endsWith("\r");
        List<Row> rows = parse(file, text, format, columns);
        if (rows.isEmpty()) {
            throw new SourceException(
                    file + " has a header and not one row; expected rows. Nobody's account was changed");
        }
        Row last = rows.get(rows.size() - 1);
        if ((!terminated && !format.unterminatedLastLine()) || (!terminated && !last.isWhole())) {
            throw new SourceException(
                    file + " is cut: its last line, " + last.line() + ", does not end with a line end;"
                            + " expected a whole file. Extract it again (or set unterminated-last-line: true in the mapping)");
        }
        if (!last.isWhole()) {
            throw new SourceException(file + " is cut: its last line, " + last.line() + ", has "
                    + last.fields().size() + " fields; expected "
                    + last.header().size() + ". Extract it again");
        }
        return new CsvFile(rows, new Extract.Facts(file.toString(), rows.size(), modified, sha256(bytes)));
    }

    private static List<Row> parse(Path file, String text, CsvFormat format, Collection<String> columns)
            throws SourceException {
        List<Row> rows = new ArrayList<>();
        Map<String, Integer> header = null;
        try (CsvReader<CsvRecord> csv = CsvReader.builder()
                .fieldSeparator(format.separator())
                .commentStrategy(CommentStrategy.NONE)
                .skipEmptyLines(true)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(text)) {
            for (CsvRecord record : csv) {
                List<String> fields = record.getFields();
                int line = Math.toIntExact(record.getStartingLineNumber());
                refuseLineBreaks(file, line, fields);
                if (header == null) {
                    header = header(file, fields, columns);
                } else {
                    rows.add(new Row(line, List.copyOf(fields), header));
                }
            }
        } catch (CsvParseException e) {
            throw new SourceException(file + " is no CSV: " + e.getMessage() + ". Is a quote never closed?", e);
        } catch (IOException e) {
            throw new SourceException(file + " cannot be read: " + e, e);
        }
        return rows;
    }

    /** No value of these applications has two lines: what does is the rest of the file, after a quote never closed. */
    private static void refuseLineBreaks(Path file, int line, List<String> fields) throws SourceException {
        for (String field : fields) {
            if (field.indexOf('\n') >= 0 || field.indexOf('\r') >= 0) {
                throw new SourceException(
                        file + ", line " + line
                                + ": a quote is never closed, or a value goes over several lines; expected one row on each line");
            }
        }
    }

    private static Map<String, Integer> header(Path file, List<String> fields, Collection<String> columns)
            throws SourceException {
        Map<String, Integer> header = new LinkedHashMap<>();
        for (int i = 0; i < fields.size(); i++) {
            String name = fields.get(i).strip();
            if (header.put(name, i) != null) {
                throw new SourceException(file + " has the column " + name + " twice; expected each once");
            }
        }
        List<String> missing =
                columns.stream().filter(column -> !header.containsKey(column)).toList();
        if (!missing.isEmpty()) {
            List<String> said = new ArrayList<>();
            for (String column : missing) {
                said.add(column + nearest(column, header.keySet()));
            }
            throw new SourceException(file + " lacks columns: " + String.join(", ", said) + ". Found "
                    + String.join(", ", header.keySet())
                    + ". Is it another source's file, or written with another separator?");
        }
        return header;
    }

    private static String nearest(String column, Collection<String> names) {
        LevenshteinDistance distance = new LevenshteinDistance(3);
        String nearest = "";
        int best = Integer.MAX_VALUE;
        for (String name : names) {
            int d = distance.apply(column, name);
            if (d >= 0 && d < best) {
                best = d;
                nearest = " (is it " + name + "?)";
            }
        }
        return nearest;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
