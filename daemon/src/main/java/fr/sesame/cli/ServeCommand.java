package fr.sesame.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description =
                "Starts the directory, the schedules and /metrics and /health, and serves until it is told to stop. If directory.server"
                        + " is another's, that one is followed and none is started.")
final class ServeCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

    @Mixin
    private final CommonOptions common = new CommonOptions();

    private final Installation.Opener opener;

    ServeCommand(Installation.Opener opener) {
        this.opener = opener;
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
        LOG.info(
                "{} ldap port {}, http port {}",
                installation.hasOwnDirectory() ? "serving:" : "following the directory on",
                service.ldapPort(),
                service.httpPort());
        untilStopped(service);
        return ExitCode.OK;
    }

    /** Waits for the signal that ends the process, and closes before it does. */
    static void untilStopped(Installation.Service service) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(service::close, "stop"));
        new CountDownLatch(1).await();
    }
}
