package fr.sesame.source;

import fr.sesame.account.Structure;
import java.util.List;

/** Where the components, laboratories, services and teams come from. */
public interface StructureSource {

    /**
     * Reads the whole extract; a parent always comes before its children.
     *
     * @throws SourceException if the extract is missing, damaged or not this source's: then nothing of it is used
     */
    List<Structure> read() throws SourceException;
}
