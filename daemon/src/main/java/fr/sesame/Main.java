package fr.sesame;

import fr.sesame.cli.SesameCommand;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Where the program begins. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        oneLog();
        Clock clock = Clock.systemUTC();
        String home = System.getProperty("sesame.home", ".");
        int code = SesameCommand.run(
                folder -> LocalInstallation.open(folder, clock),
                Path.of(home),
                clock,
                utf8(FileDescriptor.out),
                utf8(FileDescriptor.err),
                arguments);
        System.exit(code);
    }

    /** What libraries write in their own ways, dates in the words of the host's language too, and what ends a thread. */
    private static void oneLog() {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> LoggerFactory.getLogger(Main.class)
                .error("thread={} ended by what nobody expected", thread.getName(), e));
    }

    /** Names have accents, whatever the locale of a cron job is. */
    private static PrintWriter utf8(FileDescriptor to) {
        return new PrintWriter(new FileOutputStream(to), true, StandardCharsets.UTF_8);
    }
}
