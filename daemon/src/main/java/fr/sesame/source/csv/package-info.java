/** Rows from CSV files: the file that is named, or the newest complete one of a folder. A bad file is refused whole. */
@NullMarked
package fr.sesame.source.csv;

import org.jspecify.annotations.NullMarked;
