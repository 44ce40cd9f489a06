package fr.sesame.identity;

import fr.sesame.account.Account;
import fr.sesame.account.CivilIdentity;
import fr.sesame.account.PersonRecord;
import java.util.List;

/** One human being, and what the sources of a run say of them. */
public sealed interface Person {

    /** At least one, earlier sources first, then by key. */
    List<PersonRecord> records();

    /** The names and the birth date that the first source gives: the one that leads. */
    default CivilIdentity civil() {
        return records().get(0).civil();
    }

    /** Somebody who has an account. */
    record Known(Account account, List<PersonRecord> records) implements Person {
        public Known {
            records = List.copyOf(records);
        }
    }

    /** Somebody who has none yet. */
    record Newcomer(List<PersonRecord> records) implements Person {
        public Newcomer {
            records = List.copyOf(records);
        }
    }
}
