package fr.sesame.config;

/**
 * One thing that is wrong in a configuration file.
 *
 * @param file the file
 * @param key the setting, with dots: {@code populations.student.grace}; empty if the file as a whole is wrong
 * @param found what is there
 * @param expected what should be there, or the way out
 */
public record Problem(String file, String key, String found, String expected) {

    private static final String UNKNOWN = "a key that is not a setting";

    /** A key that means nothing, with the one that was probably meant. */
    static Problem unknown(String file, String key, String hint) {
        return new Problem(file, key, UNKNOWN, hint);
    }

    /** The line that an administrator reads. */
    @Override
    public String toString() {
        if (found.equals(UNKNOWN)) {
            return file + ": '" + key + "' is not a setting; " + expected;
        }
        return file + ": " + (key.isEmpty() ? "" : "'" + key + "': ") + "found " + found + "; expected " + expected;
    }
}
