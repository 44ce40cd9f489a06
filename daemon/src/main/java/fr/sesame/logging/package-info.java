/**
 * How events are written down: one a line, with the run they belong to. docs/logs.md says which there are and what their levels mean.
 */
@NullMarked
package fr.sesame.logging;

import org.jspecify.annotations.NullMarked;
