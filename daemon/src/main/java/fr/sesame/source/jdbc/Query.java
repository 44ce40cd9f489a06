package fr.sesame.source.jdbc;

import fr.sesame.account.InvalidValueException;
import java.util.regex.Pattern;

/**
 * What is asked of the database.
 *
 * @param name what it is called in messages
 * @param sql one statement that reads
 */
public record Query(String name, String sql) {
    private static final Pattern VIEW = Pattern.compile("[A-Za-z_][A-Za-z0-9_$#]*(\\.[A-Za-z_][A-Za-z0-9_$#]*){0,2}");
    private static final Pattern READS = Pattern.compile("(?is)\\s*(select|with)\\b.*[^;\\s]\\s*");

    /** @throws InvalidValueException if it is not one statement that begins with SELECT or WITH */
    public Query {
        if (!READS.matcher(sql).matches()) {
            throw new InvalidValueException(
                    "'" + sql + "' is no query; expected SELECT or WITH, and no semicolon at its end");
        }
    }

    /**
     * Everything in that view or table.
     *
     * @throws InvalidValueException if that is no name
     */
    public static Query view(String name) {
        if (!VIEW.matcher(name).matches()) {
            throw new InvalidValueException("'" + name
                    + "' is not the name of a view; expected such as SESAME_AGENT or apogee.sesame_etudiant");
        }
        return new Query("view " + name, "SELECT * FROM " + name);
    }

    /** That statement. */
    public static Query of(String sql) {
        return new Query("the query", sql);
    }
}
