package fr.sesame.source.csv;

import fr.sesame.account.HeldRecord;
import fr.sesame.account.HoldReason;
import fr.sesame.account.InvalidValueException;
import fr.sesame.account.Structure;
import fr.sesame.account.StructureCode;
import fr.sesame.source.Extract;
import fr.sesame.source.SourceException;
import fr.sesame.source.StructureSource;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The structures of the institution, from a CSV file. A row that is wrong is held, and what is already known of its structure
 * stays. A parent that has no row of its own is left as it is.
 */
public final class StructuresCsv implements StructureSource {
    private final Path file;
    private final Mapping mapping;
    private final Clock clock;

    /**
     * Which column is what.
     *
     * @param format how the file is written
     * @param code the structure's code
     * @param label its name for people
     * @param type its kind
     * @param parent the code of the structure it belongs to, empty at the top
     */
    public record Mapping(CsvFormat format, String code, String label, String type, String parent) {}

    /**
     * @param file the extract
     * @param mapping which column is what
     * @param clock says how old the file is
     */
    public StructuresCsv(Path file, Mapping mapping, Clock clock) {
        this.file = file;
        this.mapping = mapping;
        this.clock = clock;
    }

    @Override
    public Structures read() throws SourceException {
        ExtractFile extract = ExtractFile.read(file, mapping.format(), clock);
        List<String> columns = List.of(mapping.code(), mapping.label(), mapping.type(), mapping.parent());
        List<Row> rows = CsvTable.rows(extract, mapping.format(), columns);
        Map<StructureCode, Structure> structures = new TreeMap<>();
        Map<StructureCode, Long> lines = new TreeMap<>();
        List<HeldRecord> held = new ArrayList<>();
        for (Row row : rows) {
            try {
                Structure structure = structure(row);
                Structure before = structures.putIfAbsent(structure.code(), structure);
                lines.putIfAbsent(structure.code(), row.line());
                if (before != null && !before.equals(structure)) {
                    throw new InvalidValueException("'" + structure.code()
                            + "' is there twice with different values; expected one row for each code");
                }
            } catch (InvalidValueException e) {
                held.add(hold(row.line(), String.valueOf(e.getMessage())));
            }
        }
        for (StructureCode code : Set.copyOf(structures.keySet())) {
            if (belongsToItself(code, structures)) {
                structures.remove(code);
                held.add(hold(
                        Objects.requireNonNull(lines.get(code)),
                        "'" + code + "' belongs to itself through its parents; expected a tree"));
            }
        }
        held.sort(Comparator.naturalOrder());
        Extract.Facts facts = new Extract.Facts(file.toString(), rows.size(), extract.modified(), extract.sha256());
        return new Structures(List.copyOf(structures.values()), held, facts);
    }

    private HeldRecord hold(long line, String detail) {
        return new HeldRecord(
                HeldRecord.line("structures", line),
                HoldReason.BAD_ROW,
                file.getFileName() + ": line " + line + ": " + detail);
    }

    private Structure structure(Row row) {
        if (!row.isWhole()) {
            throw new InvalidValueException("found " + row.fields().size() + " fields; expected "
                    + row.columns().size());
        }
        if (row.get(mapping.label()).isEmpty()) {
            throw new InvalidValueException(mapping.label() + ": found nothing; expected a name for people");
        }
        String parent = row.get(mapping.parent());
        return new Structure(
                new StructureCode(row.get(mapping.code())),
                row.get(mapping.label()),
                row.get(mapping.type()),
                parent.isEmpty() ? null : new StructureCode(parent));
    }

    private static boolean belongsToItself(StructureCode code, Map<StructureCode, Structure> structures) {
        Set<StructureCode> seen = new HashSet<>();
        @Nullable Structure at = structures.get(code);
        while (at != null && seen.add(at.code())) {
            StructureCode parent = at.parent();
            at = parent == null ? null : structures.get(parent);
        }
        return at != null && at.code().equals(code);
    }
}
