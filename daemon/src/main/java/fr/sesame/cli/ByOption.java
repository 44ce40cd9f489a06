package fr.sesame.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who decides something that is kept with their name. */
final class ByOption {
    @Option(names = "--by", paramLabel = "NAME", description = "Who decides that; default: the user of this command.")
    private @Nullable String by;

    String name() {
        return by == null || by.isBlank() ? System.getProperty("user.name") : by.strip();
    }
}
