/**
 * How far a long work is, when it will be done, and whether it is to go on. What the work is is no affair of this room.
 */
@NullMarked
package fr.sesame.progress;

import org.jspecify.annotations.NullMarked;
