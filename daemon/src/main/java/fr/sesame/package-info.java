/**
 * The composition root: builds the parts and hands them to one another. No rule, no format and no decision lives here, and
 * nothing else knows every part.
 */
@NullMarked
package fr.sesame;

import org.jspecify.annotations.NullMarked;
