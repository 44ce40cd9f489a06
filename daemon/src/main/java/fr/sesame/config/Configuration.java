package fr.sesame.config;

import fr.sesame.account.Calendar;
import fr.sesame.identity.NamePatterns;
import fr.sesame.reconcile.GuardLimits;
import fr.sesame.source.csv.CsvMapping;
import fr.sesame.source.csv.CsvStructures;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Everything that an institution decides, read once from its files. docs/configuration.md explains each setting.
 *
 * @param state the folder under which everything is that Sésame writes
 * @param institution who it is
 * @param directory where the directory is, and who we are there
 * @param server how the embedded directory and the HTTP endpoint listen
 * @param calendar the rules by population
 * @param calendarCron when the calendar's changes are made visible
 * @param names how logins and mail addresses are made
 * @param guard how much one run may close
 * @param structures where the structures come from
 * @param sources those that are switched on, in order
 */
public record Configuration(
        Path state,
        Institution institution,
        Directory directory,
        Server server,
        Calendar calendar,
        String calendarCron,
        NamePatterns names,
        GuardLimits guard,
        Structures structures,
        List<SourceSettings> sources) {

    public Configuration {
        sources = List.copyOf(sources);
    }

    /** @param uai the institution's code in the national register */
    public record Institution(String name, String uai) {}

    /**
     * The directory that the daemon and the commands work on.
     *
     * @param user a service's name, {@code operator} for {@code cn=operator,ou=services,…}
     * @param passwordFile a file that holds nothing but its password
     */
    public record Directory(String base, String host, int port, String user, Path passwordFile) {}

    /** The embedded directory, and HTTP. */
    public record Server(String address, int ldapPort, int httpPort) {}

    /** The extract of the structures. */
    public record Structures(Path file, CsvStructures.Mapping mapping) {}

    /**
     * One source.
     *
     * @param file its extract
     * @param cron when it is read, in Quartz's form
     * @param supannIdentifier the SUPANN attribute that carries its key, or an empty text
     */
    public record SourceSettings(CsvMapping mapping, Path file, String cron, String supannIdentifier) {
        public String name() {
            return mapping.source();
        }
    }

    /** By source: the SUPANN attribute that carries its key. */
    public Map<String, String> supannIdentifiers() {
        return sources.stream()
                .filter(source -> !source.supannIdentifier().isEmpty())
                .collect(Collectors.toUnmodifiableMap(SourceSettings::name, SourceSettings::supannIdentifier));
    }

    /** Reads {@code sesame.yaml} and {@code sources/*.yaml} in that folder. */
    public static Configuration load(Path folder) throws ConfigurationException {
        return new ConfigurationReader(folder).read();
    }
}
