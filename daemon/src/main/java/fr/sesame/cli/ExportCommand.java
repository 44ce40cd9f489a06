package fr.sesame.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Writes all entries as LDIF (RFC 2849), as they are at one instant. The service may be running.",
            "The file has the password hashes in it: only you may read it."
        })
final class ExportCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Option(
            names = "--operational",
            description = "With entryUUID, entryCSN, time stamps and whatever else the directory keeps by itself.")
    private boolean operational;

    @Parameters(paramLabel = "FILE", description = "The file; if it is there, it is replaced.")
    private @Nullable Path file;

    private final Installation.Opener opener;
    private final Terminal terminal;

    ExportCommand(Installation.Opener opener, Terminal terminal) {
        this.opener = opener;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        if (file != null) {
            try (LongWork work = LongWork.begin(Table.Format.table, terminal)) {
                long count = opener.open(common.configuration()).store().export(file, operational, work);
                work.endOfStretch();
                terminal.say(count + " entries written to " + file);
            }
        }
        return ExitCode.OK;
    }
}
