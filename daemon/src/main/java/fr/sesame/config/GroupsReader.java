package fr.sesame.config;

import fr.sesame.account.InvalidValueException;
import fr.sesame.account.Population;
import fr.sesame.account.StructureCode;
import fr.sesame.schema.EduPersonAffiliation;
import fr.sesame.schema.GroupRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** {@code groups:} of sesame.yaml: the groups that are computed, by name. */
final class GroupsReader {
    private static final String POPULATIONS = "populations";
    private static final String AFFILIATIONS = "affiliations";
    private static final String WITHIN = "within";

    private GroupsReader() {}

    /**
     * @param known the populations that there are
     * @param taken the names, in lower case, of the groups that give roles: their members are named, not computed
     */
    static List<GroupRule> read(Section section, Collection<Population> known, Set<String> taken) {
        List<GroupRule> rules = new ArrayList<>();
        for (String name : section.keys()) {
            Section of = section.section(name);
            String label = of.value("label", text -> text, name, "what it is called for people");
            Set<Population> populations = populations(of, known);
            Set<EduPersonAffiliation> affiliations = affiliations(of);
            Set<StructureCode> within = structures(of);
            if (taken.contains(name.toLowerCase(Locale.ROOT))) {
                section.problem(name, "'" + name + "', whose members hold a role", "another name");
                continue;
            }
            try {
                rules.add(new GroupRule(name, label, populations, affiliations, within));
            } catch (InvalidValueException e) {
                section.problem(name, "'" + name + "'", "a group: " + e.getMessage());
            }
        }
        return rules;
    }

    private static Set<Population> populations(Section of, Collection<Population> known) {
        Set<Population> populations = new TreeSet<>();
        for (String word : of.list(POPULATIONS, "a list of populations")) {
            known.stream()
                    .filter(one -> one.name().equals(word))
                    .findFirst()
                    .ifPresentOrElse(
                            populations::add,
                            () -> of.problem(
                                    POPULATIONS, "'" + word + "'", "one of the populations: " + new TreeSet<>(known)));
        }
        return populations;
    }

    private static Set<EduPersonAffiliation> affiliations(Section of) {
        Set<EduPersonAffiliation> affiliations = new TreeSet<>();
        for (String word : of.list(AFFILIATIONS, "a list of values of eduPersonAffiliation")) {
            EduPersonAffiliation affiliation = AccessReader.wordIn(
                    of, AFFILIATIONS, word, List.of(EduPersonAffiliation.values()), EduPersonAffiliation::word);
            if (affiliation != null) {
                affiliations.add(affiliation);
            }
        }
        return affiliations;
    }

    private static Set<StructureCode> structures(Section of) {
        Set<StructureCode> codes = new TreeSet<>();
        for (String code : of.list(WITHIN, "a list of codes of structures")) {
            try {
                codes.add(new StructureCode(code));
            } catch (InvalidValueException e) {
                of.problem(WITHIN, "'" + code + "'", "the code of a structure, such as UFRDRT");
            }
        }
        return codes;
    }
}
