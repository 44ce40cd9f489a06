package fr.sesame.schema;

import fr.sesame.account.Affiliation;
import fr.sesame.account.Calendar;
import fr.sesame.account.Facts;
import fr.sesame.account.OpenDays;
import fr.sesame.account.Population;
import fr.sesame.schema.SupannPopulation.Profile;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What somebody is to the institution today, as eduPerson and SUPANN have it: it follows from the affiliations that are valid,
 * those of which the instant is within the {@link OpenDays}, and from nothing else. The state of the account is another matter:
 * who is pending is no {@code member} any more and may still bind; who is locked stays one.
 *
 * <p>Of several valid affiliations the first counts most: that of the heaviest population ({@link SupannPopulation#weight}); among
 * equals the one that opened last, so that a student's new year comes before the one that is ending. It gives
 * {@code eduPersonPrimaryAffiliation} and {@code supannEntiteAffectationPrincipale}, unless it has none to give.
 *
 * <p>An affiliation of a population that is no longer in the configuration is valid on no day.
 */
public final class AffiliationProjection implements Projection {
    /** Its attributes. */
    public static final Set<String> ATTRIBUTES = Set.of(
            Attributes.EDU_PERSON_AFFILIATION,
            Attributes.EDU_PERSON_PRIMARY_AFFILIATION,
            Attributes.EDU_PERSON_SCOPED_AFFILIATION,
            Attributes.SUPANN_PERSON_STRUCTURE,
            Attributes.SUPANN_PERSON_MAIN_STRUCTURE,
            Attributes.SUPANN_POPULATION_CODE,
            Attributes.SUPANN_REGISTRATION,
            Attributes.SUPANN_REGISTRATION_YEAR,
            Attributes.SUPANN_STEP,
            Attributes.SUPANN_REGISTRATION_END,
            Attributes.SUPANN_STAFF_PROFILE,
            Attributes.SUPANN_STAFF_END,
            Attributes.SUPANN_EXTERNAL_PROFILE,
            Attributes.SUPANN_EXTERNAL_END);

    private static final List<String> OBJECT_CLASSES = List.of(ObjectClasses.EDU_PERSON, ObjectClasses.SUPANN_PERSON);

    private static final Comparator<Valid> MOST_FIRST = Comparator.<Valid>comparingInt(
                    valid -> -valid.population.weight())
            .thenComparing(valid -> valid.days.first(), Comparator.reverseOrder())
            .thenComparing(Valid::affiliation);

    private final Calendar calendar;
    private final ValidAffiliations valid;
    private final Map<Population, SupannPopulation> populations;
    private final String scope;
    private final String institution;
    /** Before what is a code of the institution itself. */
    private final String own;

    /**
     * @param calendar says on which days an affiliation is valid
     * @param populations what each population is in the words of SUPANN; one that is not in it is nothing
     * @param scope the institution's domain, which follows the {@code @}
     * @param uai the institution's national code, such as 0751717J
     */
    public AffiliationProjection(
            Calendar calendar, Map<Population, SupannPopulation> populations, String scope, String uai) {
        this.calendar = calendar;
        this.valid = new ValidAffiliations(calendar);
        this.populations = Map.copyOf(populations);
        this.scope = scope;
        this.institution = "{UAI}" + uai;
        this.own = "{UAI:" + uai + "}";
    }

    private record Valid(Affiliation affiliation, OpenDays days, SupannPopulation population) {}

    @Override
    public Set<String> attributes() {
        return ATTRIBUTES;
    }

    @Override
    public List<String> objectClasses() {
        return OBJECT_CLASSES;
    }

    @Override
    public Stream<Instant> changes(Subject subject) {
        return valid.changes(subject.affiliations());
    }

    @Override
    public String settings() {
        return "affiliations " + calendar.zone() + " " + new TreeMap<>(calendar.rules()) + " "
                + new TreeMap<>(populations) + " " + scope + " " + institution;
    }

    @Override
    public Map<String, List<String>> of(
            Subject subject, Instant at, Map<String, ? extends Collection<String>> present) {
        List<Valid> valid = valid(subject.affiliations(), at);
        Values values = new Values();
        valid.forEach(one -> describe(one, values));
        values.addFirst(Attributes.EDU_PERSON_PRIMARY_AFFILIATION, Attributes.EDU_PERSON_AFFILIATION);
        values.addFirst(Attributes.SUPANN_PERSON_MAIN_STRUCTURE, Attributes.SUPANN_PERSON_STRUCTURE);
        values.add(Attributes.SUPANN_REGISTRATION_END, end(valid, Profile.REGISTRATION));
        values.add(Attributes.SUPANN_STAFF_END, end(valid, Profile.STAFF));
        values.add(Attributes.SUPANN_EXTERNAL_END, end(valid, Profile.EXTERNAL));
        return values.all();
    }

    private List<Valid> valid(Collection<Affiliation> affiliations, Instant at) {
        return valid.at(affiliations, at).stream()
                .map(one -> new Valid(
                        one.affiliation(),
                        one.days(),
                        populations.getOrDefault(one.affiliation().population(), SupannPopulation.NONE)))
                .sorted(MOST_FIRST)
                .toList();
    }

    private void describe(Valid one, Values values) {
        for (EduPersonAffiliation affiliation : one.population.affiliations()) {
            values.add(Attributes.EDU_PERSON_AFFILIATION, affiliation.word());
            values.add(Attributes.EDU_PERSON_SCOPED_AFFILIATION, affiliation.word() + "@" + scope);
        }
        values.add(Attributes.SUPANN_PERSON_STRUCTURE, one.affiliation.structure());
        values.add(Attributes.SUPANN_POPULATION_CODE, one.population.code());
        switch (one.population.profile()) {
            case REGISTRATION -> {
                Facts facts = one.affiliation.facts();
                values.add(Attributes.SUPANN_REGISTRATION_YEAR, facts.year());
                if (facts.steps().isEmpty()) {
                    values.add(Attributes.SUPANN_REGISTRATION, registration(one, null));
                }
                for (String step : facts.steps()) {
                    values.add(Attributes.SUPANN_STEP, own + step);
                    values.add(Attributes.SUPANN_REGISTRATION, registration(one, own + step));
                }
            }
            case STAFF -> values.add(Attributes.SUPANN_STAFF_PROFILE, profile(one));
            case EXTERNAL -> values.add(Attributes.SUPANN_EXTERNAL_PROFILE, profile(one));
            case NONE -> {
                // A code of another nomenclature, or of people in transit (T), says nothing of what SUPANN describes.
            }
        }
    }

    private Composite registration(Valid one, @Nullable String step) {
        return new Composite()
                .with("etab", institution)
                .with("anneeinsc", one.affiliation.facts().year())
                .with("affect", one.affiliation.structure())
                .with("etape", step)
                .with("population", one.population.code())
                .with("datefin", lastSecond(one.days));
    }

    private Composite profile(Valid one) {
        return new Composite()
                .with("etab", institution)
                .with(
                        "affil",
                        one.population.affiliations().stream()
                                .findFirst()
                                .map(EduPersonAffiliation::word)
                                .orElse(null))
                .with("affect", one.affiliation.structure())
                .with("population", one.population.code())
                .with("datefin", lastSecond(one.days));
    }

    /** The last second of all that are described so; null if one of them has no end, or if there is none. */
    private @Nullable String end(List<Valid> valid, Profile profile) {
        String last = null;
        for (Valid one : valid) {
            if (one.population.profile() == profile) {
                String end = lastSecond(one.days);
                if (end == null) {
                    return null;
                }
                last = last == null || end.compareTo(last) > 0 ? end : last;
            }
        }
        return last;
    }

    private @Nullable String lastSecond(OpenDays days) {
        return calendar.endOf(days)
                .map(end -> TimeText.format(end.minusSeconds(1)))
                .orElse(null);
    }

    /** Values by attribute, each once, in the order in which they were added. */
    private static final class Values {
        private final Map<String, Set<String>> byName = new LinkedHashMap<>();

        Values() {
            ATTRIBUTES.forEach(name -> byName.put(name, new LinkedHashSet<>()));
        }

        void add(String name, @Nullable Object value) {
            if (value != null) {
                of(name).add(value.toString());
            }
        }

        void addFirst(String name, String from) {
            of(from).stream().findFirst().ifPresent(of(name)::add);
        }

        Map<String, List<String>> all() {
            Map<String, List<String>> all = new LinkedHashMap<>();
            byName.forEach((name, values) -> all.put(name, List.copyOf(values)));
            return all;
        }

        private Set<String> of(String name) {
            return Objects.requireNonNull(byName.get(name), name);
        }
    }
}
