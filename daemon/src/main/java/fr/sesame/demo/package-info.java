/**
 * Imaginary universities: extracts of four applications with all the dirt of real ones, and what must come of them. It knows nothing of
 * the program that reads them: what it expects is a second opinion.
 */
@NullMarked
package fr.sesame.demo;

import org.jspecify.annotations.NullMarked;
