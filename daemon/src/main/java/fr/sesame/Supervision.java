package fr.sesame;

import fr.sesame.cli.Installation;
import fr.sesame.cli.Installation.Reloaded;
import fr.sesame.systemd.ServiceManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sun.misc.Signal;

/**
 * What a service owes to whoever started it: it says that it serves, goes on saying that it lives unless
 * only a restart helps, reads its configuration again on SIGHUP, and says that it stops.
 */
final class Supervision implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Supervision.class);
    private static final int RELOAD_SECONDS = 30;
    /** Some may come late before the watchdog believes it. */
    private static final int CHECKS_IN_TIME = 4;

    private final ServiceManager manager;
    private final Runnable check;
    private final Installation.Service service;
    private final Clock clock;
    private final Optional<Path> answer;
    private final ExecutorService reloads = Executors.newSingleThreadExecutor(daemonThread("reload"));
    private final ScheduledExecutorService watchdog =
            Executors.newSingleThreadScheduledExecutor(daemonThread("watchdog"));

    private Supervision(
            ServiceManager manager, Runnable check, Installation.Service service, Clock clock, Optional<Path> answer) {
        this.manager = manager;
        this.check = check;
        this.service = service;
        this.clock = clock;
        this.answer = answer;
    }

    private static ThreadFactory daemonThread(String name) {
        return work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /**
     * Says that it serves, and obeys from then on.
     *
     * @param environment of the process
     * @param check throws if only a restart helps
     */
    static Supervision begin(
            Map<String, String> environment, Runnable check, Installation.Service service, Clock clock) {
        Optional<Path> answer =
                Optional.ofNullable(environment.get("RUNTIME_DIRECTORY")).map(folder -> Path.of(folder, "reload"));
        Supervision supervision = new Supervision(ServiceManager.of(environment), check, service, clock, answer);
        supervision.begin();
        return supervision;
    }

    private void begin() {
        Signal.handle(new Signal("HUP"), signal -> {
            try {
                reloads.execute(this::reload);
            } catch (RejectedExecutionException e) {
                LOG.info("asked to read the configuration again while stopping");
            }
        });
        manager.watchdog().ifPresent(this::watch);
        manager.ready(serving());
    }

    private String serving() {
        return "serving on port " + service.ldapPort();
    }

    private void watch(Duration longest) {
        long pause = longest.toMillis() / CHECKS_IN_TIME;
        Future<?> unused = watchdog.scheduleWithFixedDelay(
                () -> {
                    try {
                        check.run();
                        manager.alive();
                    } catch (RuntimeException e) { // said again at the next one; the watchdog counts
                        LOG.error("the watchdog is not fed: {}", e.getMessage());
                    }
                },
                0,
                pause,
                TimeUnit.MILLISECONDS);
    }

    private void reload() {
        manager.reloading();
        String when = " at " + clock.instant().truncatedTo(ChronoUnit.SECONDS);
        String status = serving();
        try {
            Reloaded reloaded = service.reload();
            status += reloaded.done()
                    ? "; configuration read again" + when
                    : "; configuration refused" + when + ", the one before it goes on: "
                            + String.join("; ", reloaded.problems());
            answer(reloaded);
        } catch (RuntimeException e) {
            LOG.error("the configuration could not be read again; the one before it goes on", e);
            status += "; reading the configuration again failed" + when;
            answer(Reloaded.refused(List.of(e.toString())));
        }
        manager.ready(status);
    }

    /** For whoever waits for the end of the reload: done or refused, and why. */
    private void answer(Reloaded reloaded) {
        if (answer.isEmpty()) {
            return;
        }
        List<String> lines = new ArrayList<>();
        lines.add(reloaded.done() ? "done" : "refused");
        lines.addAll(reloaded.problems());
        Path file = answer.get();
        try {
            Path written = Files.write(file.resolveSibling("reload.new"), lines);
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.error("what came of the reload cannot be written into {}: {}", file, e.toString());
        }
    }

    @Override
    public void close() {
        manager.stopping();
        watchdog.shutdownNow();
        reloads.shutdown();
        try {
            if (!reloads.awaitTermination(RELOAD_SECONDS, TimeUnit.SECONDS)) {
                LOG.error("a reload does not end; stopping all the same");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
