package fr.sesame.local;

import fr.sesame.account.Account;
import fr.sesame.account.Act;
import fr.sesame.account.Affiliation;
import fr.sesame.account.Answered;
import fr.sesame.account.Login;
import fr.sesame.account.SourceKey;
import java.util.List;
import java.util.Optional;

/**
 * A record that was made by hand, and the account that has it.
 *
 * @param account of the person, who may have records of other sources too
 * @param record of the source {@link SourceKey#LOCAL}
 */
public record LocalAccount(Account account, Affiliation record) {

    /** All of that account, in their order. */
    public static List<LocalAccount> of(Account account) {
        return account.affiliations().stream()
                .filter(affiliation -> affiliation.key().isLocal())
                .map(affiliation -> new LocalAccount(account, affiliation))
                .toList();
    }

    /** What the record is called on the telephone: its key without the source. */
    public String id() {
        return record.key().value();
    }

    /** Who answers for the person; empty if nobody is named. */
    public Optional<Login> sponsor() {
        return Optional.ofNullable(record.facts().answered()).map(Answered::sponsor);
    }

    /** What somebody decided about it last. */
    public Optional<Act> lastAct() {
        return Optional.ofNullable(record.facts().answered())
                .map(answered -> answered.changed() == null ? answered.made() : answered.changed());
    }
}
