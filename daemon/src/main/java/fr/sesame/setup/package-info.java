/**
 * The first start: a few answers into the shipped configuration, its comments kept, and the first operator. Nothing that is there is ever
 * written over.
 */
@NullMarked
package fr.sesame.setup;

import org.jspecify.annotations.NullMarked;
