package fr.sesame.cli;

import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "account",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Accounts that are made by hand: partners, contractors, people hosted without a file in human resources.",
            "They live like any other: dates open and close them, no run of a source touches them, and somebody whom a source"
                    + " gives later is recognised and keeps login and mail address."
        })
final class AccountCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    private AccountCommand() {}

    static CommandLine with(Installation.Opener opener, Clock clock, Terminal terminal) {
        return new CommandLine(new AccountCommand())
                .addSubcommand(new AccountCreateCommand(opener, terminal))
                .addSubcommand(new AccountValidateCommand(opener, terminal))
                .addSubcommand(new AccountExtendCommand(opener, terminal))
                .addSubcommand(new AccountEndCommand(opener, terminal))
                .addSubcommand(new AccountListCommand(opener, clock, terminal));
    }

    @Override
    public void run() {
        CommandLine command = Objects.requireNonNull(spec, "picocli sets it").commandLine();
        throw new ParameterException(command, "expected create, validate, extend, end or list");
    }
}
