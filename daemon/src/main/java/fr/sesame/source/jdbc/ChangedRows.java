package fr.sesame.source.jdbc;

/**
 * What is asked of the database instead of a whole view: all rows of everybody who has a row that changed, or that does not say when it
 * did; of rows without a key, those alone.
 *
 * @param column the label of the column that says when a row changed, as the database spells it
 * @param key that of the column that says whom it is about
 * @param times how times are in it
 */
record ChangedRows(String column, String key, ChangeTimes times) {
    /** So many times the statement asks since when. */
    static final int PARAMETERS = 2;

    /** Gives the columns, and no row. */
    static String none(String query) {
        return "SELECT s.* FROM (" + query + ") s WHERE 1 = 0";
    }

    /** @param quote what stands around names, a space if nothing does */
    String sql(String query, String quote) {
        String changed = quoted(column, quote);
        String about = quoted(key, quote);
        return "SELECT s.* FROM (" + query + ") s WHERE s." + about + " IN (SELECT t." + about + " FROM (" + query
                + ") t WHERE t." + changed + " >= ? OR t." + changed + " IS NULL)"
                + " UNION ALL SELECT s.* FROM (" + query + ") s WHERE s." + about + " IS NULL AND (s." + changed
                + " >= ? OR s." + changed + " IS NULL)";
    }

    private static String quoted(String name, String quote) {
        String mark = quote.strip();
        return mark.isEmpty() ? name : mark + name.replace(mark, mark + mark) + mark;
    }
}
