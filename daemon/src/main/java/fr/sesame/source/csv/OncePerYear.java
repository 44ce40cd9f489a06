package fr.sesame.source.csv;

import fr.sesame.account.Affiliation;
import fr.sesame.account.Facts;
import fr.sesame.account.StructureCode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Several registration steps of one academic year are one affiliation (sources.md, Apogée): it begins with the earliest
 * step, is cancelled on the latest day if every step is, and its structure is that of the main step. A step that was
 * cancelled before it opened counts only if there is no other.
 */
final class OncePerYear {

    private OncePerYear() {}

    static List<Affiliation> merge(Collection<MappedRow> rows) {
        Map<Integer, List<MappedRow>> years = new TreeMap<>();
        for (MappedRow row : rows) {
            Integer year = row.affiliation().facts().year();
            years.computeIfAbsent(year == null ? 0 : year, y -> new ArrayList<>())
                    .add(row);
        }
        return years.values().stream().map(OncePerYear::one).toList();
    }

    private static Affiliation one(List<MappedRow> steps) {
        List<MappedRow> opened =
                steps.stream().filter(step -> !neverOpened(facts(step))).toList();
        List<MappedRow> counted = opened.isEmpty() ? steps : opened;
        Affiliation first = counted.get(0).affiliation();
        LocalDate begin = counted.stream()
                .map(step -> facts(step).begin())
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
        boolean allCancelled = counted.stream().allMatch(step -> facts(step).cancelled() != null);
        LocalDate cancelled = !allCancelled
                ? null
                : counted.stream()
                        .map(step -> facts(step).cancelled())
                        .filter(Objects::nonNull)
                        .max(Comparator.naturalOrder())
                        .orElse(null);
        return new Affiliation(
                first.key(),
                first.population(),
                structure(counted),
                first.facts().withBegin(begin).withCancelled(cancelled));
    }

    private static Facts facts(MappedRow step) {
        return step.affiliation().facts();
    }

    /** Cancelled on or before the day of its creation. */
    private static boolean neverOpened(Facts facts) {
        return facts.cancelled() != null
                && facts.begin() != null
                && !facts.cancelled().isAfter(facts.begin());
    }

    private static @Nullable StructureCode structure(List<MappedRow> steps) {
        return steps.stream()
                .min(Comparator.comparing(MappedRow::main).reversed().thenComparing(MappedRow::affiliation))
                .map(step -> step.affiliation().structure())
                .orElse(null);
    }
}
