package fr.sesame.cli;

import fr.sesame.account.Account;
import fr.sesame.account.Affiliation;
import fr.sesame.account.Calendar;
import fr.sesame.account.InvalidValueException;
import fr.sesame.account.SourceKey;
import fr.sesame.directory.Directory;
import fr.sesame.directory.DirectoryException;
import fr.sesame.reconcile.Movements;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "forecast",
        mixinStandardHelpOptions = true,
        description = {
            "--at: what the directory will look like on a day: one line for each key of each source, with the state of the person's"
                    + " account at the beginning of that civil day.",
            "--from, --to: how many accounts open, close or get another state on these days, by population and structure.",
            "--with: whom other rules would give another state on that day, or other days between those days; nothing is"
                    + " applied.",
            "Evaluated from the timelines in the directory; a day in the past is what they say of it now."
        })
final class ForecastCommand implements Callable<Integer> {
    private static final int LONGEST_DAYS = 3660;

    /** What is counted together. */
    enum Per {
        day,
        week,
        total
    }

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Mixin
    private final FormatOption format = new FormatOption();

    @Mixin
    private final LanguageOption language = new LanguageOption();

    @Option(names = "--at", paramLabel = "DATE", description = "The day, such as 2027-01-01.")
    private @Nullable LocalDate date;

    @Option(names = "--from", paramLabel = "DATE", description = "The first day, inclusive.")
    private @Nullable LocalDate from;

    @Option(names = "--to", paramLabel = "DATE", description = "The last day, inclusive.")
    private @Nullable LocalDate to;

    @Option(
            names = "--per",
            paramLabel = "PERIOD",
            defaultValue = "day",
            description = "With --from and --to: count by day, by week (from Monday), or in total. Default: day.")
    private Per per = Per.day;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description =
                    "With --from and --to: writes a page with a chart and tables to that file, whole or not at all.")
    private @Nullable Path html;

    @Option(
            names = "--with",
            paramLabel = "FILE",
            description =
                    "Other rules: a YAML file with 'populations:' as in sesame.yaml; a population that it does not name keeps"
                            + " its rule.")
    private @Nullable Path rules;

    private final Installation.Opener opener;
    private final Clock clock;
    private final Terminal terminal;

    ForecastCommand(Installation.Opener opener, Clock clock, Terminal terminal) {
        this.opener = opener;
        this.clock = clock;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        check();
        Installation installation = opener.open(common.configuration());
        Calendar calendar = installation.calendar();
        Calendar other = rules == null ? null : installation.calendarWith(rules);
        try (Directory directory = installation.connect()) {
            if (date != null && other != null) {
                OtherRules.AtInstant difference = new OtherRules(calendar, other).new AtInstant(calendar.startOf(date));
                directory.forEachAccount(difference::look);
                print(difference.counted(), difference.list());
            } else if (date != null) {
                forecast(directory, calendar, calendar.startOf(date)).print(format.format(), terminal.out());
            } else if (from != null && to != null && other != null) {
                OtherRules.Between difference = new OtherRules(calendar, other).new Between(from, to);
                directory.forEachAccount(difference::look);
                print(difference.counted(), difference.list());
            } else if (from != null && to != null) {
                movements(directory, installation, from, to);
            }
        }
        return ExitCode.OK;
    }

    private void check() {
        if ((date == null) == (from == null && to == null) || (from == null) != (to == null)) {
            throw new InvalidValueException("expected either --at DATE, or --from DATE and --to DATE");
        }
        if (from != null && to != null && (to.isBefore(from) || to.isAfter(from.plusDays(LONGEST_DAYS)))) {
            throw new InvalidValueException("found --from " + from + " and --to " + to
                    + "; expected a first day, and a last one at most ten years later");
        }
        if (html != null && (from == null || rules != null)) {
            throw new InvalidValueException("--html is a page of --from and --to, without --with");
        }
    }

    /** The list is for programs; how many there are is said beside it. */
    private void print(Table counted, Table list) {
        if (format.format() == Table.Format.table) {
            counted.print(Table.Format.table, terminal.out());
            terminal.out().println();
        } else {
            counted.print(Table.Format.table, terminal.err());
        }
        list.print(format.format(), terminal.out());
    }

    private void movements(Directory directory, Installation installation, LocalDate first, LocalDate last)
            throws DirectoryException, IOException {
        Instant now = clock.instant();
        SortedMap<Movements.Group, Movements.Count> counts =
                Movements.of(directory, installation.calendar(), first, last);
        if (html != null) {
            WholeFile.write(html, new ForecastPage(language.speech(installation), first, last, now).html(counts));
            terminal.say(html + " is written");
        }
        Table table = new Table("from", "to", "population", "structure", "opens", "closes", "changes");
        Movements.grouped(
                        counts,
                        group -> new Movements.Group(begin(group.day(), first), group.population(), group.structure()))
                .forEach((group, count) -> table.row(
                        group.day(),
                        end(group.day(), last),
                        group.population(),
                        group.structure(),
                        count.opens(),
                        count.closes(),
                        count.changes()));
        table.print(format.format(), terminal.out());
    }

    private LocalDate begin(LocalDate day, LocalDate first) {
        return switch (per) {
            case day -> day;
            case week -> latest(monday(day), first);
            case total -> first;
        };
    }

    private LocalDate end(LocalDate begin, LocalDate last) {
        return switch (per) {
            case day -> begin;
            case week -> earliest(monday(begin).plusDays(6), last);
            case total -> last;
        };
    }

    static LocalDate monday(LocalDate day) {
        return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    private static LocalDate latest(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private static LocalDate earliest(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }

    static Table forecast(Directory directory, Calendar calendar, Instant at) throws DirectoryException {
        Map<SourceKey, Object[]> rows = new TreeMap<>();
        directory.forEachAccount(account -> addRows(account, calendar, at, rows));
        Table table = new Table("source", "key", "uid", "population", "state");
        rows.values().forEach(table::row);
        return table;
    }

    private static void addRows(Account account, Calendar calendar, Instant at, Map<SourceKey, Object[]> rows) {
        String state = Said.word(account.decisionAt(at));
        for (SourceKey key : account.keys()) {
            List<Affiliation> ofKey = account.affiliations().stream()
                    .filter(affiliation -> affiliation.key().equals(key))
                    .filter(affiliation -> calendar.rules().containsKey(affiliation.population()))
                    .toList();
            String population = calendar.deciding(ofKey, at)
                    .map(affiliation -> affiliation.population().name())
                    .orElse("");
            rows.put(key, new Object[] {key.source(), key.value(), account.login(), population, state});
        }
    }
}
