package fr.sesame.history;

import fr.sesame.account.Account;
import fr.sesame.account.Affiliation;
import fr.sesame.account.Login;
import fr.sesame.directory.Change;
import fr.sesame.schema.Attributes;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One change of an account that was about to be written. Whether it came true is seen from what follows ({@link AccountHistory}):
 * the line is on the disk before the directory is asked.
 *
 * @param at when, a few milliseconds before the directory had it
 * @param asOf the instant at which the run of the source began: it is the run's report that knows the extract
 * @param login whose
 * @param before what it was, or null if the account is new
 * @param after what it becomes
 * @param civil whether names or birth date change too; what they are is not kept
 * @param attributes the names of the other attributes that change, such as mail and title; what is in them is not kept either
 */
public record Recorded(
        Instant at,
        Instant asOf,
        Login login,
        @Nullable Content before,
        Content after,
        boolean civil,
        SortedSet<String> attributes) {

    public Recorded {
        attributes = Collections.unmodifiableSortedSet(new TreeSet<>(attributes));
    }

    /** One that changes no other attribute. */
    public Recorded(Instant at, Instant asOf, Login login, @Nullable Content before, Content after, boolean civil) {
        this(at, asOf, login, before, after, civil, Collections.emptySortedSet());
    }

    /** Of that change at that instant; empty if it is none of an account's records. */
    static Optional<Recorded> of(Change change, Instant at, Instant asOf) {
        if (change instanceof Change.CreateAccount create) {
            Account account = create.account();
            return Optional.of(new Recorded(at, asOf, account.login(), null, Content.of(account), false));
        }
        if (change instanceof Change.UpdateAccount update) {
            return Optional.of(new Recorded(
                    at,
                    asOf,
                    update.after().login(),
                    Content.of(update.before()),
                    Content.of(update.after()),
                    !update.before().civil().equals(update.after().civil()),
                    attributes(update.before(), update.after())));
        }
        return Optional.empty();
    }

    private static SortedSet<String> attributes(Account before, Account after) {
        SortedSet<String> changed = new TreeSet<>();
        if (!before.mail().equals(after.mail())) {
            changed.add(Attributes.MAIL);
        }
        if (!before.otherMails().equals(after.otherMails())) {
            changed.add(Attributes.SUPANN_OTHER_MAIL);
        }
        SortedSet<String> names = new TreeSet<>(before.attributes().values().keySet());
        names.addAll(after.attributes().values().keySet());
        names.removeIf(
                name -> before.attributes().of(name).equals(after.attributes().of(name)));
        changed.addAll(names);
        if (!before.attributes().given().equals(after.attributes().given())) {
            changed.add(Attributes.GIVEN);
        }
        return changed;
    }

    /** The records that were not there before. */
    public SortedSet<Affiliation> added() {
        SortedSet<Affiliation> added = new TreeSet<>(after.affiliations());
        if (before != null) {
            added.removeAll(before.affiliations());
        }
        return added;
    }

    /** The records that are there no more. */
    public SortedSet<Affiliation> removed() {
        SortedSet<Affiliation> removed = new TreeSet<>();
        if (before != null) {
            removed.addAll(before.affiliations());
            removed.removeAll(after.affiliations());
        }
        return removed;
    }
}
