package fr.sesame.account;

import java.time.LocalDate;
import java.util.Collection;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Accounts of somebody, for tests. */
final class Accounts {
    private Accounts() {}

    static Account of(Timeline timeline, @Nullable Lock lock) {
        return of(new TreeSet<>(), timeline, lock);
    }

    static Account of(Calendar calendar, Collection<Affiliation> affiliations, @Nullable Lock lock) {
        return of(affiliations, calendar.timeline(affiliations), lock);
    }

    private static Account of(Collection<Affiliation> affiliations, Timeline timeline, @Nullable Lock lock) {
        return new Account(
                new Login("jdupont"),
                new MailAddress("jeanne.dupont@univ.example"),
                new CivilIdentity("Dupont", null, "Jeanne", LocalDate.of(1990, 1, 1)),
                new TreeSet<>(),
                new TreeSet<>(affiliations),
                timeline,
                lock);
    }
}
