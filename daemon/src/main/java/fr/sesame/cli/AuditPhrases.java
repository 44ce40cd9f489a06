package fr.sesame.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.sesame.audit.AuditLine;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;

/** Lines of the audit trail as sentences in French or English, or as JSON. */
final class AuditPhrases {
    private static final String KIND = "kind.";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ResourceBundle words;
    private final DateTimeFormatter time;

    AuditPhrases(Locale language, ZoneId zone) {
        words = ResourceBundle.getBundle(
                "fr.sesame.cli.audit",
                language,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        time = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS z", language)
                .withZone(zone);
    }

    /** The kinds that there are. */
    Set<String> kinds() {
        Set<String> kinds = new TreeSet<>();
        words.keySet().stream()
                .filter(key -> key.startsWith(KIND))
                .forEach(key -> kinds.add(key.substring(KIND.length())));
        return kinds;
    }

    /** The phrase for a kind. */
    String kind(String word) {
        return word(KIND, word);
    }

    String text(AuditLine line) {
        List<String> parts = new ArrayList<>();
        parts.add(time.format(line.at()));
        parts.add(word(KIND, line.kind()));
        if (!line.outcome().isEmpty()) {
            String reason = line.reason().isEmpty() ? "" : words.getString("because") + word("reason.", line.reason());
            parts.add(word("outcome.", line.outcome()) + reason);
            parts.add(
                    words.getString("by") + " " + (line.actor().isEmpty() ? words.getString("nobody") : line.actor()));
        }
        if (!line.target().isEmpty()) {
            parts.add(words.getString("on") + " " + line.target());
        }
        if (!line.address().isEmpty()) {
            parts.add(words.getString("from") + " " + line.address() + ", " + line.mechanism() + ", "
                    + words.getString(line.tls() ? "tls" : "clear"));
        }
        if (line.until() != null) {
            parts.add(line.count() + " " + words.getString("times-until") + " " + time.format(line.until()));
        }
        if (!line.detail().isEmpty()) {
            parts.add(line.detail());
        }
        return String.join("; ", parts);
    }

    /** A word of another version stands for itself. */
    private String word(String prefix, String word) {
        return words.containsKey(prefix + word) ? words.getString(prefix + word) : word;
    }

    String json(AuditLine line) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("at", line.at().toString());
        object.put("until", line.until() == null ? null : line.until().toString());
        object.put("count", line.count());
        object.put("kind", line.kind());
        object.put("outcome", line.outcome());
        object.put("reason", line.reason());
        object.put("actor", line.actor());
        object.put("target", line.target());
        object.put("address", line.address());
        object.put("mechanism", line.mechanism());
        object.put("tls", line.tls());
        object.put("connection", line.connection());
        object.put("detail", line.detail());
        object.put("anchor", line.anchor());
        try {
            return JSON.writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("strings and numbers are always JSON", e);
        }
    }
}
