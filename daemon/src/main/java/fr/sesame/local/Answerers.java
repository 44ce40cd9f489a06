package fr.sesame.local;

import fr.sesame.account.Account;
import fr.sesame.account.AccountState;
import fr.sesame.account.Affiliation;
import fr.sesame.account.Calendar;
import fr.sesame.account.Lock;
import fr.sesame.account.Login;
import fr.sesame.account.Phase;
import fr.sesame.account.Population;
import fr.sesame.account.StructureCode;
import fr.sesame.account.Timeline;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Who may answer for others, as sponsor or validator, at one instant: whose account is active, as one of the populations that may. */
public final class Answerers {
    private static final int MOST_NAMED = 5;

    private final Calendar calendar;
    private final Instant now;

    public Answerers(Calendar calendar, Instant now) {
        this.calendar = calendar;
        this.now = now;
    }

    /**
     * Why that account cannot answer for somebody of that population; empty if it can.
     *
     * @param account of that login, or empty if there is none
     */
    public Optional<String> problem(Login login, Optional<Account> account, Population guest) {
        if (account.isEmpty()) {
            return Optional.of("there is no account '" + login + "'");
        }
        AccountState state = account.get().stateAt(now);
        if (state != AccountState.ACTIVE) {
            return Optional.of(login + " is " + state.word()
                    + since(account.get(), state)
                            .map(instant -> " since " + calendar.dayOf(instant))
                            .orElse(""));
        }
        Set<Population> may = calendar.ruleOf(guest).sponsoring().by();
        return mayAs(account.get(), may)
                ? Optional.empty()
                : Optional.of(login + " is not " + words(may) + ", who alone answers for " + guest);
    }

    private Optional<Instant> since(Account account, AccountState state) {
        Lock lock = account.lock();
        return state == AccountState.LOCKED && lock != null
                ? Optional.of(lock.since())
                : account.timeline().lastUntil(now).map(Timeline.Step::at);
    }

    /** Who could, of that structure: to be named beside a problem. */
    public String whoElse(Collection<Account> accounts, Population guest, StructureCode structure) {
        Set<Population> may = calendar.ruleOf(guest).sponsoring().by();
        List<Login> some = accounts.stream()
                .filter(account -> account.stateAt(now) == AccountState.ACTIVE)
                .filter(account -> mayAs(account, may))
                .filter(account -> account.affiliations().stream()
                        .anyMatch(one -> structure.equals(one.structure()) && isOpen(one)))
                .map(Account::login)
                .limit(MOST_NAMED + 1L)
                .toList();
        if (some.isEmpty()) {
            return "nobody of " + structure + " could; expected an active account"
                    + (may.isEmpty() ? "" : " of " + words(may));
        }
        String names = some.stream().limit(MOST_NAMED).map(Login::value).collect(Collectors.joining(", "));
        return "in " + structure + " could: " + names + (some.size() > MOST_NAMED ? ", …" : "");
    }

    private boolean mayAs(Account account, Set<Population> may) {
        return may.isEmpty()
                || account.affiliations().stream()
                        .anyMatch(affiliation -> may.contains(affiliation.population()) && isOpen(affiliation));
    }

    private boolean isOpen(Affiliation affiliation) {
        return calendar.timeline(affiliation).phaseAt(now) == Phase.ACTIVE;
    }

    private static String words(Set<Population> populations) {
        return new TreeSet<>(populations).stream().map(Population::name).collect(Collectors.joining(" or "));
    }
}
