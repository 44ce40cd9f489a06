package fr.sesame.source.rows;

import fr.sesame.account.Affiliation;
import fr.sesame.account.Facts;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rows of one key, one population and one academic year: one affiliation, whatever their order. */
record YearGroup(List<ParsedRow> rows) {
    /** Best first: living before cancelled, main before others; what follows only makes the order the same in every run. */
    private static final Comparator<ParsedRow> LEADING = Comparator.comparing(ParsedRow::isCancelled)
            .thenComparing(row -> !row.main())
            .thenComparing(ParsedRow::affiliation);

    private static final Comparator<ParsedRow> BY_CANCELLATION =
            Comparator.comparing(row -> row.affiliation().facts().cancelled(), latestLast());

    /** The one affiliation. Rows that never opened count only if there are no others. */
    Affiliation affiliation() {
        List<ParsedRow> opened = rows.stream().filter(row -> !row.neverOpened()).toList();
        if (opened.isEmpty()) {
            // Mixing their days could make them open: one of them speaks for all.
            return rows.stream()
                    .max(BY_CANCELLATION.thenComparing(ParsedRow::affiliation))
                    .orElseThrow()
                    .affiliation();
        }
        Affiliation leading = opened.stream().min(LEADING).orElseThrow().affiliation();
        return new Affiliation(leading.key(), leading.population(), leading.structure(), facts(opened, leading));
    }

    private static Facts facts(List<ParsedRow> opened, Affiliation leading) {
        List<Facts> all = opened.stream().map(row -> row.affiliation().facts()).toList();
        boolean cancelled = opened.stream().allMatch(ParsedRow::isCancelled);
        return leading.facts()
                .withBegin(earliest(all, Facts::begin))
                .withRecorded(earliest(all, Facts::recorded))
                .withEnd(all.stream().anyMatch(f -> f.end() == null) ? null : latest(all, Facts::end))
                .withCancelled(cancelled ? latest(all, Facts::cancelled) : null)
                .withSteps(steps(
                        cancelled
                                ? opened
                                : opened.stream()
                                        .filter(row -> !row.isCancelled())
                                        .toList()));
    }

    private static SortedSet<String> steps(Collection<ParsedRow> rows) {
        SortedSet<String> steps = new TreeSet<>();
        rows.forEach(row -> steps.addAll(row.affiliation().facts().steps()));
        return steps;
    }

    private static @Nullable LocalDate earliest(Collection<Facts> all, Function<Facts, @Nullable LocalDate> day) {
        return days(all, day).min(Comparator.naturalOrder()).orElse(null);
    }

    private static @Nullable LocalDate latest(Collection<Facts> all, Function<Facts, @Nullable LocalDate> day) {
        return days(all, day).max(Comparator.naturalOrder()).orElse(null);
    }

    private static Stream<LocalDate> days(Collection<Facts> all, Function<Facts, @Nullable LocalDate> day) {
        return all.stream().map(f -> Optional.ofNullable(day.apply(f))).flatMap(Optional::stream);
    }

    private static Comparator<LocalDate> latestLast() {
        return Comparator.nullsFirst(Comparator.naturalOrder());
    }
}
