package fr.sesame.account;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One person's account: login and mail address, given once and for ever, the records of all sources, and the timeline that
 * follows from them.
 *
 * @param login the uid
 * @param mail the address of the institution
 * @param civil names and birth date
 * @param numbers the numbers by which other records are recognised as this person's
 * @param affiliations every record of every source, those that ended too
 * @param timeline what the calendar made of them when they were last written
 * @param lock the security measure laid over it, or null
 */
public record Account(
        Login login,
        MailAddress mail,
        CivilIdentity civil,
        SortedSet<PersonNumber> numbers,
        SortedSet<Affiliation> affiliations,
        Timeline timeline,
        @Nullable Lock lock) {

    public Account {
        numbers = SortedValues.copyOf(numbers);
        affiliations = SortedValues.copyOf(affiliations);
    }

    /** The same account under another lock, or none. */
    public Account with(@Nullable Lock another) {
        return new Account(login, mail, civil, numbers, affiliations, timeline, another);
    }

    /** What each source calls this person. */
    public Set<SourceKey> keys() {
        return affiliations.stream().map(Affiliation::key).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The state at that instant, the lock laid over the timeline. */
    public AccountState stateAt(Instant instant) {
        return decisionAt(instant).state();
    }

    /** Whether it may bind at that instant by its own dates and lock; {@link Suspensions#at} adds what is laid over everybody. */
    public Decision decisionAt(Instant instant) {
        return Decision.at(timeline, lock, instant);
    }

    /** The first instant after that one at which the state may change: a step of the timeline, a lock's begin or end. */
    public Optional<Instant> nextChangeAfter(Instant instant) {
        return Decision.nextChangeAfter(timeline, lock, instant);
    }
}
