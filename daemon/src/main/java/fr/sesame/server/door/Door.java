package fr.sesame.server.door;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.message.ResultCodeEnum;
import org.apache.directory.server.ldap.LdapServer;
import org.apache.directory.server.ldap.LdapSession;
import org.apache.mina.core.filterchain.DefaultIoFilterChainBuilder;
import org.apache.mina.core.service.IoProcessor;
import org.apache.mina.core.service.SimpleIoProcessorPool;
import org.apache.mina.core.session.IoEventType;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.filter.codec.ProtocolCodecFilter;
import org.apache.mina.filter.executor.ExecutorFilter;
import org.apache.mina.transport.socket.nio.NioProcessor;
import org.apache.mina.transport.socket.nio.NioSession;
import org.apache.mina.transport.socket.nio.NioSocketAcceptor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ports of the directory, and what everything that comes in by them passes: admission, TLS, framing, decoding, the flow of
 * requests, the threads that do them.
 *
 * <p>ApacheDS would open its ports by itself, before anything could be put in front of its decoder: it is given none.
 */
public final class Door implements AutoCloseable {
    /** The name of the filter that decodes and encodes. */
    public static final String CODEC = "codec";

    private static final Logger LOG = LoggerFactory.getLogger(Door.class);
    private static final int NETWORK_THREADS = 3;
    private static final int BACKLOG = 512;
    private static final int READ_BYTES = 64 * 1024;
    private static final int CERTIFICATE_SECONDS = 30;
    private static final long FAREWELL_MILLIS = 1000;

    private final LdapServer ldap;
    private final Optional<TlsSettings> tlsSettings;
    private final Optional<Certificates> certificates;
    private final DoorCounts counts;
    private final Refusals refusals;
    private final TlsFilter tlsFilter;
    private final Admission admission;
    private final RequestFlow flow;
    private final Framing framing;
    private final IoProcessor<NioSession> network = new SimpleIoProcessorPool<>(NioProcessor.class, NETWORK_THREADS);
    private volatile Limits limits;
    private final List<NioSocketAcceptor> acceptors = new ArrayList<>();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "door");
        thread.setDaemon(true);
        return thread;
    });

    private Door(LdapServer ldap, DoorSettings settings, Optional<Certificates> certificates, DoorListener listener) {
        this.ldap = ldap;
        counts = new DoorCounts(listener);
        refusals = new Refusals(counts);
        tlsFilter = new TlsFilter(counts);
        this.limits = settings.limits();
        this.tlsSettings = settings.tls();
        this.certificates = certificates;
        admission = new Admission(() -> limits, refusals);
        flow = new RequestFlow(settings.plainPasswords(), refusals);
        framing = new Framing(() -> limits, refusals, this::isBound);
    }

    /**
     * Reads the certificate, and adds StartTLS to what the server can if there is one. No port opens yet.
     *
     * @param ldap not yet started
     * @param listener is told of each refusal
     * @throws TlsException if there is no certificate that could be served
     */
    public static Door of(LdapServer ldap, DoorSettings settings, Clock clock, DoorListener listener)
            throws TlsException, LdapException {
        Optional<Certificates> certificates = settings.tls().isPresent()
                ? Optional.of(Certificates.load(settings.tls().get(), clock))
                : Optional.empty();
        Door door = new Door(ldap, settings, certificates, listener);
        if (certificates.isPresent()) {
            ldap.addExtendedOperationHandler(new StartTls(certificates.get(), door.tlsFilter));
        }
        return door;
    }

    /**
     * Opens the ports.
     *
     * @param port for LDAP and StartTLS; 0 takes a free one
     * @param threads do the requests
     * @param others adds to the chain what is not the door's
     * @throws IOException if a port is taken
     */
    public void open(String address, int port, Executor threads, Consumer<DefaultIoFilterChainBuilder> others)
            throws IOException {
        listen(address, port, threads, others, false);
        if (tlsSettings.isPresent()) {
            listen(address, tlsSettings.get().ldapsPort(), threads, others, true);
        }
        every(1, this::closeTheLate);
        certificates.ifPresent(found -> every(CERTIFICATE_SECONDS, found::reloadIfChanged));
    }

    /**
     * Reads what other settings name, while those in force go on. Ports, and whether there is TLS and asks clients for certificates,
     * stay as they are.
     *
     * @return makes the others those in force, for what comes from then on; cannot fail
     * @throws TlsException if their certificate cannot be served
     */
    public Runnable prepare(DoorSettings others) throws TlsException {
        Runnable serveCertificate = certificates.isPresent()
                ? certificates.get().prepare(others.tls().orElseThrow())
                : () -> {};
        return () -> {
            limits = others.limits();
            serveCertificate.run();
        };
    }

    private void every(int seconds, Runnable look) {
        Future<?> unused = watch.scheduleWithFixedDelay(
                () -> {
                    try {
                        look.run();
                    } catch (RuntimeException e) { // else it would never look again
                        LOG.error("the door's watch failed", e);
                    }
                },
                seconds,
                seconds,
                TimeUnit.SECONDS);
    }

    private void listen(
            String address, int port, Executor threads, Consumer<DefaultIoFilterChainBuilder> others, boolean encrypted)
            throws IOException {
        NioSocketAcceptor acceptor = new NioSocketAcceptor(network);
        acceptors.add(acceptor);
        acceptor.setReuseAddress(true);
        acceptor.setBacklog(BACKLOG);
        acceptor.setCloseOnDeactivation(false);
        acceptor.getSessionConfig().setTcpNoDelay(true);
        acceptor.getSessionConfig().setMaxReadBufferSize(READ_BYTES);
        DefaultIoFilterChainBuilder chain = acceptor.getFilterChain();
        chain.addLast(Admission.NAME, admission);
        if (encrypted) {
            chain.addLast("encrypted", new Encrypted(certificates.orElseThrow()));
            chain.addLast(TlsFilter.NAME, tlsFilter);
        }
        chain.addLast(Framing.NAME, framing);
        chain.addLast(CODEC, new ProtocolCodecFilter(ldap.getProtocolCodecFactory()));
        chain.addLast(RequestFlow.NAME, flow);
        chain.addLast("executor", new ExecutorFilter(threads, IoEventType.MESSAGE_RECEIVED));
        chain.addLast(RequestFlow.Done.NAME, new RequestFlow.Done());
        others.accept(chain);
        acceptor.setHandler(ldap.getHandler());
        acceptor.bind(new InetSocketAddress(address, port));
    }

    private boolean isBound(IoSession session) {
        LdapSession bound = ldap.getLdapSessionManager().getLdapSession(session);
        return bound != null && bound.isAuthenticated();
    }

    private void closeTheLate() {
        Deadlines deadlines = new Deadlines(limits);
        long now = System.nanoTime();
        for (NioSocketAcceptor acceptor : acceptors) {
            for (IoSession session : acceptor.getManagedSessions().values()) {
                try {
                    closeIfLate(deadlines, session, now);
                } catch (RuntimeException e) { // the others are looked at all the same
                    LOG.error("a connection could not be looked at address={}", session.getRemoteAddress(), e);
                }
            }
        }
    }

    private void closeIfLate(Deadlines deadlines, IoSession session, long now) {
        Connection connection = Connection.ofOrNull(session);
        if (connection == null) {
            return;
        }
        Framing.remind(session);
        Optional<DoorEvent> late = deadlines.passed(Deadlines.ages(session, connection, isBound(session), now));
        if (late.isPresent()) {
            if (late.get() == DoorEvent.IDLE || late.get() == DoorEvent.SILENT) {
                refusals.end(session, late.get(), ResultCodeEnum.UNAVAILABLE);
            } else {
                refusals.close(session, late.get());
            }
        }
    }

    /** The TCP port of LDAP. */
    public int port() {
        return acceptors.get(0).getLocalAddress().getPort();
    }

    /** The TCP port of LDAPS, if there is TLS. */
    public Optional<Integer> ldapsPort() {
        return acceptors.size() < 2
                ? Optional.empty()
                : Optional.of(acceptors.get(1).getLocalAddress().getPort());
    }

    /** What is served, if there is TLS. */
    public Optional<Certificates> certificates() {
        return certificates;
    }

    /** How often each thing happened. */
    public DoorCounts counts() {
        return counts;
    }

    /** Connections that are open. */
    public int connections() {
        return admission.connections();
    }

    /** Tells everybody, and closes. */
    @Override
    public void close() {
        watch.shutdownNow();
        for (NioSocketAcceptor acceptor : acceptors) {
            acceptor.unbind();
        }
        for (NioSocketAcceptor acceptor : acceptors) {
            for (IoSession session : acceptor.getManagedSessions().values()) {
                session.write(Notice.of(ResultCodeEnum.UNAVAILABLE, "the directory stops"));
                session.closeOnFlush();
            }
        }
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(FAREWELL_MILLIS);
        for (NioSocketAcceptor acceptor : acceptors) {
            for (IoSession session : acceptor.getManagedSessions().values()) {
                session.getCloseFuture().awaitUninterruptibly(Math.max(1, (end - System.nanoTime()) / 1_000_000));
                session.closeNow();
            }
            acceptor.dispose();
        }
        network.dispose();
    }
}
