package fr.sesame.source.csv;

import fr.sesame.account.InvalidValueException;
import fr.sesame.account.SourceKey;
import fr.sesame.source.SourceException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which key was which before a source renumbered everybody: a CSV file in UTF-8 with the columns {@value #OLD} and {@value #NEW}.
 *
 * @param file the file
 * @param from the source of the old keys: the same one, or that of the application before it
 * @param clock says how old the file is
 */
public record KeyMapping(Path file, String from, Clock clock) {
    private static final String OLD = "old";
    private static final String NEW = "new";
    private static final int TOLD = 20;

    /**
     * From each new key of that source to the old one.
     *
     * @throws SourceException if the file cannot be read, naming each row that is wrong by its line
     */
    public Map<SourceKey, SourceKey> read(String source) throws SourceException {
        CsvFormat format = CsvFormat.utf8();
        List<Row> rows = CsvTable.rows(ExtractFile.read(file, format, clock), format, List.of(OLD, NEW));
        Reading reading = new Reading(source);
        rows.forEach(reading::note);
        reading.refuseChains();
        if (!reading.problems.isEmpty()) {
            throw new SourceException(file + ": " + reading.problems.size() + " rows are wrong: "
                    + String.join("; ", reading.problems.subList(0, Math.min(TOLD, reading.problems.size())))
                    + (reading.problems.size() > TOLD ? "; …" : "")
                    + ". Nothing was changed; correct the file that 'renumbering.file' names");
        }
        return reading.oldOf;
    }

    /** What was read so far. */
    private final class Reading {
        private final String source;
        private final Map<SourceKey, SourceKey> oldOf = new HashMap<>();
        private final Map<SourceKey, Long> lineOfOld = new HashMap<>();
        private final Map<SourceKey, Long> lineOfNew = new HashMap<>();
        private final List<String> problems = new ArrayList<>();

        Reading(String source) {
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
                once("the old key", old, lineOfOld, row.line());
                once("the new key", made, lineOfNew, row.line());
                oldOf.put(made, old);
            } catch (InvalidValueException e) {
                problems.add("line " + row.line() + ": " + e.getMessage());
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
