package fr.sesame.reconcile;

import fr.sesame.account.Account;
import fr.sesame.account.Login;
import fr.sesame.directory.Change;
import fr.sesame.directory.Directory;
import fr.sesame.directory.DirectoryException;
import fr.sesame.directory.Due;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;

/**
 * Makes visible what the dates have changed: whose next change is past gets the state that the timeline gives now. A bind
 * never waits for it. Doing it twice, late or after a break does no harm, and where it was broken off the next run goes on:
 * what is visible is no longer due.
 *
 * <p>Several are written at a time, for a directory that is safe syncs each write, and syncs several together. What changed
 * earlier is written before what changed later.
 */
public final class CalendarDay {
    /** After an import everybody is among them: they do not fit into the heap at once. */
    private static final int AT_A_TIME = 10_000;

    private static final int MOST_FAILURES_TOLD = 100;

    private final Directory directory;
    private final Clock clock;
    private final BooleanSupplier goesOn;
    private final Progress progress;

    /**
     * @param goesOn whether there is still time: asked before each account; what is left is done by the next run
     * @param progress is told now and then
     */
    public CalendarDay(Directory directory, Clock clock, BooleanSupplier goesOn, Progress progress) {
        this.directory = directory;
        this.clock = clock;
        this.goesOn = goesOn;
        this.progress = progress;
    }

    /** How far it is. */
    @FunctionalInterface
    public interface Progress {
        /**
         * @param done how many were looked at
         * @param known how many there are, as far as this is known
         */
        void at(int done, int known);
    }

    /**
     * @param shown how many accounts were made visible
     * @param failed how many could not be
     * @param failures what the directory said to the first of these
     */
    public record Outcome(int shown, int failed, List<String> failures) {
        public Outcome {
            failures = List.copyOf(failures);
        }

        /** Both together. */
        public Outcome and(Outcome other) {
            List<String> all = new ArrayList<>(failures);
            all.addAll(other.failures);
            return new Outcome(shown + other.shown, failed + other.failed, all);
        }
    }

    /**
     * Shows every change that is due now, the earliest first.
     *
     * @throws DirectoryException if the directory has gone away
     */
    public Outcome showDue() throws DirectoryException {
        return show(Work::showDue);
    }

    /**
     * The same, then whatever was never shown, for which everybody has to be looked at: what was imported, or is older than
     * what is shown now. That comes with a start and not between two.
     *
     * @throws DirectoryException if the directory has gone away
     */
    public Outcome showEverything() throws DirectoryException {
        return show(Work::showEverything);
    }

    /**
     * Shows everybody anew: what follows from the dates is another thing since the configuration was changed.
     *
     * @throws DirectoryException if the directory has gone away
     */
    public Outcome showEverybody() throws DirectoryException {
        return show(Work::showEverybody);
    }

    /**
     * Shows these accounts anew, in any order, whether something is due of them or not.
     *
     * @throws DirectoryException if the directory has gone away
     */
    public Outcome show(Collection<Login> logins) throws DirectoryException {
        return show(work -> work.show(logins));
    }

    private Outcome show(Part part) throws DirectoryException {
        Instant now = clock.instant();
        Work work = new Work(now);
        try {
            part.of(work);
            return work.outcome();
        } finally {
            work.writers.close();
        }
    }

    /** What a run does. */
    private interface Part {
        void of(Work work) throws DirectoryException;
    }

    /** One run. */
    private final class Work {
        private final Instant now;
        private final Writers writers = new Writers();
        private final List<String> failures = new ArrayList<>();
        private int shown;
        private int failed;
        private int known;

        Work(Instant now) {
            this.now = now;
        }

        void showDue() throws DirectoryException {
            List<Due> due = directory.dueBy(now, this::note);
            known = due.size();
            int begin = 0;
            while (begin < due.size()) {
                int end = begin;
                List<Task> together = new ArrayList<>();
                while (end < due.size()
                        && due.get(end).at().equals(due.get(begin).at())) {
                    Login login = due.get(end).login();
                    together.add(() -> directory.find(login));
                    end++;
                }
                showAll(together);
                begin = end;
            }
        }

        void showEverybody() throws DirectoryException {
            List<Login> everybody = new ArrayList<>();
            directory.forEachAccount(account -> everybody.add(account.login()), this::note);
            show(everybody);
        }

        void show(Collection<Login> logins) throws DirectoryException {
            known += logins.size();
            List<Task> tasks = new ArrayList<>();
            logins.forEach(login -> tasks.add(() -> directory.find(login)));
            showAll(tasks);
        }

        void showEverything() throws DirectoryException {
            showDue();
            int before;
            do {
                before = shown;
                List<DirectoryException> unreadable = new ArrayList<>();
                List<Task> together = new ArrayList<>();
                directory
                        .notShown(AT_A_TIME, unreadable::add)
                        .forEach(account -> together.add(() -> Optional.of(account)));
                known += together.size();
                showAll(together);
                if (shown == before) { // it finds them each time
                    unreadable.forEach(this::note);
                }
            } while (shown > before && goesOn.getAsBoolean());
        }

        /** In any order; returns when all are done. */
        private void showAll(List<Task> tasks) throws DirectoryException {
            List<Future<Boolean>> results = new ArrayList<>();
            for (Task task : tasks) {
                results.add(writers.submit(() -> show(task)));
            }
            for (Future<Boolean> result : results) {
                try {
                    if (result.get()) {
                        count(1, 0);
                    }
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof DirectoryException failure) {
                        if (failure.isUnreachable()) {
                            throw failure;
                        }
                        note(failure);
                    } else {
                        throw new IllegalStateException("an account could not be made visible", e.getCause());
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException("interrupted while changes were made visible", e);
                }
            }
        }

        /** What is gone meanwhile has nothing to show. */
        private boolean show(Task task) throws DirectoryException {
            if (writers.isOver() || !goesOn.getAsBoolean()) {
                return false;
            }
            Optional<Account> account = task.account();
            if (account.isPresent()) {
                directory.apply(new Change.ShowState(account.get()), now);
            }
            return account.isPresent();
        }

        private void note(DirectoryException e) {
            count(0, 1);
            if (failures.size() < MOST_FAILURES_TOLD) {
                failures.add(Objects.requireNonNullElse(e.getMessage(), "no message"));
            }
        }

        private void count(int moreShown, int moreFailed) {
            shown += moreShown;
            failed += moreFailed;
            progress.at(shown + failed, Math.max(known, shown + failed));
        }

        Outcome outcome() {
            return new Outcome(shown, failed, failures);
        }
    }

    /** Reads an account as it stands when its turn comes. */
    private interface Task {
        Optional<Account> account() throws DirectoryException;
    }
}
