package fr.sesame.source.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import fr.sesame.source.Extract;
import fr.sesame.source.PasswordFile;
import fr.sesame.source.SourceException;
import fr.sesame.source.rows.ChangeColumn;
import fr.sesame.source.rows.ChangesSeen;
import fr.sesame.source.rows.Reading;
import fr.sesame.source.rows.Row;
import fr.sesame.source.rows.Rows;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;
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
        Driver driver = Drivers.find(database);
        try (HikariDataSource pool = pool(driver);
                Connection connection = pool.getConnection()) {
            connection.setNetworkTimeout(
                    Runnable::run, (int) limits.timeout().plus(SILENCE).toMillis());
            ChangeColumn changes = reading.changes();
            if (changes == null || changes.since() == null) {
                read(connection, query.sql(), view, statement -> {});
            } else {
                readChanges(connection, changes, changes.since(), view, reading);
            }
        } catch (HikariPool.PoolInitializationException e) {
            throw unreachable(driver, e.getCause() == null ? e : e.getCause());
        } catch (SQLException e) {
            throw view.brokenOff(e);
        }
        return new Extract.Facts(where, view.count(), start, view.digest(), view.changes());
    }

    /** All rows of everybody of whom one has changed since, in one statement, which sees one state of the database. */
    private void readChanges(
            Connection connection, ChangeColumn changes, String since, ViewReader view, Reading reading)
            throws SQLException, SourceException {
        ChangedRows asked;
        try (PreparedStatement none = connection.prepareStatement(ChangedRows.none(query.sql()))) {
            none.setQueryTimeout((int) limits.timeout().toSeconds());
            try (ResultSet rows = none.executeQuery()) {
                asked = view.changedRows(rows.getMetaData(), changes);
            }
        }
        Optional<LocalDateTime> mark = asked.times().parse(since);
        if (mark.isEmpty()) {
            return; // nothing is said of changes then, and everything is read
        }
        view.expectChanges(new ChangesSeen(mark.get(), asked.times().now(reading.clock(), reading.zone())));
        String sql = asked.sql(query.sql(), connection.getMetaData().getIdentifierQuoteString());
        read(connection, sql, view, statement -> {
            for (int index = 1; index <= ChangedRows.PARAMETERS; index++) {
                asked.times().bind(statement, index, mark.get(), changes.overlap());
            }
        });
    }

    private interface Binding {
        void to(PreparedStatement statement) throws SQLException;
    }

    private void read(Connection connection, String sql, ViewReader view, Binding values)
            throws SQLException, SourceException {
        try (PreparedStatement statement =
                connection.prepareStatement(sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            statement.setFetchSize(limits.fetchSize());
            statement.setQueryTimeout((int) limits.timeout().toSeconds());
            values.to(statement);
            try (ResultSet rows = statement.executeQuery()) {
                view.read(rows);
            }
        }
    }

    /** One try: a wrong password that is tried again and again locks the user at the database. */
    private HikariDataSource pool(Driver driver) throws SourceException {
        HikariConfig config = new HikariConfig();
        config.setPoolName("source");
        config.setDataSource(new DriverSource(driver, database, PasswordFile.read(database.passwordFile())));
        config.setMaximumPoolSize(1);
        config.setAutoCommit(false);
        config.setReadOnly(true);
        config.setInitializationFailTimeout(1);
        return new HikariDataSource(config);
    }

    private SourceException unreachable(Driver driver, Throwable e) {
        return new SourceException(
                database + ": the database cannot be reached as " + database.user() + " ("
                        + driver.getClass().getName() + " " + driver.getMajorVersion() + "." + driver.getMinorVersion()
                        + ": " + String.valueOf(e.getMessage()).strip()
                        + "); expected it to let us in. Nothing was changed. Look at the database, at 'jdbc.url' and 'jdbc.user', "
                        + "and at the password in " + database.passwordFile(),
                e);
    }
}
