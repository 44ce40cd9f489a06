/**
 * Who is who: which records are one person's, and which login and mail address a person gets for ever. Pure; neither reads
 * nor writes a directory.
 */
@NullMarked
package fr.sesame.identity;

import org.jspecify.annotations.NullMarked;
