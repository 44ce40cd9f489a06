/**
 * A run on disk: its plan and report, and what is held. An administrator can read every file with an editor.
 */
@NullMarked
package fr.sesame.run;

import org.jspecify.annotations.NullMarked;
