package fr.sesame.http;

import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.util.JavalinException;
import java.io.IOException;
import java.util.function.Supplier;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * {@code GET /metrics} for Prometheus; {@code GET /health}, {@code /health/live} and {@code /health/ready} for whoever watches: 200 or
 * 503, with the reasons. Nothing else is there.
 */
public final class HttpEndpoint implements AutoCloseable {
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
    private static final int MAX_THREADS = 8;
    private static final int MAX_HEADER_BYTES = 8 * 1024;
    private static final long IDLE_MILLIS = 30_000;

    private final Javalin javalin;

    private HttpEndpoint(Javalin javalin) {
        this.javalin = javalin;
    }

    /**
     * Listens.
     *
     * @param port a TCP port; 0 takes a free one
     * @param metrics the text for Prometheus
     * @param health its checks are made at each request
     * @throws IOException if it cannot listen there
     */
    public static HttpEndpoint start(String address, int port, Supplier<String> metrics, HealthBoard health)
            throws IOException {
        Javalin javalin = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.http.maxRequestSize = 0;
            config.http.prefer405over404 = true;
            config.jetty.threadPool = new QueuedThreadPool(MAX_THREADS, 1);
            config.jetty.modifyHttpConfiguration(HttpEndpoint::tighten);
            config.routes.get(
                    "/metrics", context -> context.result(metrics.get()).contentType(PROMETHEUS));
            config.routes.get("/health", context -> answer(context, HealthAnswer.whole(health)));
            config.routes.get("/health/live", context -> answer(context, HealthAnswer.live(health)));
            config.routes.get("/health/ready", context -> answer(context, HealthAnswer.ready(health)));
        });
        try {
            return new HttpEndpoint(javalin.start(address, port));
        } catch (JavalinException e) {
            javalin.stop();
            throw new IOException("cannot serve HTTP on " + address + ":" + port + "; is the port taken?", e);
        }
    }

    private static void tighten(HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setRequestHeaderSize(MAX_HEADER_BYTES);
        http.setIdleTimeout(IDLE_MILLIS);
    }

    private static void answer(Context context, HealthAnswer answer) {
        context.status(answer.status()).json(answer.body());
    }

    /** The TCP port it listens on. */
    public int port() {
        return javalin.port();
    }

    @Override
    public void close() {
        javalin.stop();
    }
}
