package fr.sesame.cli;

import fr.sesame.account.Account;
import fr.sesame.account.Affiliation;
import fr.sesame.account.Calendar;
import fr.sesame.account.SourceKey;
import fr.sesame.directory.Directory;
import fr.sesame.directory.Snapshot;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
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
            "What the directory will look like on a day: one line for each key of each source, with the state of the person's"
                    + " account at the beginning of that civil day.",
            "Evaluated from the timelines in the directory; a day in the past is what they say of it now."
        })
final class ForecastCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Mixin
    private final FormatOption format = new FormatOption();

    @Option(names = "--at", paramLabel = "DATE", required = true, description = "The day, such as 2027-01-01.")
    private @Nullable LocalDate date;

    private final Installation.Opener opener;
    private final Terminal terminal;

    ForecastCommand(Installation.Opener opener, Terminal terminal) {
        this.opener = opener;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        Installation installation = opener.open(common.configuration());
        try (Directory directory = installation.connect()) {
            Calendar calendar = installation.calendar();
            LocalDate day = date == null ? LocalDate.EPOCH : date;
            forecast(directory.snapshot(), calendar, calendar.startOf(day)).print(format.format(), terminal.out());
        }
        return ExitCode.OK;
    }

    static Table forecast(Snapshot snapshot, Calendar calendar, Instant at) {
        Map<SourceKey, Object[]> rows = new TreeMap<>();
        for (Account account : snapshot.accounts()) {
            String state = Said.word(account.decisionAt(at));
            for (SourceKey key : account.keys()) {
                List<Affiliation> ofKey = account.affiliations().stream()
                        .filter(affiliation -> affiliation.key().equals(key))
                        .toList();
                String population = calendar.deciding(ofKey, at)
                        .map(affiliation -> affiliation.population().name())
                        .orElse("");
                rows.put(key, new Object[] {key.source(), key.value(), account.login(), population, state});
            }
        }
        Table table = new Table("source", "key", "uid", "population", "state");
        rows.values().forEach(table::row);
        return table;
    }
}
