package fr.sesame.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.sesame.account.Account;
import fr.sesame.account.Affiliation;
import fr.sesame.account.AttributeRules;
import fr.sesame.account.Decision;
import fr.sesame.account.Explanation;
import fr.sesame.account.Facts;
import fr.sesame.account.Lock;
import fr.sesame.account.SourceKey;
import fr.sesame.reconcile.SourceReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An explanation as one JSON object, for programs: words of the entry, days and instants in ISO 8601. */
final class ExplainJson {
    private ExplainJson() {}

    static String of(Explained explained, Speech speech) {
        Explanation explanation = explained.explanation();
        Account account = explanation.account();
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("uid", account.login().value());
        object.put("givenName", account.civil().givenName());
        object.put("familyName", account.civil().familyName());
        object.put("mail", account.mail().value());
        object.put("at", explanation.at().toString());
        decision(object, explanation.decision());
        object.put("since", text(explanation.since()));
        object.put("until", text(explanation.until()));
        object.put(
                "records",
                explanation.reasons().stream()
                        .map(reason -> record(reason, explained, speech))
                        .toList());
        object.put("lock", explanation.account().lock() == null ? null : lock(account.lock(), explanation));
        object.put(
                "suspension",
                explanation
                        .suspension()
                        .map(one -> Map.of(
                                "id",
                                one.id(),
                                "from",
                                one.from().toString(),
                                "until",
                                one.until().toString(),
                                "message",
                                one.text()))
                        .orElse(null));
        object.put(
                "next",
                explanation.ahead().stream()
                        .map(turn -> {
                            Map<String, Object> next = new LinkedHashMap<>();
                            next.put("at", turn.at().toString());
                            decision(next, turn.decision());
                            return next;
                        })
                        .toList());
        object.put(
                "held",
                explained.held().stream()
                        .map(held -> Map.of(
                                "record",
                                held.key().toString(),
                                "reason",
                                held.reason().word(),
                                "detail",
                                held.detail()))
                        .toList());
        object.put(
                "attributes",
                explained.attributes().stream().map(ExplainJson::attribute).toList());
        object.put("notes", explained.notes());
        return json(object);
    }

    private static Map<String, Object> attribute(AttributeRules.Ownership one) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", one.attribute());
        object.put("values", one.values());
        object.put("master", one.master().word());
        object.put("record", one.from().map(SourceKey::toString).orElse(null));
        object.put("given", one.given());
        object.put("changed", one.isChanged());
        return object;
    }

    private static void decision(Map<String, Object> object, Decision decision) {
        object.put("state", decision.state().word());
        object.put("mayBind", decision instanceof Decision.Allowed);
        object.put("suspended", decision instanceof Decision.Suspended);
    }

    private static Map<String, Object> record(Explanation.Reason reason, Explained explained, Speech speech) {
        Affiliation affiliation = reason.affiliation();
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("source", affiliation.key().source());
        object.put("key", affiliation.key().value());
        object.put("population", affiliation.population().name());
        object.put("structure", string(affiliation.structure()));
        object.put("phase", reason.phase().word());
        object.put("facts", facts(affiliation.facts()));
        object.put(
                "rule",
                reason.rule()
                        .map(rule -> new RuleWords(speech).rule(affiliation.population(), rule))
                        .orElse(null));
        object.put("opens", text(reason.opens()));
        object.put("closes", text(reason.closes()));
        object.put("pendingThrough", text(reason.pendingThrough()));
        Explained.Origin origin = explained.origins().get(affiliation);
        if (origin != null) {
            object.put("writtenAt", origin.at().toString());
            object.put("writtenFrom", origin.report().map(ExplainJson::extract).orElse(null));
        }
        SourceReport last = explained.extracts().get(affiliation.key().source());
        object.put("lastExtract", last == null ? null : extract(last));
        return object;
    }

    private static Map<String, String> facts(Facts facts) {
        Map<String, String> object = new LinkedHashMap<>();
        put(object, "begin", facts.begin());
        put(object, "end", facts.end());
        put(object, "recorded", facts.recorded());
        put(object, "year", facts.year());
        put(object, "cancelled", facts.cancelled());
        put(object, "validatedBy", facts.validatedBy());
        put(object, "gone", facts.gone());
        return object;
    }

    private static void put(Map<String, String> object, String name, @Nullable Object value) {
        if (value != null) {
            object.put(name, value.toString());
        }
    }

    private static Map<String, Object> extract(SourceReport report) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("readAt", report.startedAt().toString());
        var facts = report.facts();
        if (facts != null) {
            object.put("file", facts.origin());
            object.put("rows", facts.rows());
            object.put("modified", facts.modified().toString());
            object.put("sha256", facts.sha256());
        }
        return object;
    }

    private static Map<String, Object> lock(Lock lock, Explanation explanation) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("kind", lock.kind().word());
        object.put("holds", lock.holdsAt(explanation.at()));
        object.put("since", lock.since().toString());
        object.put("until", string(lock.until()));
        object.put("by", lock.by());
        object.put("reason", lock.reason());
        return object;
    }

    /** A record that gave no account. */
    static String held(List<String> lines, String record, String reason, String detail) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("record", record);
        object.put("reason", reason);
        object.put("detail", detail);
        object.put("notes", lines);
        return json(object);
    }

    private static String json(Map<String, Object> object) {
        try {
            return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("strings and numbers are always JSON", e);
        }
    }

    private static @Nullable String text(Optional<?> value) {
        return value.map(Object::toString).orElse(null);
    }

    private static @Nullable String string(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
