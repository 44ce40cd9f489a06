/** The door, asked by real clients over real ports, and its rules asked one by one. */
@NullMarked
package fr.sesame.server.door;

import org.jspecify.annotations.NullMarked;
