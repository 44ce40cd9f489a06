package fr.sesame.cli;

import fr.sesame.directory.Directory;
import fr.sesame.reconcile.Plan;
import fr.sesame.reconcile.Planner;
import fr.sesame.reconcile.SourceReport;
import fr.sesame.run.RunException;
import fr.sesame.run.RunReport;
import fr.sesame.run.RunText;
import fr.sesame.run.Runner;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Reads sources, compares them with the directory, and writes what changed, if the guard approves it.",
            "Structures come first, then the sources in the order of the configuration; a source that is refused stops no other."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every source was read and the directory agrees with it",
            "1:a source was refused, or the directory refused a change",
            "2:no such source, or the configuration is wrong",
            "3:the directory does not answer",
            "4:another run is going on"
        })
final class RunCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Mixin
    private final FormatOption format = new FormatOption();

    @Parameters(
            paramLabel = "SOURCE",
            arity = "0..*",
            description = "The sources to run, or 'structures'; default: all that are switched on.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--dry-run", description = "Goes the same way up to the last step, and writes nothing.")
    private boolean dryRun;

    @Option(
            names = "--changed",
            description =
                    "Reads only what has changed since the last read, of the sources that say when their rows changed"
                            + " ('changed' in their files); of whom was dropped, the next whole run hears.")
    private boolean changed;

    private final Installation.Opener opener;
    private final Terminal terminal;

    RunCommand(Installation.Opener opener, Terminal terminal) {
        this.opener = opener;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        Installation installation = opener.open(common.configuration());
        if (!areSources(names, installation, terminal)) {
            return ExitCode.USAGE;
        }
        try (Directory directory = installation.connect();
                LongWork work = LongWork.begin(format.format(), terminal)) {
            Runner runner = installation.runner(directory, work);
            RunReport run = changed ? runner.runChanges(names, dryRun) : runner.run(names, dryRun);
            work.endOfStretch();
            return end(run, installation, format.format(), terminal);
        }
    }

    /** Whether all of these can be run; says which cannot. */
    static boolean areSources(List<String> names, Installation installation, Terminal terminal) {
        for (String name : names) {
            if (!installation.sources().contains(name) && !name.equals(Planner.STRUCTURES)) {
                terminal.say("sesame: '" + name + "' is not a source that is switched on; expected "
                        + String.join(", ", installation.sources()) + " or " + Planner.STRUCTURES);
                return false;
            }
        }
        return true;
    }

    /** How a command that makes a run ends: the table, where its folder is, and the exit code. */
    static int end(RunReport run, Installation installation, Table.Format format, Terminal terminal)
            throws RunException {
        print(run, format, terminal);
        terminal.say("run " + run.id() + ": the plans and the report are in "
                + installation.runs().folderOf(run));
        return run.isClean() ? ExitCode.OK : ExitCode.REFUSED;
    }

    static void print(RunReport run, Table.Format format, Terminal terminal) {
        Table table = new Table(
                "source", "outcome", "records", "held", "created", "opened", "closed", "updated", "unchanged");
        for (SourceReport source : run.sources()) {
            table.row(
                    source.source(),
                    RunText.word(source.outcome()),
                    source.records(),
                    source.held().size(),
                    source.changes(Plan.Kind.CREATE),
                    source.changes(Plan.Kind.OPEN),
                    source.changes(Plan.Kind.CLOSE),
                    source.changes(Plan.Kind.UPDATE),
                    source.unchanged());
        }
        table.print(format, terminal.out());
        for (SourceReport source : run.sources()) {
            source.messages().forEach(message -> terminal.say(source.source() + ": " + message));
        }
        if (run.dryRun()) {
            terminal.say("nothing was written; to carry this out: sesame apply " + run.id());
        } else if (run.isUnchanged()) {
            terminal.say("nothing to change: the directory already agrees with the extracts");
        }
    }
}
