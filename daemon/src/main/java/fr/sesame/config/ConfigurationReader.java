package fr.sesame.config;

import fr.sesame.account.Calendar;
import fr.sesame.account.DayRule;
import fr.sesame.account.InvalidValueException;
import fr.sesame.account.Population;
import fr.sesame.account.PopulationRule;
import fr.sesame.identity.NamePatterns;
import fr.sesame.reconcile.GuardLimits;
import java.nio.file.Path;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.quartz.CronExpression;

/** Reads the files once, notes everything that is wrong, and gives a configuration only if nothing is. */
final class ConfigurationReader {
    private static final int MOST_DAYS = 365;
    private static final int HIGHEST_PORT = 65_535;

    private final Path folder;
    private final List<Problem> problems = new ArrayList<>();

    ConfigurationReader(Path folder) {
        this.folder = folder;
    }

    Configuration read() throws ConfigurationException {
        Section top = YamlFile.read(folder.resolve("sesame.yaml"), problems);
        Configuration configuration = problems.isEmpty() ? read(top) : null;
        if (configuration == null || !problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return configuration;
    }

    private @Nullable Configuration read(Section top) {
        Path state = folder.resolve(top.text("state")).normalize();
        Section institution = top.section("institution");
        Configuration.Institution who =
                new Configuration.Institution(institution.text("name"), institution.text("uai"));
        ZoneId zone = institution.value("zone", "Europe/Paris", ZoneId::of);
        String mailDomain = institution.text("mail-domain");
        Configuration.Directory directory = directory(top.section("directory"), state);
        Section server = top.section("server");
        Configuration.Server listens = new Configuration.Server(
                Objects.requireNonNull(server.textOr("address", "127.0.0.1")),
                server.number("ldap-port", 10389, 0, HIGHEST_PORT),
                server.number("http-port", 8389, 0, HIGHEST_PORT));
        Map<Population, PopulationRule> rules = populations(top.section("populations"));
        NamePatterns names = names(top.section("login"), top.section("mail"), mailDomain);
        GuardLimits guard = guard(top.section("guard"), rules.keySet());
        String cron = cron(top.section("calendar"), "0 0 0 * * ?");
        List<String> order = top.texts("sources");
        top.finish();
        SourceReader reader = new SourceReader(folder.resolve("sources"), state.resolve("extracts"), rules, problems);
        Configuration.Structures structures = reader.structures();
        List<Configuration.SourceSettings> sources = sources(top, reader, order);
        return top.build(() -> new Configuration(
                state,
                who,
                directory,
                listens,
                new Calendar(Objects.requireNonNull(zone), rules),
                cron,
                Objects.requireNonNull(names),
                Objects.requireNonNull(guard),
                Objects.requireNonNull(structures),
                sources));
    }

    private static Configuration.Directory directory(Section section, Path state) {
        String user = Objects.requireNonNull(section.textOr("user", "operator"));
        return new Configuration.Directory(
                section.text("base"),
                Objects.requireNonNull(section.textOr("host", "127.0.0.1")),
                section.number("port", 10389, 1, HIGHEST_PORT),
                user,
                state.resolve(
                        Objects.requireNonNull(section.textOr("password-file", "secrets/" + user + ".password"))));
    }

    private static Map<Population, PopulationRule> populations(Section section) {
        Map<Population, PopulationRule> rules = new LinkedHashMap<>();
        section.named().forEach((name, rule) -> {
            List<DayRule> opens = rule.values("opens", DayRule::parse);
            List<DayRule> closes = rule.values("closes", DayRule::parse);
            Period grace = rule.value("grace", "P0D", Period::parse);
            Set<String> requires = new HashSet<>(rule.texts("requires"));
            for (String required : requires) {
                if (!required.equals("end") && !required.equals("validation")) {
                    rule.problem("requires", "has '" + required + "'; expected end or validation");
                }
            }
            int longerThan = rule.number("longer-than-days", 0, 0, MOST_DAYS);
            Population population = rule.build(() -> new Population(name));
            PopulationRule made = rule.build(() -> new PopulationRule(
                    opens,
                    closes,
                    Objects.requireNonNull(grace),
                    requires.contains("end"),
                    requires.contains("validation"),
                    longerThan));
            if (population != null && made != null) {
                rules.put(population, made);
            }
        });
        if (rules.isEmpty()) {
            section.problem("student", "is missing; expected at least one population");
        }
        return rules;
    }

    private static @Nullable NamePatterns names(Section login, Section mail, String domain) {
        Set<String> reserved = new HashSet<>(NamePatterns.DEFAULT_RESERVED);
        reserved.addAll(login.texts("reserved"));
        String loginPattern = Objects.requireNonNull(login.textOr("pattern", NamePatterns.DEFAULT_LOGIN));
        int longest = login.number("max-length", NamePatterns.DEFAULT_LOGIN_MAX_LENGTH, 4, 64);
        String mailPattern = Objects.requireNonNull(mail.textOr("pattern", NamePatterns.DEFAULT_MAIL));
        return login.build(() -> new NamePatterns(loginPattern, longest, reserved, mailPattern, domain));
    }

    private static @Nullable GuardLimits guard(Section section, Set<Population> known) {
        int percent = section.number("close-percent", 5, 0, 100);
        int days = section.number("look-ahead-days", 7, 0, MOST_DAYS);
        Map<Population, Integer> byPopulation = new LinkedHashMap<>();
        section.section("populations").named().forEach((name, limits) -> {
            int limit = limits.number("close-percent", percent, 0, 100);
            Population population = limits.build(() -> new Population(name));
            if (population != null && !known.contains(population)) {
                limits.problem("", "is not a population; expected one of " + known);
            } else if (population != null) {
                byPopulation.put(population, limit);
            }
        });
        return section.build(() -> new GuardLimits(percent, byPopulation, days));
    }

    /** When something runs, in Quartz's form. */
    static String cron(Section section, String byDefault) {
        String cron = section.value("schedule", byDefault, text -> {
            if (!CronExpression.isValidExpression(text)) {
                throw new InvalidValueException("'" + text
                        + "' is not a schedule; expected seconds minutes hours day month weekday, such as 0 0 3 * * ?");
            }
            return text;
        });
        return cron == null ? byDefault : cron;
    }

    private List<Configuration.SourceSettings> sources(Section top, SourceReader reader, List<String> order) {
        List<Configuration.SourceSettings> sources = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String name : order) {
            if (!seen.add(name)) {
                top.problem("sources", "has '" + name + "' twice; expected each once");
                continue;
            }
            Configuration.SourceSettings source = reader.source(name);
            if (source != null) {
                sources.add(source);
            }
        }
        if (order.isEmpty()) {
            top.problem("sources", "is missing; expected the names of the files in " + folder.resolve("sources"));
        }
        return sources;
    }
}
