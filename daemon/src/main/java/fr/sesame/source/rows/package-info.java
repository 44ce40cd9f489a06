/**
 * Rows and what they mean: wherever they come from, a {@link fr.sesame.source.rows.RowMapping}, which is configuration, makes
 * people of them. A bad row is held; no institution's column name is in this code.
 */
@NullMarked
package fr.sesame.source.rows;

import org.jspecify.annotations.NullMarked;
