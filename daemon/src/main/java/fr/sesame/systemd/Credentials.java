package fr.sesame.systemd;

import java.nio.file.Path;
import java.util.Map;

/**
 * Files that systemd hands to the service alone ({@code LoadCredential=}, systemd.exec(5)): a key, a password. A setting names one as
 * {@code $CREDENTIALS_DIRECTORY/NAME}.
 */
public final class Credentials {
    private static final String VARIABLE = "CREDENTIALS_DIRECTORY";
    private static final String PREFIX = "$" + VARIABLE + "/";
    /** Where systemd puts them, for the commands beside the service, which have no variable. */
    private static final Path OF_THE_SERVICE = Path.of("/run/credentials/sesame.service");

    private final Path folder;

    private Credentials(Path folder) {
        this.folder = folder;
    }

    /** @param environment of the process */
    public static Credentials of(Map<String, String> environment) {
        String set = environment.getOrDefault(VARIABLE, "");
        return new Credentials(set.isEmpty() ? OF_THE_SERVICE : Path.of(set));
    }

    /** Where that one is, whether it is there or not. */
    public Path file(String name) {
        return folder.resolve(name);
    }

    /**
     * The file that a setting names.
     *
     * @param under what a relative one is under
     */
    public Path resolve(Path under, String text) {
        return text.startsWith(PREFIX) ? file(text.substring(PREFIX.length())) : under.resolve(text);
    }
}
