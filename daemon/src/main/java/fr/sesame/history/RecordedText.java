package fr.sesame.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.sesame.account.Affiliation;
import fr.sesame.account.InvalidValueException;
import fr.sesame.account.Login;
import fr.sesame.account.Timeline;
import fr.sesame.schema.AffiliationText;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A recorded change as one JSON object on one line; records and timelines have the form that the entry has them in. */
final class RecordedText {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RecordedText() {}

    static String format(Recorded recorded) {
        ObjectNode line = JSON.createObjectNode();
        line.put("uid", recorded.login().value());
        line.put("at", recorded.at().toString());
        line.put("asOf", recorded.asOf().toString());
        Content before = recorded.before();
        if (before != null) {
            line.set("before", node(before));
        }
        line.set("after", node(recorded.after()));
        if (recorded.civil()) {
            line.put("civil", true);
        }
        if (!recorded.attributes().isEmpty()) {
            ArrayNode attributes = line.putArray("attributes");
            recorded.attributes().forEach(attributes::add);
        }
        return text(line);
    }

    private static ObjectNode node(Content content) {
        ObjectNode node = JSON.createObjectNode();
        node.put("timeline", content.timeline().toString());
        ArrayNode records = node.putArray("records");
        content.affiliations().forEach(affiliation -> records.add(AffiliationText.format(affiliation)));
        return node;
    }

    /** The first line of a file: since when nothing is missing in it. */
    static String since(Instant since) {
        return text(JSON.createObjectNode().put("since", since.toString()));
    }

    private static String text(ObjectNode line) {
        try {
            return JSON.writeValueAsString(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("strings are always JSON", e);
        }
    }

    /** Part of every line of that login, and of no other's. */
    static String mark(Login login) {
        return "{\"uid\":\"" + login + "\",";
    }

    static Optional<Instant> parseSince(@Nullable String text) {
        try {
            JsonNode line = JSON.readTree(text == null ? "" : text);
            return line.hasNonNull("since")
                    ? Optional.of(Instant.parse(line.get("since").asText()))
                    : Optional.empty();
        } catch (JsonProcessingException | DateTimeException e) {
            return Optional.empty();
        }
    }

    /** What the line says; empty if it is half a line, which a kill leaves. */
    static Optional<Recorded> parse(String text) {
        try {
            JsonNode line = JSON.readTree(text);
            return Optional.of(new Recorded(
                    Instant.parse(line.path("at").asText()),
                    Instant.parse(line.path("asOf").asText()),
                    new Login(line.path("uid").asText()),
                    line.has("before") ? content(line.get("before")) : null,
                    content(line.path("after")),
                    line.path("civil").asBoolean(),
                    attributes(line.path("attributes"))));
        } catch (JsonProcessingException | DateTimeException | InvalidValueException e) {
            return Optional.empty();
        }
    }

    private static SortedSet<String> attributes(JsonNode names) {
        SortedSet<String> attributes = new TreeSet<>();
        names.forEach(name -> attributes.add(name.asText()));
        return attributes;
    }

    private static Content content(JsonNode node) {
        SortedSet<Affiliation> affiliations = new TreeSet<>();
        node.path("records").forEach(record -> affiliations.add(AffiliationText.parse(record.asText())));
        return new Content(affiliations, Timeline.parse(node.path("timeline").asText()));
    }
}
