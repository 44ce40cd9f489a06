/**
 * Files into validated immutable records, with every problem at once. Nothing here is read twice or changed later.
 */
@NullMarked
package fr.sesame.config;

import org.jspecify.annotations.NullMarked;
