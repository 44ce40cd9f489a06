package fr.sesame.config;

import fr.sesame.account.InvalidValueException;
import fr.sesame.directory.ldap.Encryption;
import fr.sesame.source.jdbc.Database;
import fr.sesame.source.jdbc.JdbcRows;
import fr.sesame.source.jdbc.Query;
import fr.sesame.source.jdbc.ReadLimits;
import fr.sesame.source.ldap.Branch;
import fr.sesame.source.ldap.LdapRows;
import fr.sesame.source.ldap.PartnerDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code jdbc:} and {@code ldap:} of a source: rows that somebody else serves, to who has a password. */
final class ServiceOriginReader {
    private static final String URL =
            "the URL of a database, without password, such as jdbc:postgresql://db.univ.example/apogee";
    private static final String DURATION = "a duration from PT1S to P1D";
    private static final String STAND_IN = "jdbc:none";
    private static final int MAX_FETCH = 100_000;
    private static final int MAX_ROWS = 100_000_000;

    private final Path dir;
    private final Path state;

    ServiceOriginReader(Path dir, Path state) {
        this.dir = dir;
        this.state = state;
    }

    JdbcRows jdbc(Section section) {
        Path passwordFile = passwordFile(section);
        Path drivers = dir.resolve(section.value("drivers", text -> text, "drivers", "a folder"));
        String user = section.text("user", "the user of the database, who reads and does nothing else");
        // Without what was found: it may be a password.
        String url = section.text("url", URL);
        try {
            url = url.isEmpty() ? STAND_IN : new Database(url, user, passwordFile, drivers).url();
        } catch (InvalidValueException e) {
            section.problem("url", "what is no URL of a database, or has a password in it", URL);
            url = STAND_IN;
        }
        return new JdbcRows(
                new Database(url, user, passwordFile, drivers),
                query(section),
                new ReadLimits(
                        (int) section.number("fetch-size", ReadLimits.DEFAULT_FETCH_SIZE, 1, MAX_FETCH),
                        section.value("timeout", ServiceOriginReader::timeout, ReadLimits.DEFAULT_TIMEOUT, DURATION),
                        (int) section.number("max-rows", ReadLimits.DEFAULT_MAX_ROWS, 1, MAX_ROWS)));
    }

    private static Query query(Section section) {
        Query standIn = Query.view("none");
        if (section.has("view") == section.has("query")) {
            section.problem(
                    "view", section.has("view") ? "both view and query" : "neither view nor query", "one of them");
        }
        return section.has("query")
                ? section.needed("query", Query::of, standIn, "one statement: SELECT … or WITH …, without semicolon")
                : section.value(
                        "view", Query::view, standIn, "the name of a view, such as SESAME_AGENT or siham.sesame_agent");
    }

    LdapRows ldap(Section section) {
        String host = section.text("host", "the name of the directory's host");
        Encryption encryption = section.word("tls", List.of(Encryption.values()), Encryption::word, Encryption.LDAPS);
        int port = (int)
                section.number("port", encryption == Encryption.LDAPS ? 636 : 389, 1, ConfigurationReader.MAX_PORT);
        Optional<Path> trust = Optional.ofNullable(section.optional("trust", "a PEM file"))
                .map(name -> ConfigurationReader.file(dir, name));
        String user = section.text("user", "the DN to bind as");
        Path passwordFile = passwordFile(section);
        PartnerDirectory directory;
        try {
            directory = new PartnerDirectory(host, port, encryption, trust, user, passwordFile);
        } catch (InvalidValueException e) {
            section.problem("tls", "'none'", "starttls or ldaps, since a password crosses the network");
            directory = new PartnerDirectory(host, port, Encryption.LDAPS, trust, user, passwordFile);
        }
        Branch all = new Branch(
                "", "(objectClass=*)", Branch.DEFAULT_PAGE_SIZE, Branch.DEFAULT_TIMEOUT, Branch.DEFAULT_MAX_ROWS);
        return new LdapRows(
                directory,
                new Branch(
                        section.needed(
                                "base",
                                text -> branch(text, all.filter()).base(),
                                "",
                                "a DN such as ou=people,dc=partner"),
                        section.needed(
                                "filter",
                                text -> branch("", text).filter(),
                                all.filter(),
                                "a filter such as (objectClass=person)"),
                        (int) section.number("page-size", Branch.DEFAULT_PAGE_SIZE, 1, MAX_FETCH),
                        section.value("timeout", ServiceOriginReader::timeout, Branch.DEFAULT_TIMEOUT, DURATION),
                        (int) section.number("max-rows", Branch.DEFAULT_MAX_ROWS, 1, MAX_ROWS)));
    }

    private static Branch branch(String base, String filter) {
        return new Branch(base, filter, 1, Branch.DEFAULT_TIMEOUT, 1);
    }

    private static Duration timeout(String text) {
        return new ReadLimits(1, Duration.parse(text), 1).timeout();
    }

    private Path passwordFile(Section section) {
        return ConfigurationReader.file(state, section.text("password-file", "a file with the password, under state"));
    }
}
