package fr.sesame.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * One of UnboundID's load tools, run by its main class as a process of its own, so that it is the same client for both servers
 * and its compiler and collector are not the harness's. The server's processor time is read when the tool says that its warm-up
 * is over, and when it says its last line.
 */
final class RateTool {
    /** The client's own: a fresh JVM asks slowly. */
    private static final int WARM_UP_SECONDS = 4;

    private static final String WARM = "Warm-up completed";

    private final Class<?> tool;
    private final int threads;
    private final Path log;
    private final List<String> arguments;

    /**
     * A tool that is ready to be run.
     *
     * @param log where it says what went wrong
     * @param arguments but for those that every run of every tool has
     */
    RateTool(Class<?> tool, int threads, Path log, List<String> arguments) {
        this.tool = tool;
        this.threads = threads;
        this.log = log;
        this.arguments = List.copyOf(arguments);
    }

    /**
     * What a run came to.
     *
     * @param perSecond operations by all connections together
     * @param serverCpu processor time of the server for one operation
     */
    record Rate(double perSecond, Duration serverCpu) {}

    /** Runs it against that server for so many seconds. */
    Rate run(Running server, int seconds) throws IOException, InterruptedException {
        return run(server, seconds, new CountDownLatch(1));
    }

    /**
     * The same, for somebody who does something else meanwhile.
     *
     * @param warm is counted down when the warm-up is over, and in any case at the end
     * @throws IOException if the tool fails, or any operation did: the rate would mean nothing
     */
    Rate run(Running server, int seconds, CountDownLatch warm) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command(server, seconds))
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        process.getOutputStream().close();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            Columns columns = Columns.read(out.readLine());
            Duration before = null;
            Duration after = null;
            double rate = 0;
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith(WARM)) {
                    before = server.cpu();
                    warm.countDown();
                } else {
                    after = server.cpu();
                    columns.refuseFailures(line);
                    rate = before == null ? 0 : columns.overallRate(line);
                }
            }
            if (process.waitFor() != 0 || before == null || after == null || rate == 0) {
                throw new IOException(tool.getSimpleName() + " against "
                        + server.contestant().name() + " failed; " + log + " has what it said");
            }
            return new Rate(rate, Duration.ofNanos((long) (after.minus(before).toNanos() / (rate * seconds))));
        } finally {
            process.destroy();
            warm.countDown();
        }
    }

    private List<String> command(Running server, int seconds) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                tool.getName(),
                "--hostname",
                "127.0.0.1",
                "--port",
                Integer.toString(server.port()),
                "--numThreads",
                Integer.toString(threads),
                "--intervalDuration",
                "1",
                "--warmUpIntervals",
                Integer.toString(WARM_UP_SECONDS),
                "--numIntervals",
                Integer.toString(seconds),
                "--timestampFormat",
                "none",
                "--csv"));
        command.addAll(arguments);
        return command;
    }

    /** Where the tool's CSV has what. */
    private record Columns(List<String> names) {
        static Columns read(String header) throws IOException {
            if (header == null || !header.startsWith("Recent ")) {
                throw new IOException("the tool did not begin with the names of its columns but with: " + header);
            }
            return new Columns(List.of(header.split(",")));
        }

        private int find(String begin, String end) {
            for (int i = 0; i < names.size(); i++) {
                if (names.get(i).startsWith(begin) && names.get(i).endsWith(end)) {
                    return i;
                }
            }
            return -1;
        }

        private static double number(String line, int column) throws IOException {
            String[] cells = line.split(",");
            try {
                return Double.parseDouble(cells[column]);
            } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
                throw new IOException("the tool said a line that is not of its table: " + line, e);
            }
        }

        double overallRate(String line) throws IOException {
            return number(line, find("Overall", "/Sec"));
        }

        void refuseFailures(String line) throws IOException {
            if (number(line, find("Recent Errors", "/Sec")) > 0) {
                throw new IOException("operations fail, so that the rate means nothing: " + line);
            }
            int entries = find("Recent Entries", "/Srch");
            if (entries >= 0 && number(line, entries) != 1) {
                throw new IOException("a search for one uid does not find one entry: " + line);
            }
        }
    }
}
