package fr.sesame.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The configuration as text, to be kept beside what was done with it. */
public final class ConfigurationText {
    /** A value of a key, or of a parameter in an address, that is a secret; where it is in a file, the file's name is none. */
    private static final Pattern SECRET =
            Pattern.compile("(?i)((?:password|passwd|secret|token)\\s*[:=]\\s*)(\"[^\"]*\"|'[^']*'|[^\\s;&,}]+)");

    private ConfigurationText() {}

    /** All files of that configuration, one after the other, each after a line with its name. */
    public static String withoutSecrets(Path folder) {
        StringBuilder text = new StringBuilder();
        for (Path file : files(folder)) {
            text.append("# ---- ").append(folder.relativize(file)).append('\n');
            try {
                text.append(masked(Files.readString(file)));
            } catch (IOException e) {
                text.append("# cannot be read: ").append(e.getMessage());
            }
            text.append('\n');
        }
        return text.toString();
    }

    static String masked(String text) {
        return SECRET.matcher(text).replaceAll("$1********");
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder, 2)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
