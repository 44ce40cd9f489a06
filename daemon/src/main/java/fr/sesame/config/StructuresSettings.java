package fr.sesame.config;

import fr.sesame.source.rows.Rows;
import fr.sesame.source.rows.StructureMapping;

/**
 * Where the structures come from.
 *
 * @param rows one structure a row
 * @param mapping which column is what
 */
public record StructuresSettings(Rows rows, StructureMapping mapping) {}
