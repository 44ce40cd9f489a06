package fr.sesame.source.csv;

import fr.sesame.account.HeldRecord;
import fr.sesame.account.HoldReason;
import fr.sesame.account.InvalidValueException;
import fr.sesame.account.SourceKey;
import fr.sesame.account.Structure;
import fr.sesame.account.StructureCode;
import fr.sesame.source.SourceException;
import fr.sesame.source.StructureSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The structures, from a file. */
public final class CsvStructures implements StructureSource {
    private static final String NAME = "structures";

    private final Mapping mapping;
    private final Path file;

    public CsvStructures(Mapping mapping, Path file) {
        this.mapping = mapping;
        this.file = file;
    }

    /**
     * The columns.
     *
     * @param format how the file is written
     */
    public record Mapping(CsvFormat format, String code, String label, String type, String parent) {}

    @Override
    public Structures read() throws SourceException {
        CsvFile csv = CsvFile.read(
                file, mapping.format(), List.of(mapping.code(), mapping.label(), mapping.type(), mapping.parent()));
        Map<StructureCode, Structure> structures = new TreeMap<>();
        List<HeldRecord> held = new ArrayList<>();
        for (Row row : csv.rows()) {
            try {
                if (!row.isWhole()) {
                    throw new InvalidValueException(row.fields().size() + " fields; expected "
                            + row.header().size());
                }
                Structure structure = structure(row);
                structures.put(structure.code(), structure);
            } catch (InvalidValueException e) {
                held.add(new HeldRecord(
                        new SourceKey(NAME, "line:" + row.line()),
                        HoldReason.BAD_ROW,
                        file.getFileName() + ", line " + row.line() + ": " + e.getMessage()));
            }
        }
        return new Structures(List.copyOf(structures.values()), held, csv.facts());
    }

    private Structure structure(Row row) {
        String label = row.get(mapping.label());
        String type = row.get(mapping.type());
        String parent = row.get(mapping.parent());
        if (label.isEmpty() || type.isEmpty()) {
            throw new InvalidValueException(
                    (label.isEmpty() ? mapping.label() : mapping.type()) + " is empty; expected a value");
        }
        return new Structure(
                new StructureCode(row.get(mapping.code())),
                label,
                type,
                parent.isEmpty() ? null : new StructureCode(parent));
    }
}
