package fr.sesame.reconcile;

import fr.sesame.account.Account;
import fr.sesame.account.HeldRecord;
import fr.sesame.account.HoldReason;
import fr.sesame.account.Login;
import fr.sesame.account.SourceKey;
import fr.sesame.account.Timeline;
import fr.sesame.directory.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Takes out of a plan what would close a protected account, today or on any later day, and holds its records. */
final class Safekeeping {

    private Safekeeping() {}

    static Plan of(Plan plan, Set<Login> kept) {
        if (kept.isEmpty()) {
            return plan;
        }
        List<Change> changes = new ArrayList<>();
        List<HeldRecord> held = new ArrayList<>(plan.held());
        int stay = 0;
        for (Change change : plan.changes()) {
            if (change instanceof Change.UpdateAccount update
                    && kept.contains(update.before().login())
                    && closesEver(update, plan.asOf())) {
                stay++;
                Account account = update.before();
                for (SourceKey key : account.keys()) {
                    if (key.source().equals(plan.source())) {
                        held.add(new HeldRecord(
                                key,
                                HoldReason.PROTECTED,
                                "the account " + account.login()
                                        + " is protected and stays open; its timeline would be "
                                        + update.after().timeline()));
                    }
                }
            } else {
                changes.add(change);
            }
        }
        held.sort(Comparator.naturalOrder());
        return new Plan(plan.source(), plan.asOf(), changes, held, plan.records(), plan.unchanged() + stay);
    }

    /** Phases change at the steps of either timeline, and at no other instant. */
    private static boolean closesEver(Change.UpdateAccount update, Instant asOf) {
        return Stream.concat(
                        Stream.of(asOf),
                        Stream.of(update.before(), update.after())
                                .map(Account::timeline)
                                .map(Timeline::steps)
                                .flatMap(List::stream)
                                .map(Timeline.Step::at)
                                .filter(asOf::isBefore))
                .anyMatch(at -> Openness.closes(update, at));
    }
}
