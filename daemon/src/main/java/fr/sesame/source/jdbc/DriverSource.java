package fr.sesame.source.jdbc;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Connections of one driver, which need not be on the class path as DriverManager wants it. */
final class DriverSource implements DataSource {
    private final Driver driver;
    private final Database database;
    private final String password;

    DriverSource(Driver driver, Database database, String password) {
        this.driver = driver;
        this.database = database;
        this.password = password;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return getConnection(database.user(), password);
    }

    @Override
    public Connection getConnection(String user, String withPassword) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", withPassword);
        Connection connection = driver.connect(database.url(), properties);
        if (connection == null) {
            throw new SQLException(driver + " does not know " + database);
        }
        return connection;
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) throws SQLException {
        throw new SQLFeatureNotSupportedException("nothing is logged here");
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        throw new SQLFeatureNotSupportedException("the driver's URL says it");
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return driver.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(driver)) {
            return type.cast(driver);
        }
        throw new SQLException("no " + type.getName() + " is behind this");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(driver);
    }
}
