package fr.sesame.source.csv;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import fr.sesame.source.SourceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The rows of a file, after everything that would make the whole file unbelievable was looked for. */
final class CsvTable {
    private final Path path;
    private final CsvFormat format;

    private CsvTable(Path path, CsvFormat format) {
        this.path = path;
        this.format = format;
    }

    /**
     * All rows, in the order of the file.
     *
     * @param needed the columns that the header must have
     */
    static List<Row> rows(ExtractFile file, CsvFormat format, Collection<String> needed) throws SourceException {
        return new CsvTable(file.path(), format).parse(file.text(), needed);
    }

    private List<Row> parse(String text, Collection<String> needed) throws SourceException {
        List<Row> rows = new ArrayList<>();
        Map<String, Integer> columns = Map.of();
        long line = 0;
        try (CloseableIterator<CsvRecord> records = reader(text)) {
            while (records.hasNext()) {
                CsvRecord found = records.next();
                line = found.getStartingLineNumber();
                refuseLineBreaks(found);
                if (columns.isEmpty()) {
                    columns = new Header(path, format.separator()).columns(found.getFields(), needed);
                } else {
                    rows.add(new Row(line, found.getFields(), columns));
                }
            }
        } catch (CsvParseException e) {
            throw broken(line, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        refuseCut(text, rows);
        return rows;
    }

    private CloseableIterator<CsvRecord> reader(String text) {
        return CsvReader.builder()
                .fieldSeparator(format.separator())
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(text)
                .iterator();
    }

    /** No value of these extracts has a line break: one that does was swallowed by a quote that is never closed. */
    private void refuseLineBreaks(CsvRecord found) throws SourceException {
        for (String field : found.getFields()) {
            if (field.indexOf('\n') >= 0 || field.indexOf('\r') >= 0) {
                throw new SourceException(path + ": line " + found.getStartingLineNumber()
                        + ": found a field that runs over the end of its line; expected its quote to be closed in it. "
                        + "Correct that line, or have the extract made again");
            }
        }
    }

    private SourceException broken(long lastGood, CsvParseException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return new SourceException(
                path + ": after line " + lastGood
                        + ": found a quote that is not closed or not at the end of its field ("
                        + cause.getMessage()
                        + "); expected quotes around whole fields. Correct that line, or have the extract made again",
                e);
    }

    private void refuseCut(String text, List<Row> rows) throws SourceException {
        String again = "Have the extract made again";
        if (rows.isEmpty()) {
            throw new SourceException(path + ": found no row" + (text.isBlank() ? "" : " under the header")
                    + "; expected at least one, since an empty extract is not an empty university. " + again);
        }
        char last = text.charAt(text.length() - 1);
        Row lastRow = rows.get(rows.size() - 1);
        if (lastRow.fields().size() < lastRow.columns().size()) {
            throw new SourceException(path + ": the last line (" + lastRow.line() + ") has "
                    + lastRow.fields().size() + " fields; expected "
                    + lastRow.columns().size()
                    + ". The file was cut. " + again);
        }
        if (last != '\n' && last != '\r' && !format.acceptUnterminated()) {
            throw new SourceException(path + ": the last line (" + lastRow.line()
                    + ") does not end; expected a line terminator after it. The file was probably cut. " + again
                    + ", or set 'format.unterminated-last-line: accept' if this application never writes one");
        }
    }
}
