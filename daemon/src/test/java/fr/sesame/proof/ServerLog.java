package fr.sesame.proof;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** What a service has written to its two outputs. */
record ServerLog(Path file) {
    private static final Pattern PROBLEM = Pattern.compile(" ERROR |\\w(Exception|Error)\\b|^\\s+at .*\\(.*\\)");

    /** What ApacheDS and MINA call errors and a proof does on purpose: to be gone, and to come second with a counter. */
    private static final Pattern CAUSED_BY_CLIENTS = Pattern.compile(
            "IoProcessor .*(Connection reset|Broken pipe)|SchemaInterceptor ERR_56 Cannot remove an absent value");

    long length() throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    String since(long mark) throws IOException {
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            byte[] bytes = new byte[(int) (log.length() - mark)];
            log.seek(mark);
            log.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /** Errors and exceptions, with their stacks. */
    List<String> problemsSince(long mark) throws IOException {
        return since(mark)
                .lines()
                .filter(line -> PROBLEM.matcher(line).find()
                        && !CAUSED_BY_CLIENTS.matcher(line).find())
                .toList();
    }
}
