package fr.sesame.source;

import fr.sesame.account.HeldRecord;
import fr.sesame.account.PersonRecord;
import fr.sesame.account.SourceKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;

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
     */
    public record Facts(String origin, int rows, Instant modified, String sha256) {}
}
