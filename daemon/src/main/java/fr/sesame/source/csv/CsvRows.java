package fr.sesame.source.csv;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import fr.sesame.source.SourceException;
import fr.sesame.source.rows.Header;
import fr.sesame.source.rows.Position;
import fr.sesame.source.rows.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The rows of a text, and everything that makes the whole of it unbelievable. */
final class CsvRows {
    private static final String OTHER_SEPARATORS = ";,\t|";

    private final Path path;
    private final CsvFormat format;
    private Map<String, Integer> columns = Map.of();
    private long line;
    private int count;
    private @Nullable Row last;

    CsvRows(Path path, CsvFormat format) {
        this.path = path;
        this.format = format;
    }

    /**
     * Gives all rows, in the order of the file.
     *
     * @param needed the columns that the header must have
     * @return how many there are
     */
    int read(StrictText text, Collection<String> needed, Consumer<Row> each) throws SourceException, IOException {
        String name = String.valueOf(path.getFileName());
        try (CloseableIterator<CsvRecord> records = reader(text)) {
            while (records.hasNext()) {
                CsvRecord found = records.next();
                line = found.getStartingLineNumber();
                refuseLineBreaks(found);
                if (columns.isEmpty()) {
                    columns = header(found.getFields()).places(found.getFields(), needed);
                } else {
                    Row row = new Row(new Position(name, "line", line), found.getFields(), columns);
                    each.accept(row);
                    last = row;
                    count++;
                }
            }
        } catch (CsvParseException e) {
            throw broken(e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        refuseCut(text);
        return count;
    }

    private CloseableIterator<CsvRecord> reader(StrictText text) {
        return CsvReader.builder()
                .fieldSeparator(format.separator())
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(text)
                .iterator();
    }

    private Header header(List<String> fields) {
        String found = String.join("", fields);
        String separator = OTHER_SEPARATORS
                .chars()
                .filter(c -> c != format.separator() && found.indexOf(c) >= 0)
                .mapToObj(c -> " Is the separator '" + (c == '\t' ? "\\t" : Character.toString(c)) + "'?")
                .findFirst()
                .orElse("");
        return new Header(
                path + ": line 1",
                separator
                        + " This is the file of another source, or its header is missing: correct the setting 'file', or have "
                        + "the extract made again");
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

    private SourceException broken(CsvParseException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return new SourceException(
                path + ": after line " + line
                        + ": found a quote that is not closed or not at the end of its field ("
                        + cause.getMessage()
                        + "); expected quotes around whole fields. Correct that line, or have the extract made again",
                e);
    }

    private void refuseCut(StrictText text) throws SourceException {
        String again = "Have the extract made again";
        Row end = last;
        if (end == null) {
            throw new SourceException(path + ": found no row" + (text.isBlank() ? "" : " under the header")
                    + "; expected at least one, since an empty extract is not an empty university. " + again);
        }
        if (end.fields().size() < end.columns().size()) {
            throw new SourceException(path + ": the last line (" + line + ") has "
                    + end.fields().size() + " fields; expected "
                    + end.columns().size()
                    + ". The file was cut. " + again);
        }
        if (!text.isTerminated() && !format.acceptUnterminated()) {
            throw new SourceException(path + ": the last line (" + line
                    + ") does not end; expected a line terminator after it. The file was probably cut. " + again
                    + ", or set 'format.unterminated-last-line: accept' if this application never writes one");
        }
    }
}
