package fr.sesame.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows with named columns, printed for people, for spreadsheets or for programs. */
final class Table {
    private final List<String> columns;
    private final List<List<String>> rows = new ArrayList<>();

    Table(String... columns) {
        this.columns = List.of(columns);
    }

    /** How a table is printed. */
    enum Format {
        /** Aligned columns. */
        table,
        /** Semicolons between fields, a header line, quotes where needed. */
        csv,
        /** An array with one object for each row. */
        json
    }

    Table row(Object... values) {
        List<String> row = new ArrayList<>();
        for (Object value : values) {
            row.add(String.valueOf(value));
        }
        if (row.size() != columns.size()) {
            throw new IllegalArgumentException(row + " does not fit " + columns);
        }
        rows.add(row);
        return this;
    }

    void print(Format format, PrintWriter out) {
        switch (format) {
            case table -> printAligned(out);
            case csv -> printCsv(out);
            case json -> printJson(out);
        }
        out.flush();
    }

    private void printAligned(PrintWriter out) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(columns);
        lines.addAll(rows);
        int[] widths = new int[columns.size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        for (List<String> line : lines) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                text.append(i == 0 ? "" : "  ")
                        .append(line.get(i))
                        .append(" ".repeat(widths[i] - line.get(i).length()));
            }
            out.println(text.toString().stripTrailing());
        }
    }

    private void printCsv(PrintWriter out) {
        CsvWriter csv = CsvWriter.builder()
                .fieldSeparator(';')
                .lineDelimiter(LineDelimiter.LF)
                .build(out);
        csv.writeRecord(columns);
        rows.forEach(csv::writeRecord);
        try {
            csv.flush(); // it has a buffer of its own; closing it would close standard output
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void printJson(PrintWriter out) {
        List<Map<String, String>> objects = new ArrayList<>();
        for (List<String> row : rows) {
            Map<String, String> object = new LinkedHashMap<>();
            for (int i = 0; i < row.size(); i++) {
                object.put(columns.get(i), row.get(i));
            }
            objects.add(object);
        }
        try {
            out.println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(objects));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("strings are always JSON", e);
        }
    }
}
