package fr.sesame.source.rows;

import fr.sesame.account.HeldRecord;
import fr.sesame.account.HoldReason;
import fr.sesame.account.InvalidValueException;
import fr.sesame.account.Structure;
import fr.sesame.account.StructureCode;
import fr.sesame.source.Extract;
import fr.sesame.source.SourceException;
import fr.sesame.source.StructureSource;
import java.time.Clock;
import java.time.ZoneId;
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
 * The structures of the institution, one a row. A row that is wrong is held, and what is already known of its structure stays. A
 * parent that has no row of its own is left as it is.
 */
public final class MappedStructures implements StructureSource {
    /** No column of a structure is a day; one that comes as a day all the same is written like this. */
    private static final String ISO = "yyyy-MM-dd";

    private final Rows rows;
    private final StructureMapping mapping;
    private final ZoneId zone;
    private final Clock clock;

    /**
     * @param rows the extract
     * @param mapping which column is what
     * @param zone the institution's
     * @param clock says how old a file is
     */
    public MappedStructures(Rows rows, StructureMapping mapping, ZoneId zone, Clock clock) {
        this.rows = rows;
        this.mapping = mapping;
        this.zone = zone;
        this.clock = clock;
    }

    @Override
    public Structures read() throws SourceException {
        Map<StructureCode, Structure> structures = new TreeMap<>();
        Map<StructureCode, Position> positions = new TreeMap<>();
        List<HeldRecord> held = new ArrayList<>();
        Extract.Facts facts = rows.read(new Reading(mapping.columns(), ISO, zone, clock), row -> {
            try {
                Structure structure = structure(row);
                Structure before = structures.putIfAbsent(structure.code(), structure);
                positions.putIfAbsent(structure.code(), row.position());
                if (before != null && !before.equals(structure)) {
                    throw new InvalidValueException("'" + structure.code()
                            + "' is there twice with different values; expected one row for each code");
                }
            } catch (InvalidValueException e) {
                held.add(hold(row.position(), String.valueOf(e.getMessage())));
            }
        });
        for (StructureCode code : Set.copyOf(structures.keySet())) {
            if (belongsToItself(code, structures)) {
                structures.remove(code);
                held.add(hold(
                        Objects.requireNonNull(positions.get(code)),
                        "'" + code + "' belongs to itself through its parents; expected a tree"));
            }
        }
        held.sort(Comparator.naturalOrder());
        return new Structures(List.copyOf(structures.values()), held, facts);
    }

    private static HeldRecord hold(Position position, String detail) {
        return new HeldRecord(
                HeldRecord.line("structures", position.number()), HoldReason.BAD_ROW, position + ": " + detail);
    }

    private Structure structure(Row row) {
        if (!row.isWhole()) {
            throw new InvalidValueException("found " + row.fields().size() + " fields; expected "
                    + row.columns().size());
        }
        if (!row.damage().isEmpty()) {
            throw new InvalidValueException(row.damage());
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
