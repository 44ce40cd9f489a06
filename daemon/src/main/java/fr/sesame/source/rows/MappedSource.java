package fr.sesame.source.rows;

import fr.sesame.account.Affiliation;
import fr.sesame.account.Calendar;
import fr.sesame.account.HeldRecord;
import fr.sesame.account.HoldReason;
import fr.sesame.source.Extract;
import fr.sesame.source.Source;
import fr.sesame.source.SourceException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A source whose extract is rows. What the columns mean is the mapping's business, and where the rows come from theirs. */
public final class MappedSource implements Source {
    /** What damage looks like; the other reasons are ordinary life. */
    private static final Set<HoldReason> DAMAGE =
            Set.of(HoldReason.BAD_ROW, HoldReason.BAD_DATE, HoldReason.NO_KEY, HoldReason.NO_NAME);

    private final String name;
    private final Rows rows;
    private final RowMapping mapping;
    private final Calendar calendar;
    private final Clock clock;

    /**
     * @param name the source's name in the configuration
     * @param rows the extract, which need not be there yet
     * @param mapping what its columns mean
     * @param calendar the rules by which a record gives an account or is held
     * @param clock says today, which no birth date is after, and how old a file is
     */
    public MappedSource(String name, Rows rows, RowMapping mapping, Calendar calendar, Clock clock) {
        this.name = name;
        this.rows = rows;
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
        LocalDate today = calendar.dayOf(clock.instant());
        RowReader reader = new RowReader(name, mapping, calendar, today);
        Persons persons = new Persons(mapping.onePerYear() != null, affiliation -> isOpen(affiliation, today));
        Set<HeldRecord> held = new TreeSet<>();
        String datePattern = mapping.dates().patterns().get(0);
        Reading reading = new Reading(mapping.columns(), datePattern, calendar.zone(), clock);
        Extract.Facts facts = rows.read(reading, row -> {
            ParsedRow parsed = reader.read(row, held);
            if (parsed != null) {
                persons.add(parsed);
            }
        });
        refuseAbsurd(facts, held);
        var records = persons.records(held);
        return new Extract(name, records, List.copyOf(held), facts);
    }

    private boolean isOpen(Affiliation affiliation, LocalDate day) {
        return calendar.openDays(affiliation)
                .filter(days -> !day.isBefore(days.first()))
                .filter(days -> days.last() == null || !day.isAfter(days.last()))
                .isPresent();
    }

    private void refuseAbsurd(Extract.Facts facts, Set<HeldRecord> held) throws SourceException {
        List<HeldRecord> damaged =
                held.stream().filter(one -> DAMAGE.contains(one.reason())).toList();
        int limit = mapping.maxHeldPercent();
        if (damaged.size() * 100L <= (long) limit * facts.rows()) {
            return;
        }
        Map<HoldReason, Long> counts = damaged.stream()
                .collect(Collectors.groupingBy(HeldRecord::reason, TreeMap::new, Collectors.counting()));
        throw new SourceException(facts.origin() + ": " + damaged.size() + " of " + facts.rows() + " rows are damaged ("
                + damaged.size() * 100L / facts.rows() + " %, limit " + limit + " %): " + counts + ". The first: "
                + damaged.get(0).detail()
                + ". Nothing was changed. Correct the extract or the mapping, or raise 'max-held-percent'");
    }
}
