package fr.sesame.partition.powercut;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the {@link Writer} under Debian's {@code strace}, which writes down every call, with all bytes, in their order. */
final class Recorder {
    private static final String CALLS =
            "trace=openat,write,pwrite64,pwritev,pwritev2,ftruncate,fallocate,fdatasync,fsync,msync,close";
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
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                "-cp",
                classPath(),
                Writer.class.getName(),
                folder.toString(),
                Long.toString(seed),
                Integer.toString(threads),
                Integer.toString(writes),
                Boolean.toString(durable)));
        Process process = start(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile()));
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException("the writer did not end in " + MINUTES + " minutes: " + Files.readString(said));
        }
        String text = Files.readString(said, StandardCharsets.UTF_8);
        if (process.exitValue() != 0 || !text.endsWith("end\n")) {
            throw new IOException("the writer failed with " + process.exitValue() + ":\n" + text);
        }
        try {
            return StraceReader.read(trace, folder.resolve(Store.DATA));
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

    /** Surefire keeps the test class path in a property of its own when it starts the JVM with a manifest. */
    private static String classPath() {
        String surefire = System.getProperty("surefire.test.class.path");
        return surefire == null ? System.getProperty("java.class.path") : surefire + File.pathSeparator;
    }
}
