package fr.sesame.reconcile;

import fr.sesame.account.HeldRecord;
import fr.sesame.directory.Change;
import fr.sesame.source.Extract;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a run of one source came to.
 *
 * @param source the source
 * @param outcome in one word
 * @param startedAt when it began
 * @param took how long it took
 * @param facts of the extract, or null if it could not be read
 * @param records people in the extract
 * @param held what was not taken over, ordered
 * @param changes how many changes of each kind: written, or planned where nothing was written
 * @param unchanged accounts that stay as they are
 * @param messages why it was refused or failed, with numbers and the way out
 * @param plan one line for each planned change
 * @param planSha256 checksum of the planned changes as they are kept in the run's folder; null if there is no plan
 */
public record SourceReport(
        String source,
        Outcome outcome,
        Instant startedAt,
        Duration took,
        Extract.@Nullable Facts facts,
        int records,
        List<HeldRecord> held,
        Map<Plan.Kind, Integer> changes,
        int unchanged,
        List<String> messages,
        List<String> plan,
        @Nullable String planSha256) {

    /** Without a plan that is kept. */
    public SourceReport(
            String source,
            Outcome outcome,
            Instant startedAt,
            Duration took,
            Extract.@Nullable Facts facts,
            int records,
            List<HeldRecord> held,
            Map<Plan.Kind, Integer> changes,
            int unchanged,
            List<String> messages,
            List<String> plan) {
        this(source, outcome, startedAt, took, facts, records, held, changes, unchanged, messages, plan, null);
    }

    /** The name under which the computed groups are reported, beside the sources. */
    public static final String GROUPS = "groups";

    public SourceReport {
        held = List.copyOf(held);
        changes = Map.copyOf(changes);
        messages = List.copyOf(messages);
        plan = List.copyOf(plan);
    }

    /** How a run ends. */
    public enum Outcome {
        /** Something changed. */
        APPLIED,
        /** Everything was as it should be. */
        UNCHANGED,
        /** Nothing was to be written. */
        DRY_RUN,
        /** The extract or the plan was refused; nothing was written. */
        REFUSED,
        /** The directory refused some changes, had moved on under them, or went away; the next run goes on. */
        FAILED;

        /** Whether the source was read and the directory agrees with it. */
        public boolean isSuccess() {
            return this == APPLIED || this == UNCHANGED;
        }
    }

    /** Whether the extract was read and the guard let its plan pass: what it holds back is what is held back now. */
    public boolean wasAccepted() {
        return facts != null && outcome != Outcome.REFUSED;
    }

    /** Whether only what has changed was read, and not the whole extract. */
    public boolean isOfChanges() {
        return facts != null && facts.isPart();
    }

    /** Since when changes were read, in the words of the source; empty if all of it was. */
    public Optional<String> changesSince() {
        return Optional.ofNullable(facts).map(Extract.Facts::changes).map(Extract.Changes::since);
    }

    /** Rows of the extract, the held ones too; 0 if it could not be read. */
    public int rows() {
        return facts == null ? 0 : facts.rows();
    }

    /** How many changes of that kind. */
    public int changes(Plan.Kind kind) {
        return changes.getOrDefault(kind, 0);
    }

    /** How many changes in all. */
    public int changed() {
        return changes.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** The same without its plan, which has a file of its own. */
    public SourceReport withoutPlan() {
        return new SourceReport(
                source,
                outcome,
                startedAt,
                took,
                facts,
                records,
                held,
                changes,
                unchanged,
                messages,
                List.of(),
                planSha256);
    }

    /** The same, as failed: not everything was done. One that was refused stays refused. */
    public SourceReport failed() {
        return new SourceReport(
                source,
                outcome == Outcome.REFUSED ? outcome : Outcome.FAILED,
                startedAt,
                took,
                facts,
                records,
                held,
                changes,
                unchanged,
                messages,
                plan,
                planSha256);
    }

    /** The same, with these in the place of what it holds. */
    public SourceReport holding(List<HeldRecord> records) {
        return new SourceReport(
                source,
                outcome,
                startedAt,
                took,
                facts,
                this.records,
                records,
                changes,
                unchanged,
                messages,
                plan,
                planSha256);
    }

    /** The same, and that. */
    public SourceReport saying(String message) {
        List<String> all = new ArrayList<>(messages);
        all.add(message);
        return new SourceReport(
                source, outcome, startedAt, took, facts, records, held, changes, unchanged, all, plan, planSha256);
    }

    /** What became of the groups: of no source, and beside them. */
    public static SourceReport ofGroups(GroupKeeper.Outcome groups, boolean dryRun, Instant startedAt, Duration took) {
        int others = groups.lines().size() - groups.made();
        return new SourceReport(
                GROUPS,
                dryRun ? Outcome.DRY_RUN : groups.failures().isEmpty() ? Outcome.APPLIED : Outcome.FAILED,
                startedAt,
                took,
                null,
                groups.needed(),
                List.of(),
                Map.of(Plan.Kind.CREATE, groups.made(), Plan.Kind.UPDATE, others),
                Math.max(
                        0,
                        groups.needed()
                                - groups.lines().size()
                                - groups.failures().size()),
                groups.failures(),
                groups.lines());
    }

    static Map<Plan.Kind, Integer> count(List<Change> changes, Instant asOf) {
        Map<Plan.Kind, Integer> counts = new EnumMap<>(Plan.Kind.class);
        changes.forEach(change -> counts.merge(Plan.Kind.of(change, asOf), 1, Integer::sum));
        return counts;
    }
}
