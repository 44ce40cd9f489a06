package fr.sesame.schema;

import fr.sesame.account.Affiliation;
import fr.sesame.account.ComputedGroup;
import fr.sesame.account.InvalidValueException;
import fr.sesame.account.Population;
import fr.sesame.account.Structure;
import fr.sesame.account.StructureCode;
import fr.sesame.account.StructureTree;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who is in a group, or in each of a family of groups. An affiliation gives its person the group while it is valid, if it is of
 * one of the populations, gives one of the affiliations of eduPerson, and is within one of the structures; what is empty asks
 * for nothing.
 *
 * <p>Placeholders in the name make it a family: {@code {structure}} one group for each structure, with the people of all
 * structures below; {@code {year}} one for each academic year; {@code {step}} one for each step of the studies.
 *
 * @param name with placeholders, or without
 * @param label for people; the same placeholders, and {@code {label}}, that of the structure
 * @param populations why somebody is here
 * @param affiliations what somebody is in the words of eduPerson
 * @param within structures, with all that is below them
 */
public record GroupRule(
        String name,
        String label,
        Set<Population> populations,
        Set<EduPersonAffiliation> affiliations,
        Set<StructureCode> within) {
    private static final String STRUCTURE = "structure";
    private static final String LABEL = "label";
    private static final String YEAR = "year";
    private static final String STEP = "step";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");
    private static final Pattern NOT_IN_NAMES = Pattern.compile("[^\\p{L}\\p{N}._/:-]");

    /** @throws InvalidValueException if the name cannot be one, or there is a placeholder that is none */
    public GroupRule {
        populations = Collections.unmodifiableSet(new TreeSet<>(populations));
        affiliations = Collections.unmodifiableSet(new TreeSet<>(affiliations));
        within = Collections.unmodifiableSet(new TreeSet<>(within));
        check(name, Set.of(STRUCTURE, YEAR, STEP));
        check(label, Set.of(STRUCTURE, LABEL, YEAR, STEP));
        if (!ComputedGroup.isName(PLACEHOLDER.matcher(name).replaceAll("x"))) {
            throw new InvalidValueException(
                    "'" + name
                            + "' is not the name of a group; expected letters, digits, dots, hyphens, and {structure}, {year} or {step}");
        }
    }

    private static void check(String text, Set<String> known) {
        Matcher matcher = PLACEHOLDER.matcher(text);
        while (matcher.find()) {
            if (!known.contains(matcher.group(1))) {
                throw new InvalidValueException("'" + matcher.group() + "' in '" + text
                        + "' stands for nothing; expected "
                        + known.stream().sorted().map(one -> "{" + one + "}").collect(Collectors.joining(", ")));
            }
        }
    }

    /** What the placeholders stand for in one group of the family. */
    private record Of(
            @Nullable Structure structure,
            @Nullable Integer year,
            @Nullable String step) {}

    /**
     * The groups that a valid affiliation gives.
     *
     * @param population what the affiliation's population is
     */
    Stream<ComputedGroup> of(Affiliation affiliation, SupannPopulation population, StructureTree tree) {
        if (!(populations.isEmpty() || populations.contains(affiliation.population()))
                || !(affiliations.isEmpty()
                        || population.affiliations().stream().anyMatch(affiliations::contains))) {
            return Stream.empty();
        }
        StructureCode code = affiliation.structure();
        List<Structure> up = code == null ? List.of() : tree.upFrom(code);
        if (!within.isEmpty() && up.stream().noneMatch(one -> within.contains(one.code()))) {
            return Stream.empty();
        }
        Stream<Of> family = has(STRUCTURE)
                ? up.stream().filter(one -> isWithin(one, tree)).map(one -> new Of(one, null, null))
                : Stream.of(new Of(null, null, null));
        if (has(YEAR)) {
            Integer year = affiliation.facts().year();
            family = year == null ? Stream.empty() : family.map(of -> new Of(of.structure, year, null));
        }
        if (has(STEP)) {
            family = family.flatMap(
                    of -> affiliation.facts().steps().stream().map(step -> new Of(of.structure, of.year, step)));
        }
        return family.flatMap(this::group);
    }

    /** The groups of it that are there whether anybody is in them or not. */
    Stream<ComputedGroup> standing(StructureTree tree) {
        if (has(YEAR) || has(STEP)) {
            return Stream.empty();
        }
        return has(STRUCTURE)
                ? tree.structures().stream()
                        .filter(one -> isWithin(one, tree))
                        .flatMap(one -> group(new Of(one, null, null)))
                : group(new Of(null, null, null));
    }

    /** Whether a group of that name may be one of it. */
    boolean makes(String group) {
        StringBuilder regex = new StringBuilder();
        int from = 0;
        Matcher matcher = PLACEHOLDER.matcher(name);
        while (matcher.find()) {
            regex.append(Pattern.quote(name.substring(from, matcher.start()))).append(".+");
            from = matcher.end();
        }
        regex.append(Pattern.quote(name.substring(from)));
        return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                .matcher(group)
                .matches();
    }

    private boolean has(String placeholder) {
        return name.contains("{" + placeholder + "}");
    }

    private boolean isWithin(Structure structure, StructureTree tree) {
        return within.isEmpty() || tree.upFrom(structure.code()).stream().anyMatch(one -> within.contains(one.code()));
    }

    /** A step that is too long for a name gives none: nobody could say it. */
    private Stream<ComputedGroup> group(Of of) {
        String made = filled(name, of, true);
        return ComputedGroup.isName(made)
                ? Stream.of(new ComputedGroup(made, filled(label, of, false)))
                : Stream.empty();
    }

    private static String filled(String pattern, Of of, boolean inName) {
        if (pattern.indexOf('{') < 0) {
            return pattern;
        }
        return PLACEHOLDER.matcher(pattern).replaceAll(found -> {
            Structure structure = of.structure;
            String value = switch (found.group(1)) {
                case STRUCTURE -> structure == null ? "" : structure.code().value();
                case LABEL -> structure == null ? "" : structure.label();
                case YEAR -> String.valueOf(of.year);
                default -> String.valueOf(of.step);
            };
            return Matcher.quoteReplacement(inName ? NOT_IN_NAMES.matcher(value).replaceAll("-") : value);
        });
    }
}
