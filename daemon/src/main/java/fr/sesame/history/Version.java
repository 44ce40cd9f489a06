package fr.sesame.history;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an account was from an instant on, until the next version.
 *
 * @param from its first instant; of the first version: since ever, as far as is known
 * @param content what it was, or null if there was no account yet
 * @param recorded the change that made it; empty of the first version, and of one that something else made
 * @param sure false if something else than a recorded change made it: then it is not known since when
 */
public record Version(Instant from, @Nullable Content content, Optional<Recorded> recorded, boolean sure) {}
