/** Makes what is installed beside the program: its manual page, and its completion for bash. */
@NullMarked
package fr.sesame.packaging;

import org.jspecify.annotations.NullMarked;
