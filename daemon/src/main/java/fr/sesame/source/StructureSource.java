package fr.sesame.source;

import fr.sesame.account.HeldRecord;
import fr.sesame.account.Structure;
import java.util.List;

/** Where the components, laboratories, services and teams come from. */
public interface StructureSource {

    /**
     * Reads the whole extract.
     *
     * @throws SourceException if the extract is missing, damaged or not this source's: then nothing of it is used
     */
    Structures read() throws SourceException;

    /**
     * Every structure that the extract has.
     *
     * @param structures ordered by code
     * @param held the rows that were not taken over
     * @param facts of the extract itself
     */
    record Structures(List<Structure> structures, List<HeldRecord> held, Extract.Facts facts) {
        public Structures {
            structures = List.copyOf(structures);
            held = List.copyOf(held);
        }
    }
}
