package fr.sesame.config;

import fr.sesame.account.InvalidValueException;
import fr.sesame.account.Population;
import fr.sesame.schema.EduPersonAffiliation;
import fr.sesame.schema.PopulationCode;
import fr.sesame.schema.SupannPopulation;
import fr.sesame.schema.SupannPopulations;
import fr.sesame.source.rows.Nearest;
import java.util.ArrayList;
import java.util.List;

/** {@code supann:} of a population: what it is in the words of SUPANN and eduPerson. */
final class SupannReader {
    private static final String KEY = "supann";
    private static final String CODE = "code";
    private static final String AFFILIATIONS = "affiliations";
    private static final String NONE = "none";

    private SupannReader() {}

    /** What is not said is that of the shipped population of this name, and of the code. */
    static SupannPopulation read(Section population, String name) {
        SupannPopulation shipped = shipped(name);
        if (!population.has(KEY)) {
            return shipped;
        }
        Section section = population.section(KEY);
        SupannPopulation coded = coded(section, shipped);
        if (section.has(AFFILIATIONS)) {
            return coded.with(affiliations(section, coded));
        }
        PopulationCode code = coded.code();
        if (code != null && !code.isOfSupann()) {
            section.problem(
                    AFFILIATIONS,
                    "nothing",
                    "values of eduPersonAffiliation, such as [affiliate], since SUPANN has no code " + code);
        }
        return coded;
    }

    private static SupannPopulation shipped(String name) {
        try {
            return SupannPopulations.shipped(new Population(name));
        } catch (InvalidValueException e) {
            return SupannPopulation.NONE; // such a name is a problem of its own
        }
    }

    private static SupannPopulation coded(Section section, SupannPopulation shipped) {
        String text = section.optional(CODE, "a code of SUPANN's nomenclature, such as \"{SUPANN}AGE\", or " + NONE);
        if (text == null) {
            return shipped;
        }
        if (text.equals(NONE)) {
            return SupannPopulation.NONE;
        }
        try {
            PopulationCode code = PopulationCode.parse(text);
            if (!code.isOfSupann()) {
                return new SupannPopulation(code, List.of(), 0);
            }
            return SupannPopulations.of(code).orElseThrow(() -> new InvalidValueException(text));
        } catch (InvalidValueException e) {
            section.problem(CODE, "'" + text + "'", expected(text));
            return shipped;
        }
    }

    private static String expected(String text) {
        String code = text.replaceFirst(".*[^A-Za-z0-9]", "");
        return "a code of SUPANN's nomenclature of populations, such as \"{SUPANN}AGE\", one of your own, such as"
                + " \"{UAI:0751717J}ALUMNI\", or " + NONE
                + Nearest.of(code, SupannPopulations.codes())
                        .map(near -> "; did you mean '{SUPANN}" + near + "'?")
                        .orElse("");
    }

    private static List<EduPersonAffiliation> affiliations(Section section, SupannPopulation coded) {
        List<String> words = section.list(AFFILIATIONS, "a list of values of eduPersonAffiliation, or " + NONE);
        if (words.equals(List.of(NONE))) {
            return List.of();
        }
        List<EduPersonAffiliation> affiliations = new ArrayList<>();
        for (String word : words) {
            EduPersonAffiliation affiliation = AccessReader.wordIn(
                    section, AFFILIATIONS, word, List.of(EduPersonAffiliation.values()), EduPersonAffiliation::word);
            if (affiliation != null) {
                affiliations.add(affiliation);
            }
        }
        boolean mayLackMember = coded.affiliations().stream().anyMatch(EduPersonAffiliation::needsMember)
                && !coded.affiliations().contains(EduPersonAffiliation.MEMBER);
        if (!affiliations.contains(EduPersonAffiliation.MEMBER) && !mayLackMember) {
            affiliations.stream()
                    .filter(EduPersonAffiliation::needsMember)
                    .findFirst()
                    .ifPresent(one -> section.problem(
                            AFFILIATIONS,
                            "'" + one.word() + "' without member",
                            "member too: eduPerson gives faculty, staff, student and employee to members only"));
        }
        return affiliations;
    }
}
