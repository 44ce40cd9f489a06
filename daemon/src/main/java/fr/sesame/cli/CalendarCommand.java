package fr.sesame.cli;

import fr.sesame.directory.Directory;
import fr.sesame.directory.DirectoryException;
import fr.sesame.directory.Due;
import fr.sesame.run.ClockWatch;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "calendar",
        mixinStandardHelpOptions = true,
        description = {
            "Says which changes of the dates are due and not yet visible, and since when the clock is believed.",
            "Binds follow the dates by themselves; the service makes them visible. If the clock is set by more than an hour, "
                    + "the service waits until it is right again, or until --accept-clock says that it is."
        })
final class CalendarCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Option(
            names = "--accept-clock",
            description = "The clock of this host is right as it is now: the service goes on at its next look.")
    private boolean acceptClock;

    private final Installation.Opener opener;
    private final Clock clock;
    private final Terminal terminal;

    CalendarCommand(Installation.Opener opener, Clock clock, Terminal terminal) {
        this.opener = opener;
        this.clock = clock;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        Installation installation = opener.open(common.configuration());
        ClockWatch watch = installation.clockWatch();
        Instant now = clock.instant();
        if (acceptClock) {
            watch.accept();
            terminal.say("the clock is believed: it is " + now);
            return ExitCode.OK;
        }
        Optional<Instant> believed = watch.believed();
        terminal.out()
                .println("clock " + now + ", last believed "
                        + believed.map(Instant::toString).orElse("never"));
        List<DirectoryException> unreadable = new ArrayList<>();
        try (Directory directory = installation.connect()) {
            List<Due> due = directory.dueBy(now, unreadable::add);
            terminal.out()
                    .println("due " + due.size()
                            + (due.isEmpty() ? "" : ", since " + due.get(0).at()));
        }
        terminal.out().flush();
        unreadable.forEach(e -> terminal.say("sesame: " + e.getMessage()));
        return unreadable.isEmpty() ? ExitCode.OK : ExitCode.REFUSED;
    }
}
