package fr.sesame.server;

import fr.sesame.account.Decision;
import fr.sesame.interceptors.Auditor;
import fr.sesame.interceptors.Standing;
import fr.sesame.interceptors.audit.Reason;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import org.apache.directory.api.ldap.model.message.extended.NoticeOfDisconnect;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.mina.core.session.AttributeKey;
import org.apache.mina.core.session.IoSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is bound on which connection, and what decided to let them in. The same decision is asked again before each operation; an
 * account that is closed, by a lock, by its dates or by a suspension, loses its connections within half a second.
 *
 * <p>A change of an entry is told after its commit and before it is acknowledged, so whoever has set a lock knows that nothing
 * is done any more in that name.
 */
final class OpenConnections implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OpenConnections.class);
    private static final AttributeKey BOUND = new AttributeKey(OpenConnections.class, "bound");
    private static final AttributeKey WATCHED = new AttributeKey(OpenConnections.class, "watched");
    private static final long LOOK_EVERY_MILLIS = 500;
    private static final int STRIPES = 4096;

    private final Clock clock;
    private final Reader reader;
    private final Auditor auditor;
    private final ConcurrentMap<String, Set<Bound>> bound = new ConcurrentHashMap<>();
    private final AtomicLongArray changes = new AtomicLongArray(STRIPES);
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "open-connections");
        thread.setDaemon(true);
        return thread;
    });

    /** Reads what an entry says now. */
    @FunctionalInterface
    interface Reader {
        /** None if there is no such entry any more. */
        @Nullable
        Standing read(Dn dn);
    }

    /** Somebody on a connection. */
    private static final class Bound {
        private final IoSession connection;
        private final Dn dn;
        private volatile Standing standing;
        private volatile boolean over;

        Bound(IoSession connection, Dn dn, Standing standing) {
            this.connection = connection;
            this.dn = dn;
            this.standing = standing;
        }
    }

    /** @param auditor is told of each connection that is closed */
    OpenConnections(Clock clock, Reader reader, Auditor auditor) {
        this.auditor = auditor;
        this.clock = clock;
        this.reader = reader;
        watch.scheduleWithFixedDelay(this::look, LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** How often entries like that one were changed: asked before one is read for a bind, and given back with it. */
    long changesOf(Dn dn) {
        return changes.get(stripe(dn));
    }

    /**
     * Somebody was let in.
     *
     * @param asOf what {@link #changesOf} said before the entry was read
     */
    void bound(IoSession connection, Dn dn, Standing standing, long asOf) {
        Bound newcomer = new Bound(connection, dn, standing);
        connection.setAttribute(BOUND, newcomer);
        bound.compute(dn.getNormName(), (name, others) -> {
            Set<Bound> all = others == null ? ConcurrentHashMap.newKeySet() : others;
            all.add(newcomer);
            return all;
        });
        if (asOf != changesOf(dn)) {
            readAgain(newcomer, null);
        }
        if (connection.setAttributeIfAbsent(WATCHED) == null) { // once, however often somebody binds on it
            connection.getCloseFuture().addListener(closed -> left(connection));
        }
        if (connection.isClosing()) {
            left(connection);
        }
    }

    /** Nobody is bound on that connection any more: it was closed, or binds anew. */
    void left(IoSession connection) {
        if (connection.removeAttribute(BOUND) instanceof Bound gone) {
            bound.computeIfPresent(gone.dn.getNormName(), (name, all) -> {
                all.remove(gone);
                return all.isEmpty() ? null : all;
            });
        }
    }

    /** On how many connections somebody is bound. */
    int count() {
        return bound.values().stream().mapToInt(Set::size).sum();
    }

    /** Whether whoever is bound on it may still act, or nobody is. If not, the connection ends. */
    boolean mayAct(IoSession connection) {
        return !(connection.getAttribute(BOUND) instanceof Bound one) || !hasEnded(one);
    }

    /** Whether whoever is bound on it may do nothing but change their password. */
    boolean mustChangePassword(IoSession connection) {
        return connection.getAttribute(BOUND) instanceof Bound one
                && one.standing.password().reset();
    }

    /**
     * An entry was changed.
     *
     * @param by on which connection; a password changed there closes the others
     */
    void changed(Dn dn, @Nullable IoSession by) {
        changes.incrementAndGet(stripe(dn));
        Set<Bound> concerned = bound.get(dn.getNormName());
        if (concerned != null) {
            concerned.forEach(one -> readAgain(one, by));
        }
    }

    private void readAgain(Bound one, @Nullable IoSession by) {
        Standing now = reader.read(one.dn);
        if (now == null) {
            end(one, Reason.UNKNOWN);
        } else if (one.connection != by && !now.hasPasswordOf(one.standing)) {
            end(one, Reason.PASSWORD_CHANGED);
        } else {
            one.standing = now;
            hasEnded(one);
        }
    }

    private boolean hasEnded(Bound one) {
        if (!one.over) {
            Decision decision = one.standing.at(clock.instant());
            if (!(decision instanceof Decision.Allowed)) {
                end(one, Auditor.reason(decision));
            }
        }
        return one.over;
    }

    private void end(Bound one, Reason reason) {
        one.over = true;
        auditor.closed(one.connection, one.dn, reason);
        LOG.info(
                "connection closed dn={} address={} reason={}",
                one.dn.getName(),
                one.connection.getRemoteAddress(),
                reason.word());
        if (one.connection.getScheduledWriteBytes() > 0) {
            one.connection.closeNow(); // it may never read what waits for it
        } else {
            one.connection.write(NoticeOfDisconnect.STRONGAUTHREQUIRED);
            one.connection.closeOnFlush();
        }
    }

    private void look() {
        try {
            bound.values().forEach(all -> all.forEach(this::hasEnded));
        } catch (RuntimeException e) { // else it would never look again
            LOG.error("looking for connections of closed accounts failed", e);
        }
    }

    private static int stripe(Dn dn) {
        return Math.floorMod(dn.getNormName().hashCode(), STRIPES);
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }
}
