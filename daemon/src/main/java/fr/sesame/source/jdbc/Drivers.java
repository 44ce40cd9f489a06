package fr.sesame.source.jdbc;

import fr.sesame.source.SourceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The driver of a URL: of those that are shipped, else of the jars in a folder. What was once loaded from a folder stays: drivers
 * start threads and register themselves, and are not made to be unloaded.
 */
final class Drivers {
    private static final Map<Path, ClassLoader> LOADED = new ConcurrentHashMap<>();

    private Drivers() {}

    static Driver find(Database database) throws SourceException {
        try {
            Optional<Driver> shipped = among(Drivers.class.getClassLoader(), database.url());
            if (shipped.isPresent()) {
                return shipped.get();
            }
            if (Files.isDirectory(database.drivers())) {
                ClassLoader jars = LOADED.computeIfAbsent(database.drivers(), Drivers::load);
                Optional<Driver> found = among(jars, database.url());
                if (found.isPresent()) {
                    return found.get();
                }
            }
        } catch (SQLException | ServiceConfigurationError | UncheckedIOException e) {
            throw new SourceException(
                    database + ": a driver cannot be loaded (" + e + "); expected whole jars in " + database.drivers(),
                    e);
        }
        throw new SourceException(
                database + ": no driver knows this URL; expected one of PostgreSQL, MariaDB or H2, or the jar of "
                        + "its driver in " + database.drivers()
                        + ". Put it there and start the service again, or correct 'jdbc.url'");
    }

    private static Optional<Driver> among(ClassLoader loader, String url) throws SQLException {
        for (Driver driver : ServiceLoader.load(Driver.class, loader)) {
            if (driver.acceptsURL(url)) {
                return Optional.of(driver);
            }
        }
        return Optional.empty();
    }

    private static ClassLoader load(Path folder) {
        List<URL> jars = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.jar")) {
            for (Path jar : found) {
                jars.add(url(jar));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new URLClassLoader(jars.toArray(URL[]::new), Drivers.class.getClassLoader());
    }

    private static URL url(Path jar) throws MalformedURLException {
        return jar.toUri().toURL();
    }
}
