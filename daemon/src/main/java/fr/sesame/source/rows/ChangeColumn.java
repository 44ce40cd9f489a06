package fr.sesame.source.rows;

import fr.sesame.account.InvalidValueException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The column that says when a row last changed, and since when changes are asked for.
 *
 * @param column its name
 * @param key the column that says whom a row is about: who has a changed row is read with all others
 * @param overlap how far before the mark a read of changes begins: clocks differ, and what changed first may be committed last
 * @param since the mark, as the source said it; null: everything is read
 */
public record ChangeColumn(
        String column,
        String key,
        Duration overlap,
        @Nullable String since) {
    /** More than the hour that comes twice in October. */
    public static final Duration DEFAULT_OVERLAP = Duration.ofHours(2);

    /** @throws InvalidValueException if the overlap is negative */
    public ChangeColumn {
        if (overlap.isNegative()) {
            throw new InvalidValueException("an overlap of " + overlap + " cannot be; expected PT0S or more");
        }
    }

    /** The same, asked for since that mark. */
    ChangeColumn since(@Nullable String mark) {
        return new ChangeColumn(column, key, overlap, mark);
    }
}
