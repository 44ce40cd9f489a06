package fr.sesame.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description =
                "Starts the directory, the schedules and /metrics and /health, and serves until it is told to stop. If directory.server"
                        + " is another's, that one is followed and none is started.")
final class ServeCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    private final Installation.Opener opener;
    private final Terminal terminal;

    ServeCommand(Installation.Opener opener, Terminal terminal) {
        this.opener = opener;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        Installation installation = opener.open(common.configuration());
        Installation.Service service = installation.serve();
        try {
            service.supervised(System.getenv());
        } catch (Exception e) {
            service.close();
            throw e;
        }
        terminal.say((installation.hasOwnDirectory() ? "serving: ldap port " : "following the directory on ldap port ")
                + service.ldapPort() + ", http port " + service.httpPort());
        untilStopped(service);
        return ExitCode.OK;
    }

    /** Waits for the signal that ends the process, and closes before it does. */
    static void untilStopped(Installation.Service service) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(service::close, "stop"));
        new CountDownLatch(1).await();
    }
}
