/**
 * Where people come from: a {@link fr.sesame.source.Source} gives affiliations and held records, all or nothing, with the
 * facts of its extract. Nothing here knows the directory.
 */
@NullMarked
package fr.sesame.source;

import org.jspecify.annotations.NullMarked;
