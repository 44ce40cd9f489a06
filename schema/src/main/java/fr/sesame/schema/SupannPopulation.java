package fr.sesame.schema;

import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a population of ours is in the words of SUPANN and eduPerson.
 *
 * @param code its code; null if it has none
 * @param affiliations what its people are while an affiliation is valid; the first is the one that tells most
 * @param weight SUPANN's: of several populations of one person the heaviest counts most; 0 if SUPANN does not know it
 */
public record SupannPopulation(@Nullable PopulationCode code, List<EduPersonAffiliation> affiliations, int weight) {
    /** Nothing follows from it. */
    public static final SupannPopulation NONE = new SupannPopulation(null, List.of(), 0);

    /** Which of SUPANN's composite attributes describes somebody in a population. */
    enum Profile {
        /** {@code supannEtuInscription}: registered here (AG); who is registered elsewhere has none that we know of. */
        REGISTRATION,
        /** {@code supannEmpProfil}: works for the institution, employed by it or not (R). */
        STAFF,
        /** {@code supannExtProfil}: a partner (P). */
        EXTERNAL,
        NONE
    }

    public SupannPopulation {
        affiliations = List.copyOf(new LinkedHashSet<>(affiliations));
    }

    /** The same with other values of eduPersonAffiliation. */
    public SupannPopulation with(List<EduPersonAffiliation> others) {
        return new SupannPopulation(code, others, weight);
    }

    Profile profile() {
        if (code == null) {
            return Profile.NONE;
        }
        return code.isWithin("AG")
                ? Profile.REGISTRATION
                : code.isWithin("R") ? Profile.STAFF : code.isWithin("P") ? Profile.EXTERNAL : Profile.NONE;
    }
}
