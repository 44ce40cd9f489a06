package fr.sesame.source.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import fr.sesame.source.Extract;
import fr.sesame.source.PasswordFile;
import fr.sesame.source.SourceException;
import fr.sesame.source.rows.Reading;
import fr.sesame.source.rows.Row;
import fr.sesame.source.rows.Rows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * The rows of a view, read in one transaction that only reads and is rolled back, a block of rows at a time. There is a connection
 * while it is read and none in between.
 *
 * @param database where it is
 * @param query what is asked
 * @param limits how it is read
 */
public record JdbcRows(Database database, Query query, ReadLimits limits) implements Rows {
    /** How much longer than the statement the network may be silent: the database is to say itself that it was too long. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    @Override
    public Extract.Facts read(Reading reading, Consumer<Row> each) throws SourceException {
        Instant start = reading.clock().instant();
        String where = query.name() + " of " + database;
        ViewReader view = new ViewReader(query.name(), where, limits, reading, each);
        try (HikariDataSource pool = pool();
                Connection connection = pool.getConnection()) {
            connection.setNetworkTimeout(
                    Runnable::run, (int) limits.timeout().plus(SILENCE).toMillis());
            read(connection, view);
        } catch (HikariPool.PoolInitializationException e) {
            throw unreachable(e.getCause() == null ? e : e.getCause());
        } catch (SQLException e) {
            throw view.brokenOff(e);
        }
        return new Extract.Facts(where, view.count(), start, view.digest());
    }

    private void read(Connection connection, ViewReader view) throws SQLException, SourceException {
        try (PreparedStatement statement =
                connection.prepareStatement(query.sql(), ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            statement.setFetchSize(limits.fetchSize());
            statement.setQueryTimeout((int) limits.timeout().toSeconds());
            try (ResultSet rows = statement.executeQuery()) {
                view.read(rows);
            }
        }
    }

    /** One try: a wrong password that is tried again and again locks the user at the database. */
    private HikariDataSource pool() throws SourceException {
        HikariConfig config = new HikariConfig();
        config.setPoolName("source");
        config.setDataSource(
                new DriverSource(Drivers.find(database), database, PasswordFile.read(database.passwordFile())));
        config.setMaximumPoolSize(1);
        config.setAutoCommit(false);
        config.setReadOnly(true);
        config.setInitializationFailTimeout(1);
        return new HikariDataSource(config);
    }

    private SourceException unreachable(Throwable e) {
        return new SourceException(
                database + ": the database cannot be reached as " + database.user() + " (" + e.getMessage()
                        + "); expected it to let us in. Nothing was changed. Look at the database, at 'jdbc.url' and 'jdbc.user', "
                        + "and at the password in " + database.passwordFile(),
                e);
    }
}
