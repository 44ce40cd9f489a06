package fr.sesame.reconcile;

import fr.sesame.account.Account;
import fr.sesame.account.Phase;
import fr.sesame.directory.Change;
import java.time.Instant;

/** Whether dates open an account; a lock is somebody's decision and no run's business. */
final class Openness {

    private Openness() {}

    /** It could bind, and now is less open: pending, where whoever is pending may still bind, is the way out too. */
    static boolean closes(Change.UpdateAccount update, Instant at) {
        return isLess(update.after(), update.before(), at);
    }

    /** It can bind, and was less open. */
    static boolean opens(Change.UpdateAccount update, Instant at) {
        return isLess(update.before(), update.after(), at);
    }

    private static boolean isLess(Account less, Account open, Instant at) {
        Phase phase = open.timeline().phaseAt(at);
        return phase.mayBind() && less.timeline().phaseAt(at).compareTo(phase) < 0;
    }
}
