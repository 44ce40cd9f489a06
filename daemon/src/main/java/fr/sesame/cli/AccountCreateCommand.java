package fr.sesame.cli;

import fr.sesame.directory.Directory;
import fr.sesame.local.ActRefusedException;
import fr.sesame.local.LocalRequest;
import fr.sesame.run.LocalAccounts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "create",
        mixinStandardHelpOptions = true,
        description = {
            "Makes an account by hand. Its login and mail address are given at once; if its population asks for a validation, it is"
                    + " prepared and opens on no day before: sesame account validate.",
            "Somebody who has an account already is recognised, by a number, or by birth name, first given name and birth date, and"
                    + " keeps login and address. Whoever is almost somebody is refused, until it is said who it is.",
            "From a file, nothing is written without --apply."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done, or shown",
            "1:refused: nothing was written; or the directory refused something",
            "2:the command line or the configuration is wrong",
            "3:the directory does not answer",
            "4:a run is going on"
        })
final class AccountCreateCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Mixin
    private final FormatOption format = new FormatOption();

    @Mixin
    private final RequestOptions request = new RequestOptions();

    @Option(names = "--by", paramLabel = "NAME", description = "Who records it; default: the user who runs this.")
    private String by = System.getProperty("user.name", "");

    @Option(
            names = "--another-person",
            description = "Somebody has decided that this is not the person whom it almost is (twins, namesakes).")
    private boolean anotherPerson;

    @Option(
            names = "--from-file",
            paramLabel = "FILE",
            description = "Many at once: CSV whose columns are called like the options; all of them or none.")
    private @Nullable Path file;

    @Option(names = "--apply", description = "Writes what a file asks for; without, it is shown.")
    private boolean apply;

    private final Installation.Opener opener;
    private final Terminal terminal;

    AccountCreateCommand(Installation.Opener opener, Terminal terminal) {
        this.opener = opener;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        if (file != null ? !request.values().isEmpty() : apply) {
            terminal.say("sesame: --from-file and --apply go together, and without the options of a single person");
            return ExitCode.USAGE;
        }
        Installation installation = opener.open(common.configuration());
        List<LocalRequest> requests = requests(file);
        boolean dryRun = file != null && !apply;
        try (Directory directory = installation.connect()) {
            LocalAccounts.Done done = installation.localAccounts(directory).create(requests, by, anotherPerson, dryRun);
            int code = LocalTable.tell(done, directory, installation.calendar(), format.format(), terminal);
            done.recognised()
                    .forEach(login -> terminal.say(login
                            + " has an account already, and " + (dryRun ? "would get" : "gets")
                            + " a record more: same login, same mail address"));
            if (dryRun) {
                terminal.say("nothing was written; to write it: --apply");
            }
            return code;
        }
    }

    private List<LocalRequest> requests(@Nullable Path from) throws ActRefusedException, IOException {
        if (from != null) {
            return RequestFile.read(from);
        }
        List<String> problems = new ArrayList<>();
        List<LocalRequest> one =
                RequestForm.read("", request.values(), problems).stream().toList();
        if (!problems.isEmpty()) {
            throw new ActRefusedException(problems);
        }
        return one;
    }
}
