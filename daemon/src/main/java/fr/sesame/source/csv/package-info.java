/**
 * Extracts as CSV files, read through mappings that are configuration. A bad row is held, a bad file is refused whole;
 * no institution's column name is in this code.
 */
@NullMarked
package fr.sesame.source.csv;

import org.jspecify.annotations.NullMarked;
