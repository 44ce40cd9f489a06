package fr.sesame.cli;

import fr.sesame.account.InvalidValueException;
import fr.sesame.config.ConfigurationException;
import fr.sesame.directory.DirectoryException;
import fr.sesame.local.ActRefusedException;
import fr.sesame.run.RunException;
import fr.sesame.store.MaintenanceException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: its subcommands, and what its exit codes mean. */
@Command(
        name = "sesame",
        mixinStandardHelpOptions = true,
        versionProvider = SesameCommand.Version.class,
        description = "The directory that knows the life of its accounts.",
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:something was refused or failed: a source, a change, an account that is not there",
            "2:the command line or the configuration is wrong; nothing was done",
            "3:the directory does not answer",
            "4:another run is going on"
        },
        footer = {
            "",
            "Begin with: sesame demo; for your own institution: sesame init",
            "Each command teaches itself: sesame COMMAND --help"
        })
public final class SesameCommand {

    private SesameCommand() {}

    /**
     * Parses and does what the arguments say, and gives the exit code.
     *
     * @param opener opens installations
     * @param home where the program lies: its conf/ and demo/ are what the demo copies
     */
    public static int run(
            Installation.Opener opener, Path home, Clock clock, PrintWriter out, PrintWriter err, String... arguments) {
        Terminal terminal = new Terminal(out, err);
        return commandLine(opener, home, clock, terminal)
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler((e, command, parsed) -> explain(e, terminal))
                .execute(arguments);
    }

    /** What can be typed, for pages about it: to be looked at, not to be executed. */
    public static CommandLine commandLine() {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        Installation.Opener none = folder -> {
            throw new IllegalStateException("nothing is executed here");
        };
        return commandLine(
                none, Path.of(""), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), new Terminal(nowhere, nowhere));
    }

    private static CommandLine commandLine(Installation.Opener opener, Path home, Clock clock, Terminal terminal) {
        return new CommandLine(new SesameCommand())
                .addSubcommand(new DemoCommand(opener, home, clock, terminal))
                .addSubcommand(new InitCommand(home, clock, terminal, Prompts.ofThisProcess()))
                .addSubcommand(new ServeCommand(opener))
                .addSubcommand(new CheckCommand(opener, clock, terminal))
                .addSubcommand(new RunCommand(opener, terminal))
                .addSubcommand(new PlanCommand(opener, terminal))
                .addSubcommand(new ApplyCommand(opener, terminal))
                .addSubcommand(new ApproveCommand(opener, terminal))
                .addSubcommand(new RunsCommand(opener, terminal))
                .addSubcommand(new ShowCommand(opener, terminal))
                .addSubcommand(new RollbackCommand(opener, terminal))
                .addSubcommand(new StatusCommand(opener, clock, terminal))
                .addSubcommand(new CalendarCommand(opener, clock, terminal))
                .addSubcommand(new ForecastCommand(opener, clock, terminal))
                .addSubcommand(new HeldCommand(opener, terminal))
                .addSubcommand(new DoubtfulCommand(opener, terminal))
                .addSubcommand(new RulingCommand.Same(opener, terminal))
                .addSubcommand(new RulingCommand.Different(opener, terminal))
                .addSubcommand(new MergeCommand(opener, terminal))
                .addSubcommand(new ExplainCommand(opener, clock, terminal))
                .addSubcommand(new HistoryCommand(opener, clock, terminal))
                .addSubcommand(new PasswdCommand(opener, terminal))
                .addSubcommand(AccountCommand.with(opener, clock, terminal))
                .addSubcommand(new LockCommand(opener, clock, terminal))
                .addSubcommand(new UnlockCommand(opener, clock, terminal))
                .addSubcommand(new LocksCommand(opener, clock, terminal))
                .addSubcommand(new CommandLine(new SuspendCommand(opener, clock, terminal))
                        .addSubcommand(new SuspendListCommand(opener, clock, terminal))
                        .addSubcommand(new SuspendEndCommand(opener, clock, terminal)))
                .addSubcommand(new EraseCommand(opener, terminal))
                .addSubcommand(new AdmitCommand(opener, terminal))
                .addSubcommand(new CommandLine(new AuditCommand(opener, terminal))
                        .addSubcommand(new AuditVerifyCommand(opener, terminal)))
                .addSubcommand(new VerifyCommand(opener, terminal))
                .addSubcommand(new BackupCommand(opener, terminal))
                .addSubcommand(new RestoreCommand(opener, terminal))
                .addSubcommand(new ExportCommand(opener, terminal))
                .addSubcommand(new ImportCommand(opener, terminal))
                .addSubcommand(new SchemaCommand(terminal));
    }

    private static int explain(Exception e, Terminal terminal) throws Exception {
        if (e instanceof ConfigurationException configuration) {
            configuration.problems().forEach(problem -> terminal.say("sesame: " + problem));
            return ExitCode.USAGE;
        }
        if (e instanceof InvalidValueException) {
            terminal.say("sesame: " + e.getMessage());
            return ExitCode.USAGE;
        }
        if (e instanceof ActRefusedException refused) {
            refused.problems().forEach(problem -> terminal.say("sesame: " + problem));
            terminal.say("nothing was written");
            return ExitCode.REFUSED;
        }
        if (e instanceof DirectoryException directory) {
            terminal.say("sesame: " + e.getMessage());
            return directory.isUnreachable() ? ExitCode.UNREACHABLE : ExitCode.REFUSED;
        }
        if (e instanceof RunException run) {
            terminal.say("sesame: " + e.getMessage());
            return run.isBusy() ? ExitCode.BUSY : ExitCode.REFUSED;
        }
        if (e instanceof MaintenanceException maintenance) {
            terminal.say("sesame: " + e.getMessage());
            maintenance.details().forEach(detail -> terminal.say("  " + detail));
            return ExitCode.REFUSED;
        }
        if (e instanceof RuntimeException) {
            throw e; // a defect of the program: its trace says where
        }
        terminal.say("sesame: " + e.getMessage());
        return ExitCode.REFUSED;
    }

    /** The version that the build wrote into the jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = SesameCommand.class.getPackage().getImplementationVersion();
            return new String[] {"sesame " + (version == null ? "(not packaged)" : version)};
        }
    }
}
