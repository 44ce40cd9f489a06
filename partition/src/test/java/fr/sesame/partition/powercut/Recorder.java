package fr.sesame.partition.powercut;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the {@link Writer} under Debian's {@code strace}, which writes down every call, with all bytes, in their order. */
final class Recorder {
    /** Every call that may change a file, and those that say where. */
    private static final String CALLS =
            "trace=openat,open,creat,write,writev,pwrite64,pwritev,pwritev2,lseek,ftruncate,"
                    + "truncate,fallocate,copy_file_range,sendfile,splice,mmap,fdatasync,fsync,sync_file_range,msync,close";

    private static final int MINUTES = 10;

    private final Path work;

    Recorder(Path work) {
        this.work = work;
    }

    /** What a store in the folder was asked to write. */
    Trace record(Path folder, long seed, int threads, int writes, boolean durable)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path trace = work.resolve("trace");
        Path said = work.resolve("said");
        List<String> command = new ArrayList<>(List.of("strace", "-f", "--seccomp-bpf", "-y", "-xx", "-s", "16777216"));
        command.addAll(List.of("-e", CALLS, "-e", "signal=none", "-o", trace.toString()));
        command.addAll(Java.command(
                Writer.class,
                folder.toString(),
                Long.toString(seed),
                Integer.toString(threads),
                Integer.toString(writes),
                Boolean.toString(durable)));
        Process process =
                start(new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()));
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException("the writer did not end in " + MINUTES + " minutes: " + Files.readString(said));
        }
        String text = Files.readString(said, StandardCharsets.UTF_8);
        if (process.exitValue() != 0 || !text.endsWith("end\n")) {
            throw new IOException("the writer failed with " + process.exitValue() + ":\n" + text);
        }
        try {
            Trace read = StraceReader.read(trace, folder.resolve(Store.DATA));
            // If a single byte came to the file in another way than is read here, nothing that follows would be a
            // proof.
            if (!Arrays.equals(Disk.written(read), Files.readAllBytes(folder.resolve(Store.DATA)))) {
                throw new IOException("what was recorded does not make the file that is there");
            }
            return read;
        } finally {
            Files.delete(trace);
        }
    }

    private static Process start(ProcessBuilder builder) throws IOException {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new IOException("strace is needed: Debian's package strace", e);
        }
    }
}
