package fr.sesame.source.rows;

import fr.sesame.account.InvalidValueException;
import fr.sesame.account.SourceKey;
import fr.sesame.source.Extract;
import fr.sesame.source.SourceException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Which key was which before a source renumbered everybody: rows with the columns {@value #OLD} and {@value #NEW}.
 *
 * @param rows the file
 * @param from the source of the old keys: the same one, or that of the application before it
 * @param zone the institution's
 * @param clock says how old the file is
 */
public record KeyMapping(Rows rows, String from, ZoneId zone, Clock clock) {
    private static final String OLD = "old";
    private static final String NEW = "new";
    private static final String ISO = "yyyy-MM-dd";
    private static final int TOLD = 20;

    /**
     * From each new key of that source to the old one.
     *
     * @throws SourceException if the file cannot be read, naming each row that is wrong by its line
     */
    public Map<SourceKey, SourceKey> read(String source) throws SourceException {
        Keys keys = new Keys(source);
        Extract.Facts facts = rows.read(new Reading(new TreeSet<>(List.of(OLD, NEW)), ISO, zone, clock), keys::note);
        keys.refuseChains();
        if (!keys.problems.isEmpty()) {
            throw new SourceException(facts.origin() + ": " + keys.problems.size() + " rows are wrong: "
                    + String.join("; ", keys.problems.subList(0, Math.min(TOLD, keys.problems.size())))
                    + (keys.problems.size() > TOLD ? "; …" : "")
                    + ". Nothing was changed; correct the file that 'renumbering.file' names");
        }
        return keys.oldOf;
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
