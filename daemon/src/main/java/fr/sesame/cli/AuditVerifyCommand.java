package fr.sesame.cli;

import fr.sesame.audit.Verification;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Checks each line of the audit trail against the one before it, and says OK or which file and line is wrong.",
            "Lines cut off at the end show only against a position that was written down elsewhere: the log has one for each day."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:everything fits", "1:something was altered, removed or added, or the trail cannot be read"})
final class AuditVerifyCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Option(
            names = "--expect",
            paramLabel = "SEQ:CHAIN",
            description = "A line that has to be there, as this command or the log said once.")
    private @Nullable String expected;

    private final Installation.Opener opener;
    private final Terminal terminal;

    AuditVerifyCommand(Installation.Opener opener, Terminal terminal) {
        this.opener = opener;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        Verification found = opener.open(common.configuration()).audit().verify(expected);
        found.problems().forEach(terminal.out()::println);
        if (found.isGood()) {
            terminal.out()
                    .println("OK: " + found.lines() + " lines of " + found.files() + " days, all fit; ends at "
                            + found.end());
        }
        terminal.out().flush();
        if (found.repairs() > 0) {
            terminal.say("after " + found.repairs()
                    + " kills or failures the trail went on; see: sesame audit --kind trail-repaired");
        }
        if (found.unfinished()) {
            terminal.say("the last line is not whole: it is being written, or the service was killed;"
                    + " the next start goes on after it");
        }
        if (!found.isGood()) {
            terminal.say("sesame: the audit trail is not as it was written");
            return ExitCode.REFUSED;
        }
        return ExitCode.OK;
    }
}
