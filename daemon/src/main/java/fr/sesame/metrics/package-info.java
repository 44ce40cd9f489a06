/**
 * What Prometheus sees: every meter exists from the start, at zero. Meters are fed here and decide nothing.
 */
@NullMarked
package fr.sesame.metrics;

import org.jspecify.annotations.NullMarked;
