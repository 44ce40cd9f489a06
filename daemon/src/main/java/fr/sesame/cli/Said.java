package fr.sesame.cli;

import fr.sesame.account.AccountState;
import fr.sesame.account.Decision;
import fr.sesame.account.Phase;

/** How a state is told to people: its word and, of whoever is pending and may still bind, just that in both languages. */
final class Said {
    private static final String MAY_BIND = " (may still bind; sursis : peut encore se connecter)";

    private Said() {}

    static String of(Decision decision) {
        return decision.state().word() + (isReprieve(decision) ? MAY_BIND : "");
    }

    static String of(Phase phase) {
        return phase.state().word() + (phase == Phase.PENDING_MAY_BIND ? MAY_BIND : "");
    }

    /** One word for tables: a state's, or {@code pending+bind}. */
    static String word(Decision decision) {
        return isReprieve(decision)
                ? Phase.PENDING_MAY_BIND.word()
                : decision.state().word();
    }

    private static boolean isReprieve(Decision decision) {
        return decision instanceof Decision.Allowed allowed && allowed.state() == AccountState.PENDING;
    }
}
