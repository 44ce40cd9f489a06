package fr.sesame.source;

import fr.sesame.account.HeldRecord;
import fr.sesame.account.PersonRecord;
import fr.sesame.account.SourceKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything one source says, read whole.
 *
 * @param source the source's name
 * @param records one for each person, ordered by key
 * @param held the rows that were not taken over, ordered
 * @param facts of the extract itself
 * @param formerKeys of records that were given another key: what the directory may know them by
 */
public record Extract(
        String source,
        List<PersonRecord> records,
        List<HeldRecord> held,
        Facts facts,
        Map<SourceKey, SourceKey> formerKeys) {

    public Extract {
        records = List.copyOf(records);
        held = List.copyOf(held);
        formerKeys = Map.copyOf(formerKeys);
    }

    /** One of a source that has always given the same keys. */
    public Extract(String source, List<PersonRecord> records, List<HeldRecord> held, Facts facts) {
        this(source, records, held, facts, Map.of());
    }

    /**
     * @param origin the file, for humans
     * @param rows data rows, the held ones too, the header not
     * @param modified when the file was last written
     * @param sha256 checksum of the bytes, in hexadecimal
     * @param changes what the source says of when its rows changed, or null if it does not
     */
    public record Facts(
            String origin,
            int rows,
            Instant modified,
            String sha256,
            @Nullable Changes changes) {

        /** Of a source that does not say when its rows changed. */
        public Facts(String origin, int rows, Instant modified, String sha256) {
            this(origin, rows, modified, sha256, null);
        }

        /** Whether only what has changed was read: who is not in it is not absent. */
        public boolean isPart() {
            return changes != null && changes.since() != null;
        }
    }

    /**
     * When rows changed, in the words of the source and by its clock.
     *
     * @param since everybody was read of whom a row changed then or later; null: everybody
     * @param greatest the latest of all, where the next read of changes begins; null if there is none that can be begun at
     * @param undated rows that do not say it: every read takes them
     * @param ahead rows that say it of a time more than a day ahead: every read takes them, and none begins there
     */
    public record Changes(@Nullable String since, @Nullable String greatest, int undated, int ahead) {}
}
