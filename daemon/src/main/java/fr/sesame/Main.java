package fr.sesame;

import fr.sesame.cli.SesameCommand;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;

/** Where the program begins. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
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

    /** Names have accents, whatever the locale of a cron job is. */
    private static PrintWriter utf8(FileDescriptor to) {
        return new PrintWriter(new FileOutputStream(to), true, StandardCharsets.UTF_8);
    }
}
