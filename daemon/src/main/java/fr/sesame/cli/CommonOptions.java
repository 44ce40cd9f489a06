package fr.sesame.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the configuration is: for every command that reaches an installation. */
final class CommonOptions {
    @Option(
            names = "--config",
            paramLabel = "DIR",
            description = "The configuration; default: $SESAME_CONFIG, then /etc/sesame.")
    private @Nullable Path config;

    Path configuration() {
        if (config != null) {
            return config;
        }
        String fromEnvironment = System.getenv("SESAME_CONFIG");
        return Path.of(fromEnvironment == null || fromEnvironment.isBlank() ? "/etc/sesame" : fromEnvironment);
    }
}
