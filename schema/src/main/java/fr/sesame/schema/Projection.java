package fr.sesame.schema;

import fr.sesame.account.Affiliation;
import fr.sesame.account.Lock;
import fr.sesame.account.StructureTree;
import fr.sesame.account.Timeline;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Some attributes of an account's entry that follow from its facts and the instant, and that nobody else decides. Pure: the
 * same for whoever applies it, our directory or the daemon. Between two of its {@link #changes} it gives the same.
 *
 * <p>Whatever is to be shown in the same write as its cause, and to change on its own day, is one of these: {@link Projections}
 * puts them together.
 */
public interface Projection {

    /**
     * What projections follow from.
     *
     * @param timeline the account's
     * @param lock laid over it, or null
     * @param passwordSet whether there is a password
     * @param affiliations the person's records, those that ended too
     * @param structures those of the institution
     */
    record Subject(
            Timeline timeline,
            @Nullable Lock lock,
            boolean passwordSet,
            Collection<Affiliation> affiliations,
            StructureTree structures) {
        public Subject {
            affiliations = List.copyOf(affiliations);
        }
    }

    /** The names of the attributes, always the same ones. */
    Set<String> attributes();

    /** Those of them of which only some values are ours: the others are somebody else's and stay. */
    default Set<String> shared() {
        return Set.of();
    }

    /** The auxiliary classes that an entry needs for them, beside {@link ObjectClasses#SESAME_ACCOUNT}. */
    List<String> objectClasses();

    /**
     * All values, as they should be, of each of the {@link #attributes}; an attribute without values is to be absent.
     *
     * @param present the values that are there now of the {@link #shared} ones, by name; a name may be missing
     */
    Map<String, List<String>> of(Subject subject, Instant at, Map<String, ? extends Collection<String>> present);

    /** Every instant at which something of it may change, in no order. */
    Stream<Instant> changes(Subject subject);

    /** What it was set to, as text: the same settings give the same text, in every process. */
    String settings();
}
