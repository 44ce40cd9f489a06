package fr.sesame.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** {@code /health} and {@code /metrics} of a service. */
record Health(int port) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /**
     * @param status of the whole, HTTP's
     * @param ok of the check named store
     * @param detail of that check
     */
    record Store(int status, boolean ok, String detail) {}

    /** What it says of the store. */
    Store store() throws IOException, InterruptedException {
        var answer = HTTP.send(request("/health"), BodyHandlers.ofString());
        for (JsonNode check : JSON.readTree(answer.body()).path("checks")) {
            if (check.path("name").asText().equals("store")) {
                return new Store(
                        answer.statusCode(),
                        check.path("ok").asBoolean(),
                        check.path("detail").asText());
            }
        }
        throw new IOException("/health has no check named store: " + answer.body());
    }

    /** The bytes that are in use in the heap, as {@code /metrics} tells. */
    long heapInUse() throws IOException, InterruptedException {
        return (long) HTTP.send(request("/metrics"), BodyHandlers.ofString())
                .body()
                .lines()
                .filter(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(LIMIT)
                .build();
    }
}
