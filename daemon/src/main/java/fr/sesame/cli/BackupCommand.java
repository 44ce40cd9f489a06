package fr.sesame.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = {
            "Copies the directory's entries as they are at one instant into a new folder, without free space.",
            "The service may be running; it goes on writing. It holds password hashes: keep it as you keep those."
        })
final class BackupCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Parameters(paramLabel = "DIR", description = "The folder; it is made, and must not have a backup in it.")
    private @Nullable Path target;

    private final Installation.Opener opener;
    private final Terminal terminal;

    BackupCommand(Installation.Opener opener, Terminal terminal) {
        this.opener = opener;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        if (target != null) {
            opener.open(common.configuration()).store().backup(target);
            terminal.say("the directory is copied to " + target + "; sesame restore " + target + " brings it back");
        }
        return ExitCode.OK;
    }
}
