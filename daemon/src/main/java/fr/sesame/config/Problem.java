package fr.sesame.config;

import java.nio.file.Path;

/**
 * One thing that is wrong with the configuration.
 *
 * @param file where
 * @param key which setting, dotted from the top of the file
 * @param message what was found, and what is expected
 */
public record Problem(Path file, String key, String message) {
    @Override
    public String toString() {
        return file + ": " + (key.isEmpty() ? "" : key + ": ") + message;
    }
}
