/** Requests that are nearly right, sent in great numbers, and what must not come of them. */
@NullMarked
package fr.sesame.server.fuzz;

import org.jspecify.annotations.NullMarked;
