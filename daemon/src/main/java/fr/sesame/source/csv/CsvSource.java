package fr.sesame.source.csv;

import fr.sesame.account.Calendar;
import fr.sesame.account.HeldRecord;
import fr.sesame.account.HoldReason;
import fr.sesame.source.Extract;
import fr.sesame.source.Source;
import fr.sesame.source.SourceException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A source whose extract is a CSV file. What the columns mean is the mapping's business. */
public final class CsvSource implements Source {
    /** What damage looks like; the other reasons are ordinary life. */
    private static final Set<HoldReason> DAMAGE =
            Set.of(HoldReason.BAD_ROW, HoldReason.BAD_DATE, HoldReason.NO_KEY, HoldReason.NO_NAME);

    private final String name;
    private final Path file;
    private final CsvMapping mapping;
    private final Calendar calendar;
    private final Clock clock;

    /**
     * @param name the source's name in the configuration
     * @param file the extract, which need not be there yet
     * @param mapping what its columns mean
     * @param calendar the rules by which a record gives an account or is held
     * @param clock says today, which no birth date is after, and how old the file is
     */
    public CsvSource(String name, Path file, CsvMapping mapping, Calendar calendar, Clock clock) {
        this.name = name;
        this.file = file;
        this.mapping = mapping;
        this.calendar = calendar;
        this.clock = clock;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Extract read() throws SourceException {
        ExtractFile extract = ExtractFile.read(file, mapping.format(), clock);
        List<Row> rows = CsvTable.rows(extract, mapping.format(), mapping.columns());
        String shortName = String.valueOf(file.getFileName());
        RowReader reader = new RowReader(name, shortName, mapping, calendar, calendar.dayOf(clock.instant()));
        Persons persons = new Persons(shortName, mapping.onePerYear() != null);
        Set<HeldRecord> held = new TreeSet<>();
        for (Row row : rows) {
            ParsedRow parsed = reader.read(row, held);
            if (parsed != null) {
                persons.add(parsed);
            }
        }
        refuseAbsurd(rows.size(), held);
        var records = persons.records(held);
        return new Extract(
                name,
                records,
                List.copyOf(held),
                new Extract.Facts(file.toString(), rows.size(), extract.modified(), extract.sha256()));
    }

    private void refuseAbsurd(int rows, Set<HeldRecord> held) throws SourceException {
        List<HeldRecord> damaged =
                held.stream().filter(one -> DAMAGE.contains(one.reason())).toList();
        int limit = mapping.format().maxHeldPercent();
        if (damaged.size() * 100L <= (long) limit * rows) {
            return;
        }
        Map<HoldReason, Long> counts = damaged.stream()
                .collect(Collectors.groupingBy(HeldRecord::reason, TreeMap::new, Collectors.counting()));
        throw new SourceException(file + ": " + damaged.size() + " of " + rows + " rows are damaged ("
                + damaged.size() * 100L / rows + " %, limit " + limit + " %): " + counts + ". The first: "
                + damaged.get(0).detail()
                + ". Nothing was changed. Correct the extract or the mapping, or raise 'format.max-held-percent'");
    }
}
