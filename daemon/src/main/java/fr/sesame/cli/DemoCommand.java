package fr.sesame.cli;

import fr.sesame.account.Account;
import fr.sesame.account.AccountState;
import fr.sesame.account.HeldRecord;
import fr.sesame.account.Login;
import fr.sesame.demo.Expectations;
import fr.sesame.demo.Extracts;
import fr.sesame.demo.UniversitySettings;
import fr.sesame.directory.Directory;
import fr.sesame.directory.DirectoryException;
import fr.sesame.directory.Snapshot;
import fr.sesame.run.RunReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "An imaginary university: makes an instance, starts its directory, reads the extracts of four applications, reconciles"
                    + " them, and serves on the loopback until Ctrl-C. The shipped one has 500 people; others are generated.",
            "Every account has the password 'sesame-demo'; never do that with real people."
        })
final class DemoCommand implements Callable<Integer> {
    @Mixin
    private final FormatOption format = new FormatOption();

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "Where the instance is made, or is already; default: a temporary one.")
    private @Nullable Path dir;

    @Option(names = "--ldap-port", paramLabel = "PORT", defaultValue = "10389", description = "Default: 10389.")
    private int ldapPort;

    @Option(names = "--http-port", paramLabel = "PORT", defaultValue = "8389", description = "Default: 8389.")
    private int httpPort;

    @Mixin
    private final UniversityOptions universities = new UniversityOptions();

    private final Installation.Opener opener;
    private final Path home;
    private final Clock clock;
    private final Terminal terminal;

    DemoCommand(Installation.Opener opener, Path home, Clock clock, Terminal terminal) {
        this.opener = opener;
        this.home = home;
        this.clock = clock;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        Optional<UniversitySettings> university = universities.university(clock);
        if (university.isPresent() && universities.extracts().isPresent()) {
            return write(university.get(), universities.extracts().get());
        }
        Path instance = dir == null ? Files.createTempDirectory("sesame-demo-") : dir.toAbsolutePath();
        DemoInstance.prepare(home, instance, ldapPort, httpPort);
        if (university.isPresent()) {
            new Extracts(university.get()).write(DemoInstance.extracts(instance));
        }
        Installation installation = opener.open(instance.resolve("conf"));
        Installation.Service service = installation.serve();
        try (Directory directory = installation.connect();
                LongWork work = LongWork.begin(format.format(), terminal)) {
            Set<Login> before = logins(directory.snapshot());
            RunReport run = installation.runner(directory, work).run(List.of(), false);
            Snapshot snapshot = directory.snapshot();
            new DemoPasswords(directory, work)
                    .set(snapshot.accounts().stream()
                            .map(Account::login)
                            .filter(login -> !before.contains(login))
                            .toList());
            work.endOfStretch();
            show(installation, directory, run, snapshot, service.ldapPort());
        } catch (DirectoryException | RuntimeException e) {
            service.close();
            throw e;
        }
        terminal.say("serving on 127.0.0.1: ldap port " + service.ldapPort() + ", http port " + service.httpPort()
                + " (/metrics, /health); instance in " + instance + "; Ctrl-C ends it");
        ServeCommand.untilStopped(service);
        return ExitCode.OK;
    }

    private int write(UniversitySettings university, Path folder) throws IOException {
        new Extracts(university).write(folder);
        new Expectations(university).write(folder);
        terminal.say("the extracts of day " + university.day() + " of " + university.people() + " people, seed "
                + university.seed() + ", today " + university.today() + ", are in " + folder
                + "; expected-*.csv beside them say what must come of them");
        return ExitCode.OK;
    }

    private static Set<Login> logins(Snapshot snapshot) {
        return snapshot.accounts().stream().map(Account::login).collect(Collectors.toCollection(HashSet::new));
    }

    private void show(Installation installation, Directory directory, RunReport run, Snapshot snapshot, int port)
            throws IOException, DirectoryException {
        Instant now = clock.instant();
        RunCommand.print(run, format.format(), terminal);
        terminal.out().println();
        StatusCommand.census(
                        directory, installation.calendar(), now, e -> terminal.say("not counted: " + e.getMessage()))
                .print(format.format(), terminal.out());
        terminal.out().println();
        List<HeldRecord> held =
                run.sources().stream().flatMap(source -> source.held().stream()).toList();
        Table reasons = new Table("held because", "records");
        HeldCommand.byReason(held).forEach(reasons::row);
        reasons.print(format.format(), terminal.out());
        terminal.out().println();
        tryThis(installation, snapshot, now, port).forEach(terminal.out()::println);
        terminal.out().flush();
    }

    private static List<String> tryThis(Installation installation, Snapshot snapshot, Instant now, int port)
            throws IOException {
        String url = " -H ldap://127.0.0.1:" + port;
        String people = ",ou=people," + installation.base();
        Path casFile = installation.passwordFile("cas");
        List<String> lines = new ArrayList<>();
        lines.add("Every account has the password '" + DemoPasswords.PASSWORD + "'. Single sign-on binds as "
                + installation.service("cas"));
        lines.add("with the password " + Files.readString(casFile) + " (in " + casFile + "). Try:");
        Login open = first(snapshot, now, true);
        Login closed = first(snapshot, now, false);
        if (open != null) {
            lines.add("  ldapwhoami -x" + url + " -D uid=" + open + people + " -w " + DemoPasswords.PASSWORD);
        }
        if (closed != null) {
            lines.add("  ldapwhoami -x -e ppolicy" + url + " -D uid=" + closed + people + " -w "
                    + DemoPasswords.PASSWORD);
        }
        lines.add(String.format(
                Locale.ROOT,
                "  ldapsearch -x -LLL%s -D %s -y %s -b ou=people,%s '(uid=%s)' cn mail sesameState sesameNextChange",
                url,
                installation.service("cas"),
                casFile,
                installation.base(),
                open == null ? "*" : open));
        return lines;
    }

    private static @Nullable Login first(Snapshot snapshot, Instant now, boolean active) {
        return snapshot.accounts().stream()
                .filter(account -> (account.stateAt(now) == AccountState.ACTIVE) == active)
                .map(Account::login)
                .findFirst()
                .orElse(null);
    }
}
