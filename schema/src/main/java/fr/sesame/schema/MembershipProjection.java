package fr.sesame.schema;

import fr.sesame.account.AccountState;
import fr.sesame.account.Calendar;
import fr.sesame.account.ComputedGroup;
import fr.sesame.account.Decision;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Of which computed groups somebody is a member today: of those that the valid affiliations give, while the account is
 * {@code active}, and of none otherwise (domain.md, "What follows from the data"). Who is locked or pending has left.
 */
public final class MembershipProjection implements Projection {
    private final ValidAffiliations valid;
    private final Calendar calendar;
    private final GroupRules rules;

    public MembershipProjection(Calendar calendar, GroupRules rules) {
        this.valid = new ValidAffiliations(calendar);
        this.calendar = calendar;
        this.rules = rules;
    }

    @Override
    public Set<String> attributes() {
        return Set.of(Attributes.MEMBER_OF_GROUP);
    }

    @Override
    public List<String> objectClasses() {
        return List.of();
    }

    @Override
    public Map<String, List<String>> of(
            Subject subject, Instant at, Map<String, ? extends Collection<String>> present) {
        if (Decision.stateAt(subject.timeline(), subject.lock(), at) != AccountState.ACTIVE) {
            return Map.of(Attributes.MEMBER_OF_GROUP, List.of());
        }
        List<String> names = valid.at(subject.affiliations(), at).stream()
                .flatMap(one -> rules.of(one.affiliation(), subject.structures()))
                .map(ComputedGroup::name)
                .distinct()
                .sorted()
                .toList();
        return Map.of(Attributes.MEMBER_OF_GROUP, names);
    }

    @Override
    public Stream<Instant> changes(Subject subject) {
        return Stream.concat(
                Decision.changes(subject.timeline(), subject.lock()), valid.changes(subject.affiliations()));
    }

    @Override
    public String settings() {
        return "groups " + calendar.zone() + " " + rules;
    }
}
