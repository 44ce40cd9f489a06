package fr.sesame.config;

import fr.sesame.access.AccessSettings;
import fr.sesame.account.Calendar;
import fr.sesame.account.Condition;
import fr.sesame.account.Master;
import fr.sesame.account.Population;
import fr.sesame.account.PopulationRule;
import fr.sesame.account.SupannState;
import fr.sesame.audit.AuditSettings;
import fr.sesame.identity.NamePatterns;
import fr.sesame.password.PasswordSettings;
import fr.sesame.reconcile.GuardLimits;
import fr.sesame.schema.GroupRule;
import fr.sesame.schema.SupannPopulation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything that an administrator decides, checked.
 *
 * @param state the directory that everything Sésame writes is under
 * @param institution who runs it
 * @param directory where the daemon and the commands connect to
 * @param server what the embedded server listens on
 * @param passwords what passwords must be, how they are hashed, and how often they may be tried
 * @param calendar the rules of each population
 * @param supannStates what SUPANN calls each condition of an account
 * @param supannPopulations what each population is in the words of SUPANN and eduPerson
 * @param groups the groups that are computed
 * @param names how logins and mail addresses are made
 * @param guard how much one run may close
 * @param calendarSchedule when the day's changes are made visible, as a Quartz cron expression in the institution's zone
 * @param structures where the structures come from
 * @param sources all sources, the disabled ones too, in the order in which they are believed
 * @param access who may do what in the directory
 * @param masters who has the last word on each attribute that a source gives
 * @param audit how long security events are kept, and how repeated ones are counted
 */
public record Configuration(
        Path state,
        Institution institution,
        DirectorySettings directory,
        ServerSettings server,
        PasswordSettings passwords,
        Calendar calendar,
        Map<Condition, SupannState> supannStates,
        Map<Population, SupannPopulation> supannPopulations,
        List<GroupRule> groups,
        NamePatterns names,
        GuardLimits guard,
        String calendarSchedule,
        StructuresSettings structures,
        List<SourceSettings> sources,
        AccessSettings access,
        Map<String, Master> masters,
        AuditSettings audit) {

    public Configuration {
        supannStates = Map.copyOf(supannStates);
        supannPopulations = Map.copyOf(supannPopulations);
        groups = List.copyOf(groups);
        sources = List.copyOf(sources);
        masters = Map.copyOf(masters);
    }

    /**
     * Reads {@code sesame.yaml} in that directory and {@code sources/<name>.yaml} for each source it names.
     *
     * @throws ConfigurationException with every problem of every file
     */
    public static Configuration load(Path dir) throws ConfigurationException {
        return new ConfigurationReader(dir).read();
    }

    /**
     * The calendar with the rules of another file in the place of the configured ones; populations that it does not name keep theirs.
     *
     * @param file YAML with {@code populations:} alone
     * @throws ConfigurationException with every problem of that file
     */
    public Calendar calendarWith(Path file) throws ConfigurationException {
        List<Problem> problems = new ArrayList<>();
        Section main = YamlFile.read(file, problems);
        Map<Population, PopulationRule> rules = new TreeMap<>(calendar.rules());
        if (problems.isEmpty()) {
            rules.putAll(PopulationsReader.read(main.section("populations")).rules());
            main.close();
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return new Calendar(calendar.zone(), rules);
    }

    /** Where the entries are kept. */
    public Path directoryFiles() {
        return state.resolve("directory");
    }

    /** Where each run leaves its plan, its undo and its report. */
    public Path runs() {
        return state.resolve("runs");
    }

    /** Where security events are kept. */
    public Path auditFiles() {
        return state.resolve("audit");
    }

    /** Where the changes of accounts are kept. */
    public Path historyFiles() {
        return state.resolve("history");
    }

    /** Where passwords of services are. */
    public Path secrets() {
        return state.resolve("secrets");
    }

    /** Where the extracts arrive. */
    public Path extracts() {
        return state.resolve("extracts");
    }

    /** The sources that are read, in the order in which they are believed. */
    public List<SourceSettings> enabledSources() {
        return sources.stream().filter(SourceSettings::enabled).toList();
    }
}
