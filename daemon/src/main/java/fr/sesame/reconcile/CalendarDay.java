package fr.sesame.reconcile;

import fr.sesame.account.Account;
import fr.sesame.directory.Change;
import fr.sesame.directory.Directory;
import fr.sesame.directory.DirectoryException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/**
 * Makes visible what the dates have changed: whose next change is past gets the state that the timeline gives now. A bind
 * never waits for it. Doing it twice, late or after a break does no harm.
 */
public final class CalendarDay {
    /** After an import everybody is among them: they do not fit into the heap at once. */
    private static final int AT_A_TIME = 10_000;

    private final Directory directory;
    private final Clock clock;
    private final BooleanSupplier goesOn;

    /** @param goesOn whether there is still time: asked between two accounts; what is left is done by the next run */
    public CalendarDay(Directory directory, Clock clock, BooleanSupplier goesOn) {
        this.directory = directory;
        this.clock = clock;
        this.goesOn = goesOn;
    }

    /**
     * @param shown the accounts whose state was made visible
     * @param failures what the directory said to the others
     */
    public record Outcome(List<Account> shown, List<String> failures) {}

    /** Shows every change that is due now, the earliest first, then whatever was never shown. */
    public Outcome run() throws DirectoryException {
        Instant now = clock.instant();
        List<Account> shown = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        show(directory.dueBy(now), now, shown, failures);
        try {
            int before;
            do {
                before = shown.size();
                show(directory.notShown(AT_A_TIME), now, shown, failures);
            } while (shown.size() > before && goesOn.getAsBoolean());
        } catch (DirectoryException e) {
            note(e, failures); // an entry that somebody imported cannot be read
        }
        return new Outcome(shown, failures);
    }

    private void show(List<Account> accounts, Instant now, List<Account> shown, List<String> failures)
            throws DirectoryException {
        for (Account account : accounts) {
            if (!goesOn.getAsBoolean()) {
                return;
            }
            try {
                directory.apply(new Change.ShowState(account), now);
                shown.add(account);
            } catch (DirectoryException e) {
                note(e, failures);
            }
        }
    }

    private static void note(DirectoryException e, List<String> failures) throws DirectoryException {
        if (e.isUnreachable()) {
            throw e;
        }
        failures.add(Objects.requireNonNullElse(e.getMessage(), "no message"));
    }
}
