package fr.sesame.bench;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;

/** Clients that try wrong passwords of everybody, each the next as soon as the last is refused. */
final class Attack implements AutoCloseable {
    /** How wrong passwords may be answered: wrong, and too many at a time. */
    private static final Set<ResultCode> REFUSALS = Set.of(ResultCode.INVALID_CREDENTIALS, ResultCode.BUSY);

    private final Running server;
    private final Settings settings;
    private final ExecutorService threads;
    private final List<Future<?>> clients = new ArrayList<>();
    private final LongAdder guesses = new LongAdder();
    private final long begin = System.nanoTime();
    private volatile boolean ending;

    private Attack(Running server, Settings settings) {
        this.server = server;
        this.settings = settings;
        this.threads = Executors.newFixedThreadPool(settings.connections());
    }

    /** Begins; goes on until it is closed. */
    static Attack on(Running server, Settings settings) {
        Attack attack = new Attack(server, settings);
        for (int i = 0; i < settings.connections(); i++) {
            SplittableRandom random = new SplittableRandom();
            attack.clients.add(attack.threads.submit(() -> {
                attack.guess(random);
                return null;
            }));
        }
        return attack;
    }

    private void guess(SplittableRandom random) throws LDAPException {
        LDAPConnectionOptions options = new LDAPConnectionOptions();
        options.setUseSynchronousMode(true);
        try (LDAPConnection connection = new LDAPConnection(options, "127.0.0.1", server.port())) {
            while (!ending) {
                try {
                    connection.bind(Tree.anyPerson(settings.entries(), random), "guess" + random.nextInt());
                    throw new IllegalStateException(server.contestant().name() + " lets in with a wrong password");
                } catch (LDAPException e) {
                    if (!REFUSALS.contains(e.getResultCode())) {
                        throw e;
                    }
                    guesses.increment();
                }
            }
        }
    }

    double guessesPerSecond() {
        return guesses.sum() / ((System.nanoTime() - begin) / 1e9);
    }

    /** Ends it, with the failure of a client if there was one. */
    @Override
    public void close() throws Exception {
        ending = true;
        try {
            for (Future<?> client : clients) {
                client.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
