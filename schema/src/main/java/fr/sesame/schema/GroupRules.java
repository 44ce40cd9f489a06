package fr.sesame.schema;

import fr.sesame.account.Affiliation;
import fr.sesame.account.ComputedGroup;
import fr.sesame.account.Grouping;
import fr.sesame.account.Population;
import fr.sesame.account.StructureTree;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All groups that are computed, and who is in them by the affiliations that are valid. */
public final class GroupRules implements Grouping {
    /** No group. */
    public static final GroupRules NONE = new GroupRules(List.of(), Map.of());

    private final List<GroupRule> rules;
    private final Map<Population, SupannPopulation> populations;

    /** @param populations what each population is in the words of eduPerson; one that is not in it is nothing */
    public GroupRules(List<GroupRule> rules, Map<Population, SupannPopulation> populations) {
        this.rules = List.copyOf(rules);
        this.populations = Map.copyOf(populations);
    }

    /** The groups that an affiliation gives while it is valid. */
    Stream<ComputedGroup> of(Affiliation affiliation, StructureTree tree) {
        SupannPopulation population = populations.getOrDefault(affiliation.population(), SupannPopulation.NONE);
        return rules.stream().flatMap(rule -> rule.of(affiliation, population, tree));
    }

    @Override
    public Collection<ComputedGroup> needed(StructureTree tree, Stream<Affiliation> affiliations) {
        return Stream.concat(
                        rules.stream().flatMap(rule -> rule.standing(tree)),
                        affiliations.flatMap(affiliation -> of(affiliation, tree)))
                .collect(Collectors.toMap(
                        ComputedGroup::name,
                        Function.identity(),
                        (one, other) -> one,
                        () -> new TreeMap<>(String.CASE_INSENSITIVE_ORDER)))
                .values();
    }

    @Override
    public boolean make(String name) {
        return rules.stream().anyMatch(rule -> rule.makes(name));
    }

    /** The rules as text: the same rules give the same. */
    @Override
    public String toString() {
        return rules + " " + new TreeMap<>(populations);
    }
}
