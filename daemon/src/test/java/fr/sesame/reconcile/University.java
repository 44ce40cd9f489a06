package fr.sesame.reconcile;

import fr.sesame.config.Configuration;
import fr.sesame.config.ConfigurationException;
import fr.sesame.config.SourceSettings;
import fr.sesame.directory.ChangeText;
import fr.sesame.directory.Directory;
import fr.sesame.directory.ldap.LdifChanges;
import fr.sesame.directory.ldap.Tree;
import fr.sesame.identity.Correlator;
import fr.sesame.identity.IdentityHashes;
import fr.sesame.identity.LoginAttribution;
import fr.sesame.identity.TombstoneKey;
import fr.sesame.schema.GroupRules;
import fr.sesame.source.Source;
import fr.sesame.source.StructureSource;
import fr.sesame.source.csv.CsvFile;
import fr.sesame.source.rows.MappedSource;
import fr.sesame.source.rows.MappedStructures;
import fr.sesame.source.rows.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The sample university: the shipped configuration, and copies of the shipped extracts that a test may damage. */
public final class University {
    /** The sample's today, in the morning. */
    public static final Instant TODAY = Instant.parse("2026-11-23T06:00:00Z");

    /** The institution's key, which is there from the beginning. */
    public static final TombstoneKey KEY = new TombstoneKey() {
        private final IdentityHashes hashes = new IdentityHashes(new byte[IdentityHashes.KEY_BYTES]);

        @Override
        public Optional<IdentityHashes> find() {
            return Optional.of(hashes);
        }

        @Override
        public IdentityHashes findOrMake() {
            return hashes;
        }
    };

    private static final Clock CLOCK = Clock.fixed(TODAY, ZoneOffset.UTC);

    private final Configuration configuration;
    private final Path extracts;

    public University(Path folder) throws IOException, ConfigurationException {
        configuration = Configuration.load(Path.of("..", "conf"));
        extracts = folder;
        try (Stream<Path> files = Files.list(Path.of("src", "main", "demo", "extracts"))) {
            for (Path file : files.toList()) {
                Path copy = extracts.resolve(file.getFileName().toString());
                Files.copy(file, copy);
                Files.setLastModifiedTime(copy, FileTime.from(TODAY));
            }
        }
    }

    public Configuration configuration() {
        return configuration;
    }

    public Path extract(String source) {
        return extracts.resolve(source + ".csv");
    }

    public Source source(String name) {
        return configuration.enabledSources().stream()
                .filter(source -> source.name().equals(name))
                .map(source -> new MappedSource(
                        name, rows(name, source.rows()), source.mapping(), configuration.calendar(), CLOCK))
                .findFirst()
                .orElseThrow();
    }

    public List<Source> sources() {
        return sourceNames().stream().map(this::source).toList();
    }

    public List<String> sourceNames() {
        return configuration.enabledSources().stream().map(SourceSettings::name).toList();
    }

    public StructureSource structures() {
        return new MappedStructures(
                rows("structures", configuration.structures().rows()),
                configuration.structures().mapping(),
                configuration.institution().zone(),
                CLOCK);
    }

    /** The configured form, of the test's own copy. */
    private Rows rows(String name, Rows configured) {
        return new CsvFile(extract(name), ((CsvFile) configured).format());
    }

    public Planner planner() {
        return new Planner(
                configuration.calendar(),
                new Correlator(sourceNames()),
                new LoginAttribution(configuration.names()),
                sourceNames(),
                KEY);
    }

    /** The shipped one. */
    public Guard guard() {
        return new Guard(configuration.calendar(), configuration.guard());
    }

    public GroupKeeper groups(Directory directory) {
        return new GroupKeeper(
                directory.groups(),
                configuration.calendar(),
                new GroupRules(configuration.groups(), configuration.supannPopulations()));
    }

    /** The shipped one, for which a record is gone with the first extract that does not have it. */
    public Guard hastyGuard() {
        return new Guard(configuration.calendar(), configuration.guard().withAbsentExtracts(1));
    }

    /** The form of changes under the shipped base. */
    public ChangeText changeText() {
        return new LdifChanges(new Tree(configuration.directory().base()), Map.of("apogee", "supannEtuId"));
    }
}
