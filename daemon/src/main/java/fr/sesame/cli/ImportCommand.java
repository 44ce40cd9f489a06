package fr.sesame.cli;

import fr.sesame.store.StoreTools;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Makes the directory of an LDIF file (RFC 2849), in place of what it has. Stop the service first.",
            "All or nothing: if anything is wrong with the file, the directory stays as it was. What it had is kept beside "
                    + "it as data.mdb.before-import."
        })
final class ImportCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Parameters(paramLabel = "FILE", description = "The LDIF; those above come before those below.")
    private @Nullable Path file;

    private final Installation.Opener opener;
    private final Terminal terminal;

    ImportCommand(Installation.Opener opener, Terminal terminal) {
        this.opener = opener;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        if (file != null) {
            Installation installation = opener.open(common.configuration());
            StoreTools tools = installation.store();
            long begin = System.nanoTime();
            long count;
            try (Installation.Replacement replacement = installation.replacement("import of " + file);
                    LongWork work = LongWork.begin(Table.Format.table, terminal)) {
                count = tools.importFrom(file, work);
                replacement.done();
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            terminal.say(String.format(
                    java.util.Locale.ROOT,
                    "%d entries imported into %s in %.1f s (%.0f/s)",
                    count,
                    tools.folder(),
                    seconds,
                    count / seconds));
        }
        return ExitCode.OK;
    }
}
