package fr.sesame.reconcile;

import fr.sesame.account.Account;
import fr.sesame.account.Affiliation;
import fr.sesame.account.Calendar;
import fr.sesame.account.ComputedGroup;
import fr.sesame.account.Grouping;
import fr.sesame.account.OpenDays;
import fr.sesame.account.StructureTree;
import fr.sesame.directory.DirectoryException;
import fr.sesame.directory.Groups;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Keeps the entries of the computed groups: makes those that the rules need, gives them their labels, and takes away those that no
 * rule makes any more. A group of a past year, or of a structure that is gone, stays, without anybody in it: who reads it
 * sees an empty list and not an error.
 */
public final class GroupKeeper {
    private static final String CREATE = "create group=";

    private final Groups groups;
    private final Calendar calendar;
    private final Grouping rules;

    public GroupKeeper(Groups groups, Calendar calendar, Grouping rules) {
        this.groups = groups;
        this.calendar = calendar;
        this.rules = rules;
    }

    /**
     * What was done.
     *
     * @param needed how many groups the rules need
     * @param made how many were made
     * @param lines one for each group that was made, labelled or removed
     * @param failures what the directory said to the others
     */
    public record Outcome(int needed, int made, List<String> lines, List<String> failures) {
        public Outcome {
            lines = List.copyOf(lines);
            failures = List.copyOf(failures);
        }

        /** Whether there was nothing to do. */
        public boolean isNothing() {
            return lines.isEmpty() && failures.isEmpty();
        }
    }

    /** Begins to look who there is. */
    public Round begin(StructureTree structures, Instant now) {
        return new Round(structures, calendar.dayOf(now));
    }

    /** One look at everybody. Not for several threads. */
    public final class Round {
        private final StructureTree structures;
        private final LocalDate today;
        /** Many people share what groups follow from: dates and keys are not among it. */
        private final Set<Affiliation> kinds = new HashSet<>();

        private Round(StructureTree structures, LocalDate today) {
            this.structures = structures;
            this.today = today;
        }

        /** Takes note of what somebody is, or will be. */
        public void see(Account account) {
            for (Affiliation affiliation : account.affiliations()) {
                if (calendar.rules().containsKey(affiliation.population())
                        && calendar.openDays(affiliation)
                                .filter(this::isNotOver)
                                .isPresent()) {
                    kinds.add(affiliation.kind());
                }
            }
        }

        private boolean isNotOver(OpenDays days) {
            LocalDate last = days.last();
            return last == null || !last.isBefore(today);
        }

        /**
         * Does what is to be done.
         *
         * @param dryRun whether only to say it
         * @throws DirectoryException if the groups cannot be read, or the directory goes away
         */
        public Outcome end(boolean dryRun) throws DirectoryException {
            Map<String, ComputedGroup> there = new HashMap<>();
            groups.all().forEach(group -> there.put(group.name().toLowerCase(Locale.ROOT), group));
            Collection<ComputedGroup> needed = rules.needed(structures, kinds.stream());
            List<String> lines = new ArrayList<>();
            List<String> failures = new ArrayList<>();
            for (ComputedGroup group : needed) {
                ComputedGroup before = there.remove(group.name().toLowerCase(Locale.ROOT));
                if (before == null || !before.label().equals(group.label())) {
                    String line =
                            (before == null ? CREATE : "update group=") + group.name() + " label=" + group.label();
                    attempt(() -> groups.put(group), dryRun, line, lines, failures);
                }
            }
            for (ComputedGroup group : there.values()) {
                if (!rules.make(group.name())) {
                    attempt(
                            () -> groups.remove(group.name()),
                            dryRun,
                            "remove group=" + group.name() + ": no rule makes it",
                            lines,
                            failures);
                }
            }
            int made =
                    (int) lines.stream().filter(line -> line.startsWith(CREATE)).count();
            return new Outcome(needed.size(), made, lines, failures);
        }
    }

    private interface Write {
        void run() throws DirectoryException;
    }

    private static void attempt(Write write, boolean dryRun, String line, List<String> lines, List<String> failures)
            throws DirectoryException {
        try {
            if (!dryRun) {
                write.run();
            }
            lines.add(line);
        } catch (DirectoryException e) {
            if (e.isUnreachable()) {
                throw e;
            }
            failures.add(String.valueOf(e.getMessage()));
        }
    }
}
