package fr.sesame.cli;

import fr.sesame.account.InvalidValueException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The shipped configuration and extracts, copied into a directory of their own. Only the place of the state and the ports
 * are changed, so that the demo runs what an institution would.
 */
final class DemoInstance {
    private static final Pattern SETTING = Pattern.compile("(\\s*)(state|port|ldap-port|http-port):(\\s).*");

    private DemoInstance() {}

    /** Leaves alone what an earlier demo has made there, but for the ports. */
    static void prepare(Path home, Path instance, int ldapPort, int httpPort) throws IOException {
        Path conf = home.resolve("conf");
        Path extracts = home.resolve("demo").resolve("extracts");
        if (!Files.isDirectory(conf) || !Files.isDirectory(extracts)) {
            throw new InvalidValueException("the program in " + home
                    + " has no conf/ and demo/extracts/; start the demo from a built or unpacked distribution");
        }
        Path state = instance.resolve("var");
        copyMissing(conf, instance.resolve("conf"));
        copyMissing(extracts, extracts(instance));
        Path settings = instance.resolve("conf").resolve("sesame.yaml");
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(settings)) {
            Matcher matcher = SETTING.matcher(line);
            if (matcher.matches()) {
                String value = switch (matcher.group(2)) {
                    case "state" -> "'" + state.toString().replace("'", "''") + "'";
                    case "http-port" -> Integer.toString(httpPort);
                    default -> Integer.toString(ldapPort);
                };
                lines.add(matcher.group(1) + matcher.group(2) + ":" + matcher.group(3) + value);
            } else {
                lines.add(line);
            }
        }
        Files.write(settings, lines);
    }

    /** Where the extracts of that instance arrive. */
    static Path extracts(Path instance) {
        return instance.resolve("var").resolve("extracts");
    }

    private static void copyMissing(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else if (!Files.exists(copy)) {
                    Files.copy(file, copy);
                }
            }
        }
    }
}
