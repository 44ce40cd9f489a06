package fr.sesame.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Programs of the machine that end by themselves. */
final class Commands {
    private Commands() {}

    /**
     * Runs it to its end.
     *
     * @return what it wrote to standard output
     * @throws IOException with what it said, if it is not there or fails
     */
    static String run(Path log, List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        if (code != 0) {
            throw new IOException(command + " ended with " + code + "; " + log + " has what it said: "
                    + Files.readString(log) + said);
        }
        return said;
    }

    /** @throws IllegalStateException naming the Debian package, if the file is not there */
    static Path needed(String file, String debianPackage) {
        Path path = Path.of(file);
        if (!Files.exists(path)) {
            throw new IllegalStateException(file + " is not there; install Debian's package " + debianPackage);
        }
        return path;
    }

    /** A TCP port of the loopback that nobody listens on now. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** What the files in the folder take on the disk: holes do not count. */
    static long bytesOnDisk(Path log, Path folder) throws IOException, InterruptedException {
        String said = run(log, List.of("du", "--summarize", "--block-size=1", folder.toString()));
        return Long.parseLong(said.substring(0, said.indexOf('\t')));
    }
}
