package fr.sesame.config;

import fr.sesame.source.csv.StructuresCsv;
import java.nio.file.Path;

/**
 * Where the structures come from.
 *
 * @param file the extract
 * @param mapping which column is what
 */
public record StructuresSettings(Path file, StructuresCsv.Mapping mapping) {}
