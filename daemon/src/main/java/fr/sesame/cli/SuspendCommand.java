package fr.sesame.cli;

import fr.sesame.account.Calendar;
import fr.sesame.account.Decision;
import fr.sesame.account.InvalidValueException;
import fr.sesame.account.Login;
import fr.sesame.account.Population;
import fr.sesame.account.Suspension;
import fr.sesame.account.Suspensions;
import fr.sesame.directory.Directory;
import fr.sesame.directory.DirectoryException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "suspend",
        mixinStandardHelpOptions = true,
        description = {
            "Plans a window in which nobody binds, or nobody of some populations. It begins and ends by itself, changes no account, and"
                    + " tells who tries what its message says. Services are never stopped, nor are operators and security officers.",
            "Times are a civil day, 2027-07-24 (--until includes it), or 2027-07-24T08:00 of the institution's clocks, or an instant."
        },
        synopsisSubcommandLabel = "[list | end]")
final class SuspendCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Option(names = "--from", paramLabel = "TIME", description = "When it begins.")
    private @Nullable String from;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "When it ends: through that day, or before that time.")
    private @Nullable String until;

    @Option(names = "--message", paramLabel = "TEXT", description = "What people are told, in French.")
    private @Nullable String message;

    @Option(names = "--message-en", paramLabel = "TEXT", description = "The same in English.")
    private @Nullable String messageEn;

    @Option(
            names = "--population",
            paramLabel = "POPULATION",
            split = ",",
            description = "Only these. Who is also in another population that is open goes on. Default: everybody.")
    private List<String> populations = new ArrayList<>();

    @Option(names = "--except", paramLabel = "UID", split = ",", description = "Accounts that it does not stop.")
    private List<String> except = new ArrayList<>();

    @Option(
            names = "--except-group",
            paramLabel = "CN",
            split = ",",
            description = "Nor those who are members of these groups now: who joins later is not exempt.")
    private List<String> exceptGroups = new ArrayList<>();

    @Option(names = "--id", paramLabel = "ID", description = "What it is called; default: the day on which it begins.")
    private @Nullable String id;

    @Option(names = "--by", paramLabel = "NAME", description = "Who decided it; default: the user who runs this.")
    private String by = System.getProperty("user.name", "");

    private final Installation.Opener opener;
    private final Clock clock;
    private final Terminal terminal;

    SuspendCommand(Installation.Opener opener, Clock clock, Terminal terminal) {
        this.opener = opener;
        this.clock = clock;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        Installation installation = opener.open(common.configuration());
        Calendar calendar = installation.calendar();
        CivilTimes times = new CivilTimes(calendar.zone());
        Instant begin = times.beginning("--from", need("--from", from));
        Instant end = times.end("--until", need("--until", until));
        if (!end.isAfter(clock.instant())) {
            throw new InvalidValueException(
                    "found '" + until + "' for --until, which is past; expected a time to come");
        }
        Set<Population> of = populations(calendar);
        try (Directory directory = installation.connect()) {
            Suspension suspension = new Suspension(
                    id == null ? freeName(directory, calendar.dayOf(begin).toString()) : id,
                    begin,
                    end,
                    need("--message", message),
                    messageEn,
                    new TreeSet<>(of),
                    exempt(directory, installation.base()),
                    by,
                    null);
            directory.suspensions().plan(suspension);
            terminal.say("suspension " + suspension.id() + ": " + said(suspension, times));
            terminal.say(count(directory, installation.suspensions(directory), suspension));
            return ExitCode.OK;
        }
    }

    private static String need(String option, @Nullable String value) {
        if (value == null) {
            throw new InvalidValueException("a suspension needs " + option + "; see: sesame suspend --help");
        }
        return value;
    }

    private Set<Population> populations(Calendar calendar) {
        Set<Population> of = new TreeSet<>();
        for (String name : populations) {
            Population population = new Population(name);
            calendar.ruleOf(population); // says which there are
            of.add(population);
        }
        return of;
    }

    private static String freeName(Directory directory, String day) throws DirectoryException {
        Set<String> taken =
                directory.suspensions().all().stream().map(Suspension::id).collect(Collectors.toSet());
        String name = day;
        for (int number = 2; taken.contains(name); number++) {
            name = day + "-" + number;
        }
        return name;
    }

    private TreeSet<Login> exempt(Directory directory, String base)
            throws DirectoryException, Selection.ProblemsException {
        List<String> problems = new ArrayList<>();
        TreeSet<Login> exempt = new TreeSet<>();
        for (String uid : except) {
            Login login = new Login(uid);
            if (directory.find(login).isPresent()) {
                exempt.add(login);
            } else {
                problems.add("there is no account '" + login + "' to except");
            }
        }
        for (String group : exceptGroups) {
            Set<Login> members = directory.suspensions().members("cn=" + group + ",ou=groups," + base);
            if (members.isEmpty()) {
                problems.add("the group '" + group + "' has no members to except, or is not there");
            }
            exempt.addAll(members);
        }
        if (!problems.isEmpty()) {
            throw new Selection.ProblemsException(problems);
        }
        return exempt;
    }

    static String said(Suspension suspension, CivilTimes times) {
        return "from " + times.show(suspension.from()) + " until " + times.show(suspension.until()) + ", for "
                + (suspension.isForAll() ? "everybody" : suspension.populations())
                + (suspension.exempt().isEmpty()
                        ? ""
                        : " except " + suspension.exempt().size() + " accounts") + ": "
                + suspension.text();
    }

    private static String count(Directory directory, Suspensions planned, Suspension suspension)
            throws DirectoryException {
        int[] counts = {0, 0};
        directory.forEachAccount(account -> {
            Decision decision = planned.at(account, suspension.from());
            counts[0] += decision instanceof Decision.Suspended ? 1 : 0;
            counts[1] += decision instanceof Decision.Allowed ? 1 : 0;
        });
        return "at its begin it stops " + counts[0] + " accounts that could bind then, and leaves open " + counts[1];
    }
}
