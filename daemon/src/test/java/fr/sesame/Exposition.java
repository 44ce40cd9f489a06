package fr.sesame;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What {@code /metrics} says, in Prometheus's text format 0.0.4.
 *
 * @param types of each family of metrics, by its name
 * @param series all of them
 */
record Exposition(Map<String, String> types, List<Series> series) {
    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)\\})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** One line that is no comment. */
    record Series(String name, Map<String, String> labels, double value) {}

    static String get(int port, String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .timeout(Duration.ofSeconds(30))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    static Exposition of(int port) throws IOException, InterruptedException {
        return parse(get(port, "/metrics"));
    }

    static Exposition parse(String text) {
        Map<String, String> types = new TreeMap<>();
        List<Series> series = new ArrayList<>();
        for (String line : text.lines().toList()) {
            if (line.startsWith("# TYPE ")) {
                String[] words = line.split(" ");
                types.put(words[2], words[3]);
            } else if (!line.startsWith("#")) {
                Matcher sample = SAMPLE.matcher(line);
                if (!sample.matches()) {
                    throw new IllegalArgumentException("no sample: " + line);
                }
                series.add(new Series(
                        sample.group(1),
                        labels(sample.group(2) == null ? "" : sample.group(2)),
                        Double.parseDouble(sample.group(3))));
            }
        }
        return new Exposition(types, series);
    }

    static Map<String, String> labels(String text) {
        Map<String, String> labels = new TreeMap<>();
        Matcher label = LABEL.matcher(text);
        while (label.find()) {
            labels.put(label.group(1), label.group(2));
        }
        return labels;
    }

    /** The names of all series: those of a family, or with {@code _count}, {@code _sum}, {@code _max} behind it. */
    Set<String> names() {
        return series.stream().map(Series::name).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The names of the labels of each family. */
    Map<String, Set<String>> labelNames() {
        Map<String, Set<String>> names = new TreeMap<>();
        types.keySet().forEach(family -> names.put(family, new TreeSet<>()));
        for (Series one : series) {
            String family =
                    types.containsKey(one.name()) ? one.name() : one.name().replaceFirst("_(count|sum)$", "");
            names.get(family).addAll(one.labels().keySet());
        }
        return names;
    }
}
