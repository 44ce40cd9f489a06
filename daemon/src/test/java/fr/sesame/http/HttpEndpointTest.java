package fr.sesame.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Over a real socket. */
class HttpEndpointTest {
    private static final AtomicBoolean WELL = new AtomicBoolean(true);
    private static HttpEndpoint endpoint;

    @BeforeAll
    static void start() throws Exception {
        endpoint = HttpEndpoint.start(
                "127.0.0.1",
                0,
                () -> "up 1.0\n",
                new HealthBoard(
                        Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC),
                        () -> new HealthCheck.Health("directory", WELL.get(), "answers or not"),
                        () -> List.of(() -> HealthCheck.Health.warning("disk", "nearly full", "make room"))));
    }

    @AfterAll
    static void stop() {
        endpoint.close();
    }

    private static HttpResponse<String> send(String method, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + endpoint.port() + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        // a connection each: one that the server closes after a refusal may be taken for the next request
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void metricsAreInPrometheusTextFormat() throws Exception {
        HttpResponse<String> response = send("GET", "/metrics");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("up 1.0\n");
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
    }

    @Test
    void healthSaysWhatIsWellAndWhatIsNot() throws Exception {
        assertThat(send("GET", "/health").statusCode()).isEqualTo(200);
        WELL.set(false);
        HttpResponse<String> response = send("GET", "/health");
        WELL.set(true);
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body())
                .isEqualTo("{\"status\":\"failing\",\"checks\":["
                        + "{\"name\":\"directory\",\"ok\":false,\"state\":\"failing\",\"since\":\"2026-11-23T12:00:00Z\","
                        + "\"detail\":\"answers or not\",\"wayOut\":\"\",\"restartHelps\":false},"
                        + "{\"name\":\"disk\",\"ok\":true,\"state\":\"warning\",\"since\":\"2026-11-23T12:00:00Z\","
                        + "\"detail\":\"nearly full\",\"wayOut\":\"make room\",\"restartHelps\":false}]}");
    }

    @Test
    void liveAndReadyHaveAnswersOfTheirOwn() throws Exception {
        WELL.set(false);
        HttpResponse<String> live = send("GET", "/health/live");
        HttpResponse<String> ready = send("GET", "/health/ready");
        WELL.set(true);
        assertThat(live.statusCode()).isEqualTo(200);
        assertThat(live.body()).startsWith("{\"status\":\"ok\",");
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body()).startsWith("{\"status\":\"failing\",").doesNotContain("disk");
        assertThat(send("GET", "/health/ready").statusCode()).isEqualTo(200);
    }

    @Test
    void nobodyListensOnAnotherAddress() {
        assertThatThrownBy(() -> new Socket("127.0.0.2", endpoint.port()).close())
                .isInstanceOf(ConnectException.class);
    }

    @Test
    void aPortThatIsTakenIsSaid() {
        assertThatThrownBy(() -> HttpEndpoint.start(
                        "127.0.0.1",
                        endpoint.port(),
                        () -> "",
                        new HealthBoard(Clock.systemUTC(), () -> HealthCheck.Health.ok("x", ""), List::of)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("127.0.0.1:" + endpoint.port());
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /, 404",
        "GET, /metrics/x, 404",
        "GET, /../etc/passwd, 400",
        "POST, /metrics, 405",
        "DELETE, /health, 405",
        "GET, /health/live/x, 404",
        "POST, /health/live, 405",
        "GET, /health/all, 404"
    })
    void nothingElseIsThere(String method, String path, int status) throws Exception {
        HttpResponse<String> response = send(method, path);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Server")).isEmpty();
    }
}
