package fr.sesame.partition.differential;

import java.util.Map;
import java.util.TreeMap;

/** What a proof was made of: a proof whose searches find nothing, or whose writes are all refused, would prove nothing. */
final class Tally {
    private final Map<String, Integer> counts = new TreeMap<>();
    private int operations;
    private int hits;

    void count(Operation operation, Outcome outcome) {
        operations++;
        counts.merge(operation.getClass().getSimpleName() + " " + outcome.code(), 1, Integer::sum);
        if (!outcome.entries().isEmpty()) {
            hits++;
        }
    }

    int operations() {
        return operations;
    }

    /** Reads that found something. */
    int hits() {
        return hits;
    }

    int of(Class<? extends Operation> kind) {
        return counts.entrySet().stream()
                .filter(count -> count.getKey().equals(kind.getSimpleName() + " SUCCESS"))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        counts.forEach((what, count) -> text.append(String.format("%8d %s%n", count, what)));
        return text.append(String.format("%8d reads with a find%n", hits)).toString();
    }
}
