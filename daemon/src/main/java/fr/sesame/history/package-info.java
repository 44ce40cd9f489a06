/**
 * What was written into each account and when, kept on disk, and the account as it was at an instant of the past. What is known
 * here is what was written through {@link fr.sesame.history.RecordedDirectory}; whatever else changed is seen to be missing.
 */
@NullMarked
package fr.sesame.history;

import org.jspecify.annotations.NullMarked;
