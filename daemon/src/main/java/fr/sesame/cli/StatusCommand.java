package fr.sesame.cli;

import fr.sesame.account.AccountState;
import fr.sesame.account.Calendar;
import fr.sesame.account.Suspension;
import fr.sesame.directory.Directory;
import fr.sesame.directory.DirectoryException;
import fr.sesame.reconcile.Census;
import fr.sesame.reconcile.Planner;
import fr.sesame.reconcile.SourceReport;
import fr.sesame.run.RunStore;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = {
            "Accounts by population and state, as the dates give it at this second.",
            "What each source came to last, and suspensions, go to standard error."
        })
final class StatusCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Mixin
    private final FormatOption format = new FormatOption();

    private final Installation.Opener opener;
    private final Clock clock;
    private final Terminal terminal;

    StatusCommand(Installation.Opener opener, Clock clock, Terminal terminal) {
        this.opener = opener;
        this.clock = clock;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        Installation installation = opener.open(common.configuration());
        try (Directory directory = installation.connect()) {
            census(
                            directory,
                            installation.calendar(),
                            clock.instant(),
                            e -> terminal.say("not counted: " + e.getMessage()))
                    .print(format.format(), terminal.out());
            suspensions(directory, new CivilTimes(installation.calendar().zone()));
        }
        List<String> sources = new ArrayList<>(List.of(Planner.STRUCTURES));
        sources.addAll(installation.sources());
        RunStore runs = installation.runs();
        for (String source : sources) {
            Optional<SourceReport> last = runs.last(source, report -> true);
            Optional<SourceReport> success =
                    runs.last(source, report -> report.outcome().isSuccess());
            terminal.say(source + ": "
                    + last.map(report -> report.outcome().name().toLowerCase(Locale.ROOT) + " at " + report.startedAt()
                                    + ", records " + report.records() + ", held "
                                    + report.held().size())
                            .orElse("never run")
                    + success.map(report -> "; last success " + report.startedAt())
                            .orElse("; no success yet"));
        }
        return ExitCode.OK;
    }

    /** What a suspension stops is no state: the table counts accounts as their own dates give them. */
    private void suspensions(Directory directory, CivilTimes times) throws DirectoryException {
        Instant now = clock.instant();
        for (Suspension suspension : directory.suspensions().all()) {
            if (suspension.until().isAfter(now)) {
                terminal.say("suspension " + suspension.id() + (suspension.holdsAt(now) ? " holds " : " is planned ")
                        + SuspendCommand.said(suspension, times));
            }
        }
    }

    static Table census(Directory directory, Calendar calendar, Instant at, Consumer<DirectoryException> unreadable)
            throws DirectoryException {
        Table table = new Table("population", "state", "accounts");
        Census.of(directory, calendar, at, unreadable).forEach((population, states) -> {
            for (AccountState state : AccountState.values()) {
                int count = states.getOrDefault(state, 0);
                if (count > 0) {
                    table.row(population, state.word(), count);
                }
            }
        });
        return table;
    }
}
