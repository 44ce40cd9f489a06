package fr.sesame.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A line as text: one JSON object, the sequence number first and the chain value last, so that the text that the chain covers is
 * everything before the latter.
 */
final class LineFormat {
    private static final String SEQ = "{\"seq\":";
    private static final String CHAIN = ",\"chain\":\"";
    private static final String END = "\"}";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /**
     * A line whose parts are there; whether the chain fits is another question.
     *
     * @param body the text that the chain covers
     */
    record Parts(Position position, String body) {}

    private LineFormat() {}

    /** The text that the chain covers. Put together by hand: a generator for each line takes longer than all the rest. */
    static String body(long seq, AuditLine line) {
        StringBuilder text = new StringBuilder(384).append(SEQ).append(seq);
        string(text, "at", line.at().truncatedTo(ChronoUnit.MILLIS).toString());
        if (line.count() > 1) {
            name(text, "count").append(line.count());
        }
        if (line.until() != null) {
            string(text, "until", line.until().truncatedTo(ChronoUnit.MILLIS).toString());
        }
        string(text, "kind", line.kind());
        string(text, "outcome", line.outcome());
        string(text, "reason", line.reason().equals("none") ? "" : line.reason());
        string(text, "actor", line.actor());
        string(text, "target", line.target());
        string(text, "address", line.address());
        string(text, "mechanism", line.mechanism());
        if (line.tls()) {
            name(text, "tls").append(true);
        }
        if (line.connection() != 0) {
            name(text, "connection").append(line.connection());
        }
        string(text, "detail", line.detail());
        string(text, "anchor", line.anchor());
        return text.toString();
    }

    private static void string(StringBuilder text, String name, String value) {
        if (!value.isEmpty()) {
            name(text, name).append('"');
            JsonStringEncoder.getInstance().quoteAsString(value, text);
            text.append('"');
        }
    }

    private static StringBuilder name(StringBuilder text, String name) {
        return text.append(",\"").append(name).append("\":");
    }

    /** The whole line, without its end. */
    static String line(String body, String chain) {
        return body + CHAIN + chain + END;
    }

    /** The parts, or none if the text is not a whole line. */
    static Optional<Parts> parts(String text) {
        int chain = text.lastIndexOf(CHAIN);
        int comma = text.indexOf(',');
        if (!text.startsWith(SEQ) || !text.endsWith(END) || comma < 0 || chain < comma) {
            return Optional.empty();
        }
        String value = text.substring(chain + CHAIN.length(), text.length() - END.length());
        if (!Chain.isValue(value)) {
            return Optional.empty();
        }
        try {
            long seq = Long.parseLong(text.substring(SEQ.length(), comma));
            return Optional.of(new Parts(new Position(seq, value), text.substring(0, chain)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** What the line says, or none if it is not one. */
    static Optional<AuditLine> parse(String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            if (node == null || !node.isObject() || !node.hasNonNull("at")) {
                return Optional.empty();
            }
            return Optional.of(new AuditLine(
                    Instant.parse(node.get("at").asText()),
                    node.hasNonNull("until") ? Instant.parse(node.get("until").asText()) : null,
                    node.path("count").asLong(1),
                    text(node, "kind"),
                    text(node, "outcome"),
                    text(node, "reason"),
                    text(node, "actor"),
                    text(node, "target"),
                    text(node, "address"),
                    text(node, "mechanism"),
                    node.path("tls").asBoolean(),
                    node.path("connection").asLong(),
                    text(node, "detail"),
                    text(node, "anchor")));
        } catch (JsonProcessingException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asText("");
    }
}
