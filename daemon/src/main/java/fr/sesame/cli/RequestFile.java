package fr.sesame.cli;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import fr.sesame.local.ActRefusedException;
import fr.sesame.local.LocalRequest;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Requests in a file: CSV in UTF-8, semicolons or commas, a header with the names of the options without their dashes. All of it or
 * nothing; every problem has its line.
 */
final class RequestFile {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Path file;
    private final List<String> problems = new ArrayList<>();
    private final List<LocalRequest> requests = new ArrayList<>();

    private RequestFile(Path file) {
        this.file = file;
    }

    /** @throws ActRefusedException with every problem of every line */
    static List<LocalRequest> read(Path file) throws ActRefusedException, IOException {
        RequestFile found = new RequestFile(file);
        found.read();
        if (!found.problems.isEmpty()) {
            throw new ActRefusedException(found.problems);
        }
        return found.requests;
    }

    private void read() throws IOException {
        String text = text();
        String header = text.lines().findFirst().orElse("");
        List<CsvRecord> records = new ArrayList<>();
        try {
            CsvReader.builder()
                    .fieldSeparator(header.indexOf(';') < 0 ? ',' : ';')
                    .extraFieldStrategy(FieldMismatchStrategy.IGNORE) // told with its line below, all of them at once
                    .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .ofCsvRecord(text)
                    .forEach(records::add);
        } catch (CsvParseException e) {
            problems.add(file + ": it is not CSV: " + e.getMessage());
            return;
        }
        if (records.size() < 2) {
            problems.add(file + ": found no row; expected a header such as " + String.join(";", RequestForm.FIELDS)
                    + ", and rows under it");
            return;
        }
        List<String> columns =
                records.get(0).getFields().stream().map(String::strip).toList();
        for (String column : columns) {
            if (!RequestForm.FIELDS.contains(column)) {
                problems.add(file + ": line 1: '" + column + "' is no column; expected some of "
                        + String.join(", ", RequestForm.FIELDS));
            }
        }
        if (problems.isEmpty()) {
            records.subList(1, records.size()).forEach(record -> row(record, columns));
        }
    }

    private String text() throws IOException {
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (NoSuchFileException e) {
            problems.add(file + ": there is no such file");
        } catch (CharacterCodingException e) {
            problems.add(file + ": it is not in UTF-8; save it as CSV UTF-8");
        }
        return "";
    }

    private void row(CsvRecord record, List<String> columns) {
        String origin = file + ": line " + record.getStartingLineNumber() + ": ";
        List<String> fields = record.getFields();
        if (fields.size() != columns.size()) {
            problems.add(origin + "found " + fields.size() + " fields; expected " + columns.size());
            return;
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            values.put(columns.get(i), fields.get(i));
        }
        RequestForm.read(origin, values, problems).ifPresent(requests::add);
    }
}
