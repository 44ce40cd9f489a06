/**
 * Where entries are kept on disk. Knows ApacheDS, and nothing of people, accounts or dates. No other code names a storage
 * engine.
 */
@NullMarked
package fr.sesame.partition;

import org.jspecify.annotations.NullMarked;
