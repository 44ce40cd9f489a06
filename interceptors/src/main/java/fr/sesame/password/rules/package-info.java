/**
 * What a password must be: how long, of what, unlike what, and how old at most. Pure: what is stored and who is asking is told
 * by the caller, and an answer is a list of weaknesses, never an exception.
 */
@NullMarked
package fr.sesame.password.rules;

import org.jspecify.annotations.NullMarked;
