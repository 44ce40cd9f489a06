package fr.sesame.demo;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file of the form that the applications write: semicolons, quotes only where needed, question marks for letters it has not. */
final class ExtractFile implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final BufferedWriter out;
    private final String lineEnd;
    private final int columns;
    /** The last whole row, kept back: a file that ends with a row that was cut is a file that was cut. */
    private String whole = "";

    ExtractFile(Path file, Charset charset, String lineEnd, List<String> columns) throws IOException {
        OutputStream bytes = Files.newOutputStream(file);
        this.out = new BufferedWriter(
                new OutputStreamWriter(
                        bytes,
                        charset.newEncoder()
                                .onUnmappableCharacter(CodingErrorAction.REPLACE)
                                .onMalformedInput(CodingErrorAction.REPLACE)),
                BUFFER);
        this.lineEnd = lineEnd;
        this.columns = columns.size();
        out.write(line(columns));
    }

    void row(List<String> fields) throws IOException {
        if (fields.size() < columns) {
            out.write(line(fields));
        } else {
            out.write(whole);
            whole = line(fields);
        }
    }

    private String line(List<String> fields) {
        List<String> quoted = new ArrayList<>(fields.size());
        for (String field : fields) {
            boolean needed = field.indexOf(';') >= 0 || field.indexOf('"') >= 0;
            quoted.add(needed ? '"' + field.replace("\"", "\"\"") + '"' : field);
        }
        return String.join(";", quoted) + lineEnd;
    }

    @Override
    public void close() throws IOException {
        try (BufferedWriter closing = out) {
            closing.write(whole);
        }
    }
}
