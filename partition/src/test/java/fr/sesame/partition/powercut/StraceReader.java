package fr.sesame.partition.powercut;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what {@code strace -f -y -xx} wrote: a line for each call, or two if another thread came between its beginning and its
 * return. Whatever else happens to the data file than it knows of is an error, so that nothing is missed in silence.
 */
final class StraceReader {
    private static final Pattern RESUMED = Pattern.compile("<\\.\\.\\. (\\w+) resumed>(.*)", Pattern.DOTALL);
    private static final Pattern RESULT = Pattern.compile("\\) += (-?\\d+)[^\"]*$");
    private static final String UNFINISHED = " <unfinished ...>";

    private final String file;
    private final Map<String, Began> open = new HashMap<>();
    private final Set<String> synchronous = new HashSet<>();
    private final Map<String, Long> positions = new HashMap<>();
    private final List<Trace.Write> writes = new ArrayList<>();
    private final List<Integer> notYetDurable = new ArrayList<>();
    private final List<Trace.Line> lines = new ArrayList<>();
    private int place;
    private int syncs;

    /** A call that has not returned. */
    private record Began(int place, String text) {}

    private StraceReader(Path file) {
        this.file = file.toString();
    }

    static Trace read(Path trace, Path file) throws IOException {
        StraceReader reader = new StraceReader(file);
        try (BufferedReader lines = Files.newBufferedReader(trace, StandardCharsets.US_ASCII)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                reader.place++;
                reader.line(line);
            }
        }
        return new Trace(reader.writes, reader.lines, reader.syncs, reader.place);
    }

    private void line(String line) throws IOException {
        int blank = line.indexOf(' ');
        String process = line.substring(0, blank);
        String rest = line.substring(blank + 1).stripLeading();
        if (rest.startsWith("+++") || rest.startsWith("---")) {
            return;
        }
        if (rest.endsWith(UNFINISHED)) {
            String text = rest.substring(0, rest.length() - UNFINISHED.length());
            open.put(process, new Began(place, text));
            said(place, text);
            return;
        }
        Matcher resumed = RESUMED.matcher(rest);
        if (resumed.matches()) {
            Began began = open.remove(process);
            if (began == null) {
                throw new IOException("returned and never began: " + shortened(rest));
            }
            call(began.place(), began.text() + resumed.group(2));
            return;
        }
        said(place, rest);
        call(place, rest);
    }

    private void said(int began, String text) throws IOException {
        if (text.startsWith("write(1<")) {
            String said = new String(strings(text), StandardCharsets.US_ASCII);
            lines.add(new Trace.Line(began, said.strip()));
        }
    }

    private void call(int began, String text) throws IOException {
        String name = text.substring(0, text.indexOf('('));
        if (name.equals("msync")) {
            throw new IOException("a write through the map is not understood: " + shortened(text));
        }
        String descriptor = text.substring(text.indexOf('(') + 1).split("[,)]", 2)[0];
        if (name.equals("openat")) {
            opened(text);
            return;
        }
        if (name.equals("mmap")) {
            mapped(text);
            return;
        }
        if (!isData(descriptor)) {
            return;
        }
        long result = result(text);
        switch (name) {
            case "pwrite64", "pwritev" -> {
                byte[] bytes = strings(text);
                if (bytes.length != result) {
                    throw new IOException("written in part: " + shortened(text));
                }
                written(began, offset(text), bytes, synchronous.contains(descriptor));
            }
            case "lseek" -> positions.put(descriptor, result);
            case "write", "writev" -> {
                byte[] bytes = strings(text);
                if (bytes.length != result) {
                    throw new IOException("written in part: " + shortened(text));
                }
                long at = positions.getOrDefault(descriptor, 0L);
                positions.put(descriptor, at + result);
                written(began, at, bytes, synchronous.contains(descriptor));
            }
            case "fdatasync", "fsync" -> synced(began, result);
            case "close" -> {
                synchronous.remove(descriptor);
                positions.remove(descriptor);
            }
            default -> throw new IOException("not understood: " + shortened(text));
        }
    }

    private void opened(String text) {
        Matcher result = Pattern.compile("= (\\d+<.*>)$").matcher(text);
        if (result.find() && isData(result.group(1)) && (text.contains("O_DSYNC") || text.contains("O_SYNC"))) {
            synchronous.add(result.group(1));
        }
    }

    private void mapped(String text) throws IOException {
        for (String argument : text.split(", ", -1)) {
            if (isData(argument) && text.contains("PROT_WRITE") && text.contains("MAP_SHARED")) {
                throw new IOException("a file that is written through the map is not understood: " + shortened(text));
            }
        }
    }

    private void written(int began, long offset, byte[] bytes, boolean synchronousWrite) {
        if (!synchronousWrite) {
            notYetDurable.add(writes.size());
        }
        writes.add(new Trace.Write(began, place, offset, bytes, synchronousWrite ? place : Trace.NEVER));
    }

    private void synced(int began, long result) throws IOException {
        if (result != 0) {
            throw new IOException("a sync failed");
        }
        syncs++;
        List<Integer> left = new ArrayList<>();
        for (int number : notYetDurable) {
            Trace.Write write = writes.get(number);
            if (write.returned() < began) {
                writes.set(
                        number, new Trace.Write(write.began(), write.returned(), write.offset(), write.bytes(), place));
            } else {
                left.add(number);
            }
        }
        notYetDurable.clear();
        notYetDurable.addAll(left);
    }

    private boolean isData(String descriptor) {
        int from = descriptor.indexOf('<');
        return from > 0
                && new String(
                                unescaped(descriptor.substring(from + 1, descriptor.length() - 1)),
                                StandardCharsets.UTF_8)
                        .equals(file);
    }

    private static long result(String text) throws IOException {
        Matcher matcher = RESULT.matcher(text);
        if (!matcher.find()) {
            throw new IOException("no result: " + shortened(text));
        }
        return Long.parseLong(matcher.group(1));
    }

    /** The last argument. */
    private static long offset(String text) {
        String before = text.substring(0, text.lastIndexOf(") "));
        return Long.parseLong(before.substring(before.lastIndexOf(", ") + 2));
    }

    /** All strings of a call, one after the other: of one buffer, or of several that are written at once. */
    private static byte[] strings(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int from = text.indexOf('"'); from >= 0; from = text.indexOf('"', from)) {
            int to = text.indexOf('"', from + 1);
            if (text.startsWith("...", to + 1)) {
                throw new IOException("strace has cut a string short");
            }
            bytes.writeBytes(unescaped(text.substring(from + 1, to)));
            from = to + 1;
        }
        return bytes.toByteArray();
    }

    /** Of {@code \x2f\x74}: with -xx nothing else is in a string. */
    private static byte[] unescaped(String text) {
        byte[] bytes = new byte[text.length() / 4];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte)
                    (Character.digit(text.charAt(4 * i + 2), 16) << 4 | Character.digit(text.charAt(4 * i + 3), 16));
        }
        return bytes;
    }

    private static String shortened(String text) {
        return text.length() > 300 ? text.substring(0, 300) + "…" : text;
    }
}
