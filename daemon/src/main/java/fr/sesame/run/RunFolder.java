package fr.sesame.run;

import fr.sesame.directory.Change;
import fr.sesame.directory.ChangeText;
import fr.sesame.reconcile.ExtractMemory;
import fr.sesame.reconcile.Plan;
import fr.sesame.reconcile.PlanFiles;
import fr.sesame.reconcile.Remembered;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The folder of a run that is going on. Plans, and what undoes them, are on the disk before the first write; the report comes last, so
 * that a run without one was cut short.
 */
final class RunFolder implements PlanFiles {
    private static final int AT_A_TIME = 1024;

    private final Path folder;
    private final ChangeText text;
    private final ExtractMemory memory;

    /** @param memory of this run alone */
    RunFolder(Path folder, ChangeText text, ExtractMemory memory) {
        this.folder = folder;
        this.text = text;
        this.memory = memory;
    }

    @Override
    public String run() {
        return String.valueOf(folder.getFileName());
    }

    @Override
    public String keep(Plan plan, List<Change> undo) throws IOException {
        String source = plan.source();
        Files.write(words(source), plan.lines());
        write(undo(folder, source), undo);
        return write(plan(folder, source), plan.changes());
    }

    @Override
    public String checksum(Plan plan) throws IOException {
        MessageDigest digest = sha256();
        try (Writer writer = new OutputStreamWriter(
                new DigestOutputStream(OutputStream.nullOutputStream(), digest), StandardCharsets.UTF_8)) {
            write(plan.changes(), writer);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public void remember(String source, Remembered remembered) throws IOException {
        memory.keep(source, remembered);
    }

    /** Keeps in words what has no plan of changes. */
    void keepLines(String of, List<String> lines) throws RunException {
        Path file = words(of);
        try {
            Files.write(file, lines);
        } catch (IOException e) {
            throw new RunException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    private Path words(String of) {
        return folder.resolve("plan-" + of + ".txt");
    }

    static Path plan(Path folder, String source) {
        return folder.resolve("plan-" + source + ".ldif");
    }

    static Path undo(Path folder, String source) {
        return folder.resolve("undo-" + source + ".ldif");
    }

    private String write(Path file, List<Change> changes) throws IOException {
        MessageDigest digest = sha256();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                OutputStream bytes = new DigestOutputStream(Channels.newOutputStream(channel), digest);
                Writer writer = new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8), 1 << 16)) {
            write(changes, writer);
            writer.flush();
            channel.force(true);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** In their order; of a first load nearly everybody is in it, so all processors put changes into words. */
    private void write(List<Change> changes, Writer writer) throws IOException {
        writer.write("version: 1\n\n");
        for (int from = 0; from < changes.size(); from += AT_A_TIME) {
            List<Change> some = changes.subList(from, Math.min(from + AT_A_TIME, changes.size()));
            for (String words : some.parallelStream().map(text::of).toList()) {
                writer.write(words);
            }
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
