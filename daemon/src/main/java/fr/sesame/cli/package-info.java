/**
 * The commands, and their exit codes. They parse, call and print; what they call lives elsewhere.
 */
@NullMarked
package fr.sesame.cli;

import org.jspecify.annotations.NullMarked;
