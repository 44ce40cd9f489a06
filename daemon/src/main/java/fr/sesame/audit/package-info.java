/**
 * The audit trail on disk: who keeps security events, for how long, and how somebody else can tell that none was removed or
 * altered. Lines are only ever appended; a whole day is removed when it is too old, and that is a line too.
 */
@NullMarked
package fr.sesame.audit;

import org.jspecify.annotations.NullMarked;
