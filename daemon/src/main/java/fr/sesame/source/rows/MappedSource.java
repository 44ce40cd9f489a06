package fr.sesame.source.rows;

import fr.sesame.account.Affiliation;
import fr.sesame.account.Calendar;
import fr.sesame.account.HeldRecord;
import fr.sesame.account.HoldReason;
import fr.sesame.account.PersonRecord;
import fr.sesame.account.SourceKey;
import fr.sesame.source.Extract;
import fr.sesame.source.Mark;
import fr.sesame.source.Source;
import fr.sesame.source.SourceException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A source whose extract is rows. What the columns mean is the mapping's business, and where the rows come from theirs. */
public final class MappedSource implements Source {
    /** What damage looks like; the other reasons are ordinary life. */
    private static final Set<HoldReason> DAMAGE =
            Set.of(HoldReason.BAD_ROW, HoldReason.BAD_DATE, HoldReason.NO_KEY, HoldReason.NO_NAME);

    private static final int FEW = 20;

    private final String name;
    private final Rows rows;
    private final RowMapping mapping;
    private final Calendar calendar;
    private final Clock clock;
    private final @Nullable ChangeColumn changes;

    /** One of which nobody knows when its rows changed. */
    public MappedSource(String name, Rows rows, RowMapping mapping, Calendar calendar, Clock clock) {
        this(name, rows, mapping, calendar, clock, null);
    }

    /**
     * @param name the source's name in the configuration
     * @param rows the extract, which need not be there yet
     * @param mapping what its columns mean
     * @param calendar the rules by which a record gives an account or is held
     * @param clock says today, which no birth date is after, and how old a file is
     * @param changes the column that says when a row changed, or null: it is always read whole
     */
    public MappedSource(
            String name,
            Rows rows,
            RowMapping mapping,
            Calendar calendar,
            Clock clock,
            @Nullable ChangeColumn changes) {
        this.name = name;
        this.rows = rows;
        this.mapping = mapping;
        this.calendar = calendar;
        this.clock = clock;
        this.changes = changes;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Extract read() throws SourceException {
        return read(null);
    }

    @Override
    public boolean tellsChanges() {
        return changes != null;
    }

    @Override
    public Optional<Extract> readChanges(Mark mark) throws SourceException {
        if (changes == null) {
            return Optional.empty();
        }
        Extract extract = read(mark);
        Extract.Changes read = extract.facts().changes();
        return read == null || read.greatest() == null ? Optional.empty() : Optional.of(extract);
    }

    private Extract read(@Nullable Mark mark) throws SourceException {
        LocalDate today = calendar.dayOf(clock.instant());
        RowReader reader = new RowReader(name, mapping, calendar, today);
        Persons persons = new Persons(mapping.onePerYear() != null, affiliation -> isOpen(affiliation, today));
        Set<HeldRecord> held = new TreeSet<>();
        String datePattern = mapping.dates().patterns().get(0);
        ChangeColumn asked = changes == null ? null : changes.since(mark == null ? null : mark.at());
        Reading reading = new Reading(mapping.columns(), datePattern, calendar.zone(), clock, asked);
        Extract.Facts facts = rows.read(reading, row -> {
            ParsedRow parsed = reader.read(row, held);
            if (parsed != null) {
                persons.add(parsed);
            }
        });
        refuseAbsurd(facts, held);
        List<PersonRecord> records = persons.records(held);
        return new Extract(
                name, mark == null ? records : withThoseWhoWait(mark, records, held), List.copyOf(held), facts);
    }

    /** What stands of earlier reads, unless it was read again. */
    private static List<PersonRecord> withThoseWhoWait(Mark mark, List<PersonRecord> records, Set<HeldRecord> held) {
        Set<SourceKey> read = new HashSet<>();
        records.forEach(record -> read.add(record.key()));
        held.forEach(record -> read.add(record.key()));
        mark.held().stream().filter(record -> !read.contains(record.key())).forEach(held::add);
        return Stream.concat(records.stream(), mark.waiting().stream().filter(record -> !read.contains(record.key())))
                .sorted(Comparator.comparing(PersonRecord::key))
                .toList();
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
        boolean few = facts.isPart() && damaged.size() <= FEW; // of three rows that changed one is many percent
        if (few || damaged.size() * 100L <= (long) limit * facts.rows()) {
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
