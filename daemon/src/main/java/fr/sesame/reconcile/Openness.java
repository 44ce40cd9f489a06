package fr.sesame.reconcile;

import fr.sesame.account.Account;
import fr.sesame.account.AccountState;
import java.time.Instant;

/** Whether dates open an account; a lock is somebody's decision and no run's business. */
final class Openness {

    private Openness() {}

    static boolean isOpen(Account account, Instant at) {
        return account.timeline().stateAt(at) == AccountState.ACTIVE;
    }
}
