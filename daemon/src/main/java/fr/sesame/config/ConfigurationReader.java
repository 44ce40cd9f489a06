package fr.sesame.config;

import fr.sesame.access.AccessSettings;
import fr.sesame.account.Calendar;
import fr.sesame.account.Condition;
import fr.sesame.account.Population;
import fr.sesame.account.PopulationRule;
import fr.sesame.account.SupannState;
import fr.sesame.audit.AuditSettings;
import fr.sesame.directory.ldap.Encryption;
import fr.sesame.identity.NamePatterns;
import fr.sesame.server.door.PlainPasswords;
import fr.sesame.source.rows.StructureMapping;
import fr.sesame.systemd.Credentials;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads {@code sesame.yaml} and the sources it names, and throws at the end, when every problem is known. */
final class ConfigurationReader {
    private static final String COLUMN = "the name of a column";
    static final int MAX_PORT = 65535;
    /** 128 GiB: some sixty million people. */
    private static final long MAX_STORE_MEGABYTES = 128L << 10;

    private final Path dir;
    private final List<Problem> problems = new ArrayList<>();

    ConfigurationReader(Path dir) {
        this.dir = dir;
    }

    Configuration read() throws ConfigurationException {
        Section main = YamlFile.read(dir.resolve("sesame.yaml"), problems);
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return read(main);
    }

    Configuration read(Section main) throws ConfigurationException {
        Path state = dir.resolve(main.text("state", "the directory that Sésame writes in, such as /var/lib/sesame"));
        Institution institution = institution(main.section("institution"));
        PopulationsReader.Populations populations = PopulationsReader.read(main.section("populations"));
        Map<Population, PopulationRule> rules = populations.rules();
        OriginReader origins = new OriginReader(dir, state);
        DirectorySettings directory = directory(main.section("directory"), state);
        AccessSettings access = AccessReader.read(main, directory.base(), rules.keySet());
        List<SourceSettings> sources = new SourcesReader(dir, origins, problems).read(main, rules.keySet());
        Configuration configuration = new Configuration(
                state,
                institution,
                directory,
                server(main.section("server")),
                PasswordsReader.read(
                        main.section("passwords"), dir, Runtime.getRuntime().availableProcessors()),
                new Calendar(institution.zone(), rules),
                supannStates(main.section("supann-states")),
                populations.supann(),
                GroupsReader.read(
                        main.section("groups"),
                        rules.keySet(),
                        namesOf(access.groups().values())),
                names(main, institution),
                GuardReader.read(
                        main.section("guard"), rules.keySet(), () -> main.list("sources", "the names of the sources")),
                main.section("calendar")
                        .needed("schedule", Forms::cron, "", "a Quartz cron expression such as '0 */5 * * * ?'"),
                structures(main.section("structures"), origins),
                sources,
                access,
                MastersReader.read(main.section("masters"), sources, access, problems.isEmpty()),
                audit(main.section("audit")));
        if (configuration.server().door().plainPasswords() == PlainPasswords.NEVER
                && configuration.directory().encryption() == Encryption.NONE) {
            problems.add(new Problem(
                    dir.resolve("sesame.yaml").toString(),
                    "directory.tls",
                    "'none'",
                    "starttls or ldaps, since 'server.tls.plain-binds' is never"));
        }
        main.close();
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return configuration;
    }

    /** A file that a setting names; a relative one is under that folder, and systemd may have handed it over. */
    static Path file(Path under, String name) {
        return Credentials.of(System.getenv()).resolve(under, name);
    }

    private static Set<String> namesOf(Collection<String> groups) {
        return groups.stream()
                .map(dn -> dn.substring(dn.indexOf('=') + 1)
                        .split(",", 2)[0]
                        .strip()
                        .toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    private static Institution institution(Section section) {
        return new Institution(
                section.text("name", "the institution's name"),
                section.value("zone", Forms::zone, ZoneId.of("Europe/Paris"), "a time zone such as Europe/Paris"),
                section.needed(
                        "mail-domain",
                        Forms::domain,
                        Forms.STAND_IN_DOMAIN,
                        "a domain in lower case, such as univ.example"),
                section.needed("uai", Forms::uai, "", "seven digits and the letter that checks them, such as 0751717J"),
                section.word("language", List.of(Locale.FRENCH, Locale.ENGLISH), Locale::getLanguage, Locale.FRENCH),
                section.value("contact", text -> text, "", "whom people are to turn to"));
    }

    private DirectorySettings directory(Section section, Path state) {
        String base = section.needed("base", Forms::dn, "", "a DN such as dc=univ,dc=example");
        String user = section.text("user", "a DN, or the cn of a service such as operator");
        return new DirectorySettings(
                base,
                section.value("host", text -> text, "127.0.0.1", "a host"),
                port(section, "port", 10389),
                section.word(
                        "server", List.of(DirectoryServer.values()), DirectoryServer::word, DirectoryServer.SESAME),
                section.word("tls", List.of(Encryption.values()), Encryption::word, Encryption.NONE),
                Optional.ofNullable(section.optional("trust", "a PEM file")).map(name -> file(dir, name)),
                user.contains("=") ? user : "cn=" + user + ",ou=services," + base,
                file(state, section.value("password-file", text -> text, "secrets/operator.password", "a file")));
    }

    private ServerSettings server(Section section) {
        return new ServerSettings(
                section.value("address", text -> text, "127.0.0.1", "an address such as 127.0.0.1"),
                port(section, "ldap-port", 10389),
                port(section, "http-port", 8389),
                section.number("max-store-megabytes", MAX_STORE_MEGABYTES, 1, MAX_STORE_MEGABYTES * 8) << 20,
                section.<Boolean>word("active-directory-codes", List.of(true, false), String::valueOf, false),
                DoorReader.read(section, dir));
    }

    /** 0 lets the system choose, which tests use. */
    private static int port(Section section, String key, int absent) {
        return (int) section.number(key, absent, 0, MAX_PORT);
    }

    private static Map<Condition, SupannState> supannStates(Section section) {
        Map<Condition, SupannState> states = new EnumMap<>(Condition.class);
        for (Condition condition : Condition.values()) {
            states.put(
                    condition,
                    section.value(
                            condition.word(),
                            Forms::supannState,
                            condition.supann(),
                            "a state of SUPANN, such as I or A:SupannActif"));
        }
        return states;
    }

    private static NamePatterns names(Section main, Institution institution) {
        Section login = main.section("login");
        Section mail = main.section("mail");
        String parts = "text with {given} or {family}, each with an optional number of letters such as {given:1}";
        Set<String> reserved = new HashSet<>(NamePatterns.DEFAULT_RESERVED);
        reserved.addAll(login.list("reserved", "a list of logins"));
        return new NamePatterns(
                login.needed("pattern", Forms::loginPattern, "{family}", parts),
                (int) login.number("max-length", NamePatterns.DEFAULT_LOGIN_MAX_LENGTH, 4, 64),
                reserved,
                mail.needed("pattern", Forms::mailPattern, "{family}@{domain}", parts + ", then @{domain}"),
                institution.mailDomain());
    }

    private static AuditSettings audit(Section section) {
        return new AuditSettings(
                (int) section.number("keep-months", 12, 1, 60),
                Duration.ofMinutes(section.number("count-minutes", 10, 1, 60)));
    }

    private static StructuresSettings structures(Section section, OriginReader origins) {
        return new StructuresSettings(
                origins.read(section, "structures.csv"),
                new StructureMapping(
                        section.text("code", COLUMN),
                        section.text("label", COLUMN),
                        section.text("type", COLUMN),
                        section.text("parent", COLUMN)));
    }
}
