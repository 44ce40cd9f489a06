package fr.sesame.cli;

import fr.sesame.account.Account;
import fr.sesame.account.Affiliation;
import fr.sesame.account.Calendar;
import fr.sesame.account.Course;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What other rules would change: each account's own timeline against the one that these rules make of the records that it has. Records
 * that are held are not among them.
 */
final class OtherRules {
    private final Calendar now;
    private final Calendar other;

    OtherRules(Calendar now, Calendar other) {
        this.now = now;
        this.other = other;
    }

    /** The same account under the other rules. */
    Account under(Account account) {
        List<Affiliation> ruled = account.affiliations().stream()
                .filter(affiliation -> other.rules().containsKey(affiliation.population()))
                .toList();
        return account.withRecords(account.affiliations(), other.timeline(ruled));
    }

    /** Whose state would be another at an instant. */
    final class AtInstant {
        private final Instant at;
        private final Map<String, Object[]> rows = new TreeMap<>();
        private final Map<List<String>, Integer> counts =
                new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));

        AtInstant(Instant at) {
            this.at = at;
        }

        void look(Account account) {
            String today = Said.word(account.decisionAt(at));
            String with = Said.word(under(account).decisionAt(at));
            if (!today.equals(with)) {
                String population = population(account, at);
                rows.put(
                        account.login().value(),
                        new Object[] {account.login(), population, structure(account, at), today, with});
                counts.merge(List.of(population, today, with), 1, Integer::sum);
            }
        }

        Table list() {
            Table table = new Table("uid", "population", "structure", "state", "with");
            rows.values().forEach(table::row);
            return table;
        }

        Table counted() {
            Table table = new Table("population", "state", "with", "accounts");
            counts.forEach((key, count) -> table.row(key.get(0), key.get(1), key.get(2), count));
            return table;
        }
    }

    /** Whose days between two days would be others. */
    final class Between {
        private final Instant from;
        private final Instant to;
        private final Map<String, List<Object[]>> rows = new TreeMap<>();
        private final Map<List<String>, Integer> counts =
                new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));

        Between(LocalDate first, LocalDate last) {
            from = now.startOf(first);
            to = now.startOf(last.plusDays(1));
        }

        void look(Account account) {
            Map<String, List<Instant>> today = days(Course.of(account));
            Map<String, List<Instant>> with = days(Course.of(under(account)));
            Map<String, List<Instant>> words = new LinkedHashMap<>(today);
            with.forEach(words::putIfAbsent);
            for (String word : words.keySet()) {
                List<Instant> before = today.getOrDefault(word, List.of());
                List<Instant> after = with.getOrDefault(word, List.of());
                for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
                    Optional<Instant> old = i < before.size() ? Optional.of(before.get(i)) : Optional.empty();
                    Optional<Instant> moved = i < after.size() ? Optional.of(after.get(i)) : Optional.empty();
                    if (!old.equals(moved)
                            && (old.filter(this::isWithin).isPresent()
                                    || moved.filter(this::isWithin).isPresent())) {
                        add(account, word, old, moved);
                    }
                }
            }
        }

        /** When each state begins, in order. */
        private Map<String, List<Instant>> days(Course course) {
            Map<String, List<Instant>> days = new LinkedHashMap<>();
            course.turns()
                    .forEach(turn -> days.computeIfAbsent(Said.word(turn.decision()), word -> new ArrayList<>())
                            .add(turn.at()));
            return days;
        }

        private boolean isWithin(Instant instant) {
            return !instant.isBefore(from) && instant.isBefore(to);
        }

        private void add(Account account, String state, Optional<Instant> old, Optional<Instant> moved) {
            Instant at = old.or(() -> moved).orElse(from);
            String population = population(account, at);
            rows.computeIfAbsent(account.login().value(), login -> new ArrayList<>())
                    .add(new Object[] {account.login(), population, structure(account, at), state, day(old), day(moved)
                    });
            counts.merge(List.of(population, state), 1, Integer::sum);
        }

        private String day(Optional<Instant> instant) {
            return instant.map(now::dayOf).map(LocalDate::toString).orElse("");
        }

        Table list() {
            Table table = new Table("uid", "population", "structure", "state", "day", "with");
            rows.values().forEach(ofOne -> ofOne.forEach(table::row));
            return table;
        }

        Table counted() {
            Table table = new Table("population", "state", "moved");
            counts.forEach((key, count) -> table.row(key.get(0), key.get(1), count));
            return table;
        }
    }

    private String population(Account account, Instant at) {
        return deciding(account, at).map(one -> one.population().name()).orElse("");
    }

    private String structure(Account account, Instant at) {
        return deciding(account, at)
                .map(Affiliation::structure)
                .map(Object::toString)
                .orElse("");
    }

    private Optional<Affiliation> deciding(Account account, Instant at) {
        return now.deciding(
                account.affiliations().stream()
                        .filter(affiliation -> now.rules().containsKey(affiliation.population()))
                        .toList(),
                at);
    }
}
