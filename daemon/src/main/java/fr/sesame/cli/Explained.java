package fr.sesame.cli;

import fr.sesame.account.Affiliation;
import fr.sesame.account.AttributeRules;
import fr.sesame.account.Explanation;
import fr.sesame.account.HeldRecord;
import fr.sesame.account.SourceKey;
import fr.sesame.history.AccountHistory;
import fr.sesame.history.Recorded;
import fr.sesame.reconcile.SourceReport;
import fr.sesame.run.RunException;
import fr.sesame.run.RunStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * An explanation, and where what it says comes from.
 *
 * @param explanation of the account at an instant
 * @param origins of each record that the history knows the writing of
 * @param extracts by source of the account's records: the last accepted one; empty in the past
 * @param held records of the account that the last accepted extracts hold back; empty in the past
 * @param attributes whose each attribute is that a source gives; none in the past
 * @param notes what whoever reads it should know, in the reader's language
 */
record Explained(
        Explanation explanation,
        Map<Affiliation, Origin> origins,
        Map<String, SourceReport> extracts,
        List<HeldRecord> held,
        List<AttributeRules.Ownership> attributes,
        List<String> notes) {

    /**
     * Which writing a record comes from.
     *
     * @param at when
     * @param report of the run that wrote it, if it is still there
     */
    record Origin(Instant at, Optional<SourceReport> report) {}

    Explained {
        origins = new LinkedHashMap<>(origins);
        extracts = new TreeMap<>(extracts);
        held = List.copyOf(held);
        attributes = List.copyOf(attributes);
        notes = List.copyOf(notes);
    }

    /** The last writing of each record until that instant. */
    static Map<Affiliation, Origin> origins(AccountHistory history, RunStore runs, Instant until) throws RunException {
        Map<Affiliation, Recorded> last = new LinkedHashMap<>();
        history.written()
                .filter(recorded -> !recorded.at().isAfter(until))
                .forEach(recorded -> recorded.added().forEach(affiliation -> last.put(affiliation, recorded)));
        Map<Affiliation, Origin> origins = new LinkedHashMap<>();
        for (Map.Entry<Affiliation, Recorded> one : last.entrySet()) {
            Recorded recorded = one.getValue();
            origins.put(
                    one.getKey(),
                    new Origin(recorded.at(), runs.find(one.getKey().key().source(), recorded.asOf())));
        }
        return origins;
    }

    /** The last accepted extract of each of these sources. */
    static Map<String, SourceReport> extracts(Set<SourceKey> keys, RunStore runs) throws RunException {
        Map<String, SourceReport> extracts = new TreeMap<>();
        for (SourceKey key : keys) {
            if (!extracts.containsKey(key.source())) {
                runs.last(key.source(), SourceReport::wasAccepted)
                        .ifPresent(report -> extracts.put(key.source(), report));
            }
        }
        return extracts;
    }

    /** What these extracts hold back of these keys. */
    static List<HeldRecord> held(Set<SourceKey> keys, Map<String, SourceReport> extracts) {
        List<HeldRecord> held = new ArrayList<>();
        extracts.values()
                .forEach(report -> report.held().stream()
                        .filter(record -> keys.contains(record.key()))
                        .forEach(held::add));
        return held;
    }
}
