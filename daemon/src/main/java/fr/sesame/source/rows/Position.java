package fr.sesame.source.rows;

/**
 * Where a row is, so that somebody finds it: {@code apogee.csv, line 12}; {@code view SESAME_AGENT, row 12}; {@code ldap.example,
 * entry uid=jdupont,ou=people,dc=example}.
 *
 * @param origin the file, the view, the directory
 * @param unit what is counted in it: lines, rows, entries
 * @param number from 1
 * @param name what says more than the number, or empty
 */
public record Position(String origin, String unit, long number, String name) {

    /** In an origin where a number says it all. */
    public Position(String origin, String unit, long number) {
        this(origin, unit, number, "");
    }

    /** Where it is in its origin. */
    String within() {
        return unit + " " + (name.isEmpty() ? Long.toString(number) : name);
    }

    @Override
    public String toString() {
        return origin + ", " + within();
    }
}
