/**
 * The HTTP listener: /metrics and /health. Nothing is changed through it.
 */
@NullMarked
package fr.sesame.http;

import org.jspecify.annotations.NullMarked;
