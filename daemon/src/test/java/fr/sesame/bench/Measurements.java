package fr.sesame.bench;

import fr.sesame.bench.Figure.Better;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Measures both servers in turns: slapd, Sésame, slapd, Sésame … Both run all the time. */
final class Measurements {
    private final Settings settings;
    private final Running slapd;
    private final Running sesame;
    private final Consumer<String> progress;
    private final List<Figure> figures = new ArrayList<>();

    Measurements(Settings settings, Running slapd, Running sesame, Consumer<String> progress) {
        this.settings = settings;
        this.slapd = slapd;
        this.sesame = sesame;
        this.progress = progress;
    }

    List<Figure> figures() {
        return figures;
    }

    private Figure figure(String name, String unit, Better better) {
        Figure figure = new Figure(name, unit, better);
        figures.add(figure);
        return figure;
    }

    /** Operations in a second, and what one costs the server. */
    void rate(String operations, RateTool tool) throws IOException, InterruptedException {
        Figure rate = figure(operations, "/s", Better.MORE);
        Figure cpu = figure(operations + ": server CPU for each", "µs", Better.LESS);
        progress.accept(operations + ": warming up");
        tool.run(slapd, settings.warmUpSeconds());
        tool.run(sesame, settings.warmUpSeconds());
        for (int round = 1; round <= settings.rounds(); round++) {
            RateTool.Rate ofSlapd = tool.run(slapd, settings.seconds());
            RateTool.Rate ofSesame = tool.run(sesame, settings.seconds());
            rate.add(ofSlapd.perSecond(), ofSesame.perSecond());
            cpu.add(ofSlapd.serverCpu().toNanos() / 1e3, ofSesame.serverCpu().toNanos() / 1e3);
            progress.accept(String.format(
                    "%s: round %d: slapd %.0f/s, Sésame %.0f/s",
                    operations, round, ofSlapd.perSecond(), ofSesame.perSecond()));
        }
    }

    /** How many of these are done while as many clients try wrong passwords as fast as they are answered. */
    void underAttack(RateTool tool) throws Exception {
        Figure rate = figure("repeated binds, while others guess passwords", "/s", Better.MORE);
        Figure guesses = figure("guesses answered meanwhile", "/s", Better.LESS);
        for (int round = 1; round <= settings.rounds(); round++) {
            Attacked ofSlapd = attacked(slapd, tool);
            Attacked ofSesame = attacked(sesame, tool);
            rate.add(ofSlapd.rate, ofSesame.rate);
            guesses.add(ofSlapd.guesses, ofSesame.guesses);
            progress.accept(String.format(
                    "under attack: round %d: slapd %.0f/s and %.0f guesses/s, Sésame %.0f/s and %.0f guesses/s",
                    round, ofSlapd.rate, ofSlapd.guesses, ofSesame.rate, ofSesame.guesses));
        }
    }

    private record Attacked(double rate, double guesses) {}

    private Attacked attacked(Running server, RateTool tool) throws Exception {
        try (Attack attack = Attack.on(server, settings)) {
            double rate = tool.run(server, settings.seconds()).perSecond();
            return new Attacked(rate, attack.guessesPerSecond());
        }
    }

    /** The slowest bind in a hundred, without and with others that write at full speed. */
    void bindTimes(RateTool writers) throws Exception {
        Figure idle = figure("bind p99, idle", "ms", Better.LESS);
        Figure busy = figure("bind p99, " + settings.writers() + " clients writing", "ms", Better.LESS);
        Figure ratio = figure("bind p99, writing / idle", "×", Better.LESS);
        Figure writes = figure("modifies meanwhile", "/s", Better.MORE);
        progress.accept("bind p99: warming up");
        BindTimes.measure(slapd, settings, settings.seconds(), settings.seed());
        BindTimes.measure(sesame, settings, settings.seconds(), settings.seed());
        for (int round = 1; round <= settings.rounds(); round++) {
            Times ofSlapd = times(slapd, writers, round);
            Times ofSesame = times(sesame, writers, round);
            idle.add(ofSlapd.idle, ofSesame.idle);
            busy.add(ofSlapd.busy, ofSesame.busy);
            ratio.add(ofSlapd.busy / ofSlapd.idle, ofSesame.busy / ofSesame.idle);
            writes.add(ofSlapd.writes, ofSesame.writes);
            progress.accept(String.format(
                    "bind p99: round %d: slapd %.2f ms idle, %.2f ms busy; Sésame %.2f ms idle, %.2f ms busy",
                    round, ofSlapd.idle, ofSlapd.busy, ofSesame.idle, ofSesame.busy));
        }
    }

    private record Times(double idle, double busy, double writes) {}

    private Times times(Running server, RateTool writers, int round) throws Exception {
        long seed = settings.seed() + 1000L * round;
        double idle =
                BindTimes.measure(server, settings, settings.seconds(), seed).percentileMillis(99);
        ExecutorService background = Executors.newSingleThreadExecutor();
        try {
            CountDownLatch warm = new CountDownLatch(1);
            // The writers begin before the binds, and end after them.
            Future<RateTool.Rate> writing = background.submit(() -> writers.run(server, settings.seconds() + 1, warm));
            warm.await();
            // Other people than before: theirs are in the caches by now.
            BindTimes busy = BindTimes.measure(server, settings, settings.seconds(), seed + 100);
            return new Times(idle, busy.percentileMillis(99), writing.get().perSecond());
        } finally {
            background.shutdownNow();
        }
    }

    /** From the start of the process to the first bind of a person that succeeds. */
    static Figure firstBind(Settings settings, Contestant slapd, Contestant sesame)
            throws IOException, InterruptedException {
        Figure figure = new Figure("start to the first bind", "s", Better.LESS);
        for (int i = 0; i < settings.starts(); i++) {
            figure.add(firstBind(settings, slapd), firstBind(settings, sesame));
        }
        return figure;
    }

    private static double firstBind(Settings settings, Contestant contestant) throws IOException, InterruptedException {
        try (Running running = Running.start(contestant)) {
            return running.awaitBind(Tree.person(settings.entries()), Tree.PASSWORD)
                            .toNanos()
                    / 1e9;
        }
    }

    /** What they take of the machine after the work, and of the disk for one person. */
    void sizes(Path log) throws IOException, InterruptedException {
        figure("resident memory", "MB", Better.LESS).add(memory(slapd, "VmRSS"), memory(sesame, "VmRSS"));
        figure("of which not mapped files", "MB", Better.LESS).add(memory(slapd, "RssAnon"), memory(sesame, "RssAnon"));
        figure("disk for an entry", "kB", Better.LESS).add(disk(slapd, log), disk(sesame, log));
    }

    private static double memory(Running server, String field) throws IOException {
        return server.memory(field) / 1e6;
    }

    private double disk(Running server, Path log) throws IOException, InterruptedException {
        return Commands.bytesOnDisk(log, server.contestant().data()) / 1e3 / settings.entries();
    }
}
