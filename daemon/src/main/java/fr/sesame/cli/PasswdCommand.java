package fr.sesame.cli;

import fr.sesame.account.Login;
import fr.sesame.directory.Directory;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "passwd",
        mixinStandardHelpOptions = true,
        description = {
            "Sets the password of an account. It is asked for twice on the terminal, or read from standard input.",
            "It is never taken from the command line, where everybody on the host could see it."
        })
final class PasswdCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Parameters(paramLabel = "UID", description = "The login.")
    private String uid = "";

    @Option(names = "--stdin", description = "Reads the password from the first line of standard input.")
    private boolean stdin;

    private final Installation.Opener opener;
    private final Terminal terminal;

    PasswdCommand(Installation.Opener opener, Terminal terminal) {
        this.opener = opener;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        Login login = new Login(uid);
        Installation installation = opener.open(common.configuration());
        try (Directory directory = installation.connect()) {
            if (directory.find(login).isEmpty()) {
                terminal.say("sesame: there is no account '" + login + "'");
                return ExitCode.REFUSED;
            }
            String password = read();
            if (password == null || password.isEmpty()) {
                terminal.say("sesame: no password was given, or the two were not the same; nothing was changed");
                return ExitCode.REFUSED;
            }
            directory.setPassword(login, password);
            terminal.say("the password of " + login + " is set");
            return ExitCode.OK;
        }
    }

    // Before JDK 22 there is no console without a terminal; from then on there always is one.
    @SuppressWarnings("SystemConsoleNull")
    private @Nullable String read() throws IOException {
        Console console = System.console();
        if (stdin || console == null) {
            return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        }
        char[] once = console.readPassword("New password of %s: ", uid);
        char[] again = console.readPassword("Again: ");
        return once != null && Arrays.equals(once, again) ? new String(once) : null;
    }
}
