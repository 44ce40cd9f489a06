/**
 * The embedded directory as one AutoCloseable: partition, schema, interceptors, listeners. The only package that knows
 * that the directory is embedded.
 */
@NullMarked
package fr.sesame.server;

import org.jspecify.annotations.NullMarked;
