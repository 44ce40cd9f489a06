package fr.sesame.source.jdbc;

import fr.sesame.account.InvalidValueException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Where a database is, and who we are there. How the way there is encrypted is the URL's business, in the words of its driver.
 *
 * @param url such as {@code jdbc:postgresql://db.univ.example/apogee?sslmode=verify-full}
 * @param user who may do nothing but read
 * @param passwordFile with their password
 * @param drivers a folder; the driver of a database that none is shipped for is looked for in its jars
 */
public record Database(String url, String user, Path passwordFile, Path drivers) {
    private static final String JDBC = "jdbc:";

    /** @throws InvalidValueException if the URL is none of JDBC, or has a password in it */
    public Database {
        if (!url.startsWith(JDBC)) {
            throw new InvalidValueException(
                    "'" + url + "' is no URL of a database; expected such as jdbc:postgresql://host/name");
        }
        if (url.toLowerCase(Locale.ROOT).contains("password=")) {
            throw new InvalidValueException("the URL has a password in it; expected it in the password file");
        }
    }

    /** Without the parameters of the URL, for messages. */
    @Override
    public String toString() {
        return url.split("[?;]", 2)[0];
    }
}
