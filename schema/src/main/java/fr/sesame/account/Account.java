package fr.sesame.account;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One person's account: the login, given once and for ever, mail addresses, of which none is ever somebody else's, the records of all
 * sources, and the timeline that follows from them.
 *
 * @param login the uid
 * @param mail the address of the institution, which follows the name
 * @param civil names and birth date
 * @param numbers the numbers by which other records are recognised as this person's
 * @param affiliations every record of every source, those that ended too
 * @param timeline what the calendar made of them when they were last written
 * @param lock the security measure laid over it, or null
 * @param otherMails further addresses, as the entry has them: those that were the account's before a rename, and what else people wrote
 * @param attributes what sources give beside, such as a title and a telephone
 */
public record Account(
        Login login,
        MailAddress mail,
        CivilIdentity civil,
        SortedSet<PersonNumber> numbers,
        SortedSet<Affiliation> affiliations,
        Timeline timeline,
        @Nullable Lock lock,
        SortedSet<String> otherMails,
        PersonAttributes attributes) {

    public Account {
        numbers = SortedValues.copyOf(numbers);
        affiliations = SortedValues.copyOf(affiliations);
        otherMails = SortedValues.copyOf(otherMails);
    }

    /** One without another address, of whom no source says more. */
    public Account(
            Login login,
            MailAddress mail,
            CivilIdentity civil,
            SortedSet<PersonNumber> numbers,
            SortedSet<Affiliation> affiliations,
            Timeline timeline,
            @Nullable Lock lock) {
        this(
                login,
                mail,
                civil,
                numbers,
                affiliations,
                timeline,
                lock,
                Collections.emptySortedSet(),
                PersonAttributes.NONE);
    }

    /** The same account under another lock, or none. */
    public Account with(@Nullable Lock another) {
        return new Account(login, mail, civil, numbers, affiliations, timeline, another, otherMails, attributes);
    }

    /** The same account with other records, and what follows from them. */
    public Account withRecords(Collection<Affiliation> records, Timeline following) {
        return new Account(
                login, mail, civil, numbers, SortedValues.copyOf(records), following, lock, otherMails, attributes);
    }

    /** The same account with other numbers. */
    public Account withNumbers(SortedSet<PersonNumber> others) {
        return new Account(login, mail, civil, others, affiliations, timeline, lock, otherMails, attributes);
    }

    /** The same account with other attributes. */
    public Account withAttributes(PersonAttributes others) {
        return new Account(login, mail, civil, numbers, affiliations, timeline, lock, otherMails, others);
    }

    /** The same account under another name. */
    public Account withCivil(CivilIdentity renamed) {
        return new Account(login, mail, renamed, numbers, affiliations, timeline, lock, otherMails, attributes);
    }

    /** The same account with another address of the institution; the one that it had stays as a further one. */
    public Account withMail(MailAddress address) {
        SortedSet<String> others = new TreeSet<>(otherMails);
        others.removeIf(address.value()::equalsIgnoreCase);
        if (!address.equals(mail)) {
            others.add(mail.value());
        }
        return new Account(login, address, civil, numbers, affiliations, timeline, lock, others, attributes);
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
