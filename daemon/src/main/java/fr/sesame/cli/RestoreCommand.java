package fr.sesame.cli;

import fr.sesame.partition.Verification;
import fr.sesame.store.StoreTools;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = {
            "Verifies a backup and puts it in place of the directory's entries, at one stroke. Stop the service first.",
            "What was there is kept beside it as data.mdb.before-restore."
        })
final class RestoreCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Parameters(paramLabel = "DIR", description = "What sesame backup made.")
    private @Nullable Path source;

    private final Installation.Opener opener;
    private final Terminal terminal;

    RestoreCommand(Installation.Opener opener, Terminal terminal) {
        this.opener = opener;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        if (source != null) {
            Installation installation = opener.open(common.configuration());
            StoreTools tools = installation.store();
            Verification restored;
            try (Installation.Replacement replacement = installation.replacement("restore of " + source)) {
                restored = tools.restore(source);
                replacement.done();
            }
            terminal.say(restored.entries() + " entries are back in " + tools.folder() + "; start the service");
        }
        return ExitCode.OK;
    }
}
