package fr.sesame.identity;

import fr.sesame.account.Account;
import fr.sesame.account.CivilIdentity;
import fr.sesame.account.Doubt;
import fr.sesame.account.PersonRecord;
import fr.sesame.account.SourceKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is so far held to be one person: an element of a union-find, while a run is correlated. */
final class Group {
    private final @Nullable Account account;
    private final List<Member> members = new ArrayList<>(1);
    private @Nullable Group joined;

    /**
     * An account or a record.
     *
     * @param ordinal its place among all of the run: accounts first, then records in the order of the sources
     * @param first the group it was first put into
     * @param name what to call it when speaking to a human: a login or a source key
     */
    record Member(
            int ordinal,
            String name,
            CivilIdentity civil,
            Identity identity,
            @Nullable PersonRecord record,
            Group first) {

        /** The group that it is in by now. */
        Group group() {
            return first.root();
        }

        /** It as one of a pair about which somebody decides. */
        Doubt.Side side() {
            Account known = group().account();
            PersonRecord own = record;
            return new Doubt.Side(
                    known != null ? known.login().toString() : name,
                    own != null && known == null
                            ? List.of(own.key())
                            : List.copyOf(known == null ? Set.of() : known.keys()),
                    civil.birthName() + " " + civil.givenName(),
                    civil.birthDate().toString());
        }

        /** For a human: what it is called, the keys of an account, the names and the birth date. */
        String describe() {
            Account known = record == null ? first.account() : null;
            String keys = known == null
                    ? ""
                    : known.keys().stream().map(key -> key + ", ").collect(Collectors.joining());
            return name + " (" + keys + Group.describe(civil) + ")";
        }
    }

    /** A group of that account. */
    Group(Account account, int ordinal) {
        this.account = account;
        String name = "account " + account.login();
        members.add(new Member(ordinal, name, account.civil(), Identity.of(account.civil()), null, this));
    }

    /** A group of somebody new. */
    Group() {
        this.account = null;
    }

    /** The group that this one is part of by now. */
    Group root() {
        Group root = this;
        while (root.joined != null) {
            root = root.joined;
        }
        if (root != this) {
            joined = root;
        }
        return root;
    }

    @Nullable
    Account account() {
        return account;
    }

    List<Member> members() {
        return members;
    }

    /** Its records, earlier sources first. */
    List<PersonRecord> records() {
        return members.stream()
                .sorted(Comparator.comparingInt(Member::ordinal))
                .map(Member::record)
                .filter(Objects::nonNull)
                .toList();
    }

    Person person() {
        return account == null ? new Person.Newcomer(records()) : new Person.Known(account, records());
    }

    int firstRecord() {
        return members.stream()
                .filter(member -> member.record() != null)
                .mapToInt(Member::ordinal)
                .min()
                .orElseThrow();
    }

    /** Names and birth date, for a human. */
    static String describe(CivilIdentity civil) {
        return civil.birthName() + " " + civil.givenName() + ", born " + civil.birthDate();
    }

    /** Accounts come before records, and earlier records before later ones: the smaller rank is the one that stays. */
    int rank() {
        return members.stream().mapToInt(Member::ordinal).min().orElseThrow();
    }

    /** Every name by which somebody may have decided something of it: the login and the source keys. */
    Set<String> parties() {
        Set<String> parties = new HashSet<>();
        if (account != null) {
            parties.add(account.login().toString());
            account.keys().forEach(key -> parties.add(key.toString()));
        }
        for (Member member : members) {
            PersonRecord record = member.record();
            if (record != null) {
                parties.add(record.key().toString());
            }
        }
        return parties;
    }

    /** The sources that know the person and tell people apart; records made by hand do not. */
    Set<String> registries() {
        Set<String> sources = new HashSet<>();
        if (account != null) {
            account.keys().stream().map(SourceKey::source).forEach(sources::add);
        }
        for (Member member : members) {
            PersonRecord record = member.record();
            if (record != null) {
                sources.add(record.key().source());
            }
        }
        sources.remove(SourceKey.LOCAL);
        return sources;
    }

    void add(PersonRecord record, Identity identity, int ordinal) {
        members.add(new Member(ordinal, record.key().toString(), record.civil(), identity, record, this));
    }

    /** Takes over another group, of which it is known that it has no account. */
    void absorb(Group other) {
        members.addAll(other.members);
        other.members.clear();
        other.joined = this;
    }
}
