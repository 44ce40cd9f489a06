package fr.sesame.source.rows;

import fr.sesame.account.InvalidValueException;
import fr.sesame.account.SourceKey;
import fr.sesame.source.SourceException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Which key was which before a source renumbered everybody: rows with the columns {@value #OLD} and {@value #NEW}.
 *
 * @param rows where they are
 * @param from the source of the old keys: the same one, or that of the application before it
 * @param clock says how old the file is
 */
public record KeyMapping(Rows rows, String from, Clock clock) {
    private static final String OLD = "old";
    private static final String NEW = "new";
    private static final int TOLD = 20;

    /**
     * From each new key of that source to the old one.
     *
     * @throws SourceException if the file cannot be read, naming each row that is wrong by its line
     */
    public Map<SourceKey, SourceKey> read(String source) throws SourceException {
        Keys reading = new Keys(source);
        Reading asked =
                new Reading(new TreeSet<>(List.of(OLD, NEW)), "yyyy-MM-dd", ZoneOffset.UTC, clock); // no key is a day
        String origin = rows.read(asked, reading::note).origin();
        reading.refuseChains();
        if (!reading.problems.isEmpty()) {
            throw new SourceException(origin + ": " + reading.problems.size() + " rows are wrong: "
                    + String.join("; ", reading.problems.subList(0, Math.min(TOLD, reading.problems.size())))
                    + (reading.problems.size() > TOLD ? "; …" : "")
                    + ". Nothing was changed; correct the file that 'renumbering.file' names");
        }
        return reading.oldOf;
    }

    /** What was read so far. */
    private final class Keys {
        private final String source;
        private final Map<SourceKey, SourceKey> oldOf = new HashMap<>();
        private final Map<SourceKey, Long> lineOfOld = new HashMap<>();
        private final Map<SourceKey, Long> lineOfNew = new HashMap<>();
        private final List<String> problems = new ArrayList<>();

        Keys(String source) {
            this.source = source;
        }

        void note(Row row) {
            try {
                if (!row.isWhole()) {
                    throw new InvalidValueException("found " + row.fields().size() + " fields; expected "
                            + row.columns().size());
                }
                SourceKey old = new SourceKey(from, row.get(OLD));
                SourceKey made = new SourceKey(source, row.get(NEW));
                once("the old key", old, lineOfOld, row.position().number());
                once("the new key", made, lineOfNew, row.position().number());
                oldOf.put(made, old);
            } catch (InvalidValueException e) {
                problems.add("line " + row.position().number() + ": " + e.getMessage());
            }
        }

        private static void once(String what, SourceKey key, Map<SourceKey, Long> lines, long line) {
            Long before = lines.putIfAbsent(key, line);
            if (before != null) {
                throw new InvalidValueException(
                        what + " '" + key.value() + "' is that of line " + before + "; expected each key once");
            }
        }

        /** A key that changes hands says nothing of whose it is. */
        void refuseChains() {
            oldOf.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(entry -> {
                Long line = lineOfOld.get(entry.getKey());
                if (line != null && !entry.getKey().equals(entry.getValue())) {
                    problems.add("line " + lineOfNew.get(entry.getKey()) + ": the new key '"
                            + entry.getKey().value() + "' is the old key of line " + line
                            + "; expected a key that nobody had: give the new application a source of its own, and name"
                            + " the old source in its 'renumbering.from'");
                }
            });
        }
    }
}
