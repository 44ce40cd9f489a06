package fr.sesame.cli;

import fr.sesame.account.Affiliation;
import fr.sesame.account.SourceKey;
import fr.sesame.audit.AuditLine;
import fr.sesame.history.AccountHistory;
import fr.sesame.history.Recorded;
import fr.sesame.history.Version;
import fr.sesame.reconcile.SourceReport;
import fr.sesame.run.RunException;
import fr.sesame.run.RunStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Everything that happened to an account, one row each, in order: changes of its records with the extract they come from, changes of
 * its state with their cause, and security acts.
 */
final class HistoryRows {
    /**
     * One thing that happened. Words are those of programs; {@link #table} says them in a language.
     *
     * @param at when
     * @param event what: {@code state}, {@code record-added}, …, or the kind of a security act
     * @param before the state or nothing
     * @param after the state or nothing
     * @param cause of a state's change
     * @param record the record, {@code source:key}
     * @param detail what changed, or was said
     * @param by the extract, or who
     */
    record Row(
            Instant at,
            String event,
            String before,
            String after,
            String cause,
            String record,
            String detail,
            String by) {}

    private final List<Row> rows = new ArrayList<>();
    private final RunStore runs;

    HistoryRows(RunStore runs) {
        this.runs = runs;
    }

    /** Adds what happened to the records and the state until that instant. */
    HistoryRows with(AccountHistory history, Instant until) throws RunException {
        for (Version version : history.versions()) {
            if (!version.sure()) {
                rows.add(new Row(version.from(), "unrecorded", "", "", "", "", "", ""));
            }
        }
        for (Recorded recorded : history.written().toList()) {
            records(recorded);
        }
        for (AccountHistory.StateChange change : history.statesUntil(until)) {
            rows.add(new Row(
                    change.at(),
                    "state",
                    change.before() == null ? "none" : Said.word(change.before()),
                    Said.word(change.after()),
                    change.cause().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    "",
                    "",
                    ""));
        }
        return this;
    }

    /** Adds the security acts. */
    HistoryRows with(SecurityActs acts) {
        for (AuditLine line : acts.lines()) {
            rows.add(new Row(line.at(), line.kind(), "", "", "", "", line.detail(), line.actor()));
        }
        return this;
    }

    private void records(Recorded recorded) throws RunException {
        SortedSet<Affiliation> added = new TreeSet<>(recorded.added());
        SortedSet<Affiliation> removed = new TreeSet<>(recorded.removed());
        boolean records = !added.isEmpty() || !removed.isEmpty();
        for (Affiliation before : new ArrayList<>(removed)) {
            Optional<Affiliation> after = successor(before, added);
            if (after.isPresent()) {
                added.remove(after.get());
                removed.remove(before);
                row(recorded, "record-changed", before.key(), RecordWords.difference(before, after.get()));
            }
        }
        for (Affiliation affiliation : added) {
            row(recorded, "record-added", affiliation.key(), RecordWords.whole(affiliation));
        }
        for (Affiliation affiliation : removed) {
            row(recorded, "record-removed", affiliation.key(), RecordWords.whole(affiliation));
        }
        if (recorded.civil()) {
            rows.add(new Row(recorded.at(), "civil", "", "", "", "", "", ""));
        }
        if (!recorded.attributes().isEmpty()) {
            String names = String.join(", ", recorded.attributes());
            rows.add(new Row(recorded.at(), "attributes", "", "", "", "", names, ""));
        }
        if (!records && !recorded.civil() && recorded.attributes().isEmpty()) {
            rows.add(new Row(recorded.at(), "rules", "", "", "", "", "", ""));
        }
    }

    /** The record of the same key in the same population, of the same academic year if it can be had. */
    private static Optional<Affiliation> successor(Affiliation before, SortedSet<Affiliation> added) {
        return added.stream()
                .filter(after ->
                        after.key().equals(before.key()) && after.population().equals(before.population()))
                .max(Comparator.comparing((Affiliation after) -> String.valueOf(
                                        after.facts().year())
                                .equals(String.valueOf(before.facts().year())))
                        .thenComparing(Comparator.reverseOrder()));
    }

    private void row(Recorded recorded, String event, SourceKey key, String detail) throws RunException {
        var facts = runs.find(key.source(), recorded.asOf())
                .map(SourceReport::facts)
                .orElse(null);
        String extract = facts == null ? "" : facts.origin() + " sha256=" + facts.sha256();
        rows.add(new Row(recorded.at(), event, "", "", "", key.toString(), detail, extract));
    }

    /** All of them in order; a state after what has caused it. */
    List<Row> rows() {
        return rows.stream()
                .sorted(Comparator.comparing(Row::at)
                        .thenComparing(row -> row.event().equals("state")))
                .toList();
    }

    /** For programs. */
    Table words() {
        Table table = new Table("at", "event", "before", "after", "cause", "record", "detail", "by");
        for (Row row : rows()) {
            table.row(
                    row.at(),
                    row.event(),
                    row.before(),
                    row.after(),
                    row.cause(),
                    row.record(),
                    row.detail(),
                    row.by());
        }
        return table;
    }

    /** For people: a line for each. */
    List<String> sentences(Speech speech, AuditPhrases acts) {
        List<String> lines = new ArrayList<>();
        for (Row row : rows()) {
            List<String> parts = new ArrayList<>();
            if (row.event().equals("state")) {
                parts.add(speech.say("event.state") + speech.say("colon") + speech.word("state.", row.before()) + " → "
                        + speech.word("state.", row.after()) + " (" + speech.say("cause." + row.cause()) + ")");
            } else {
                String event = speech.word("event.", row.event());
                parts.add(event.equals(row.event()) ? acts.kind(row.event()) : event);
            }
            for (String part : List.of(row.record(), row.detail(), row.by())) {
                if (!part.isEmpty()) {
                    parts.add(part);
                }
            }
            lines.add(speech.instant(row.at()) + "  " + String.join(speech.say("semicolon"), parts));
        }
        return lines;
    }
}
