/**
 * What happened, in the words of a security officer: who did what to whom, from where, and how it ended. Events hold no password,
 * hash or value of a control; where they go, files or meters, is nobody's business here.
 */
@NullMarked
package fr.sesame.interceptors.audit;

import org.jspecify.annotations.NullMarked;
