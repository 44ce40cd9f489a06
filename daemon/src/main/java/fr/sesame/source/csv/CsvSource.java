package fr.sesame.source.csv;

import fr.sesame.account.Affiliation;
import fr.sesame.account.Calendar;
import fr.sesame.account.CivilIdentity;
import fr.sesame.account.HeldRecord;
import fr.sesame.account.HoldReason;
import fr.sesame.account.PersonNumber;
import fr.sesame.account.PersonRecord;
import fr.sesame.account.SourceKey;
import fr.sesame.source.Extract;
import fr.sesame.source.Source;
import fr.sesame.source.SourceException;
import java.nio.file.Path;
import java.text.Collator;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** An application's nightly file. The order of its rows has no meaning, and a row that comes twice counts once. */
public final class CsvSource implements Source {
    /** What says that the file is damaged rather than that somebody has no right. */
    private static final Set<HoldReason> DAMAGE =
            Set.of(HoldReason.BAD_ROW, HoldReason.BAD_DATE, HoldReason.NO_KEY, HoldReason.NO_NAME);

    private final CsvMapping mapping;
    private final Path file;
    private final Calendar calendar;
    private final Clock clock;

    /** @param clock tells which birth dates lie in the future */
    public CsvSource(CsvMapping mapping, Path file, Calendar calendar, Clock clock) {
        this.mapping = mapping;
        this.file = file;
        this.calendar = calendar;
        this.clock = clock;
    }

    @Override
    public String name() {
        return mapping.source();
    }

    @Override
    public Extract read() throws SourceException {
        CsvFile csv = CsvFile.read(file, mapping.format(), mapping.columns());
        RowMapper mapper = new RowMapper(mapping, calendar, calendar.dayOf(clock.instant()));
        Map<SourceKey, List<MappedRow>> people = new TreeMap<>();
        List<HeldRecord> held = new ArrayList<>();
        int damaged = 0;
        for (Row row : csv.rows()) {
            try {
                MappedRow mapped = mapper.map(row);
                people.computeIfAbsent(mapped.affiliation().key(), key -> new ArrayList<>())
                        .add(mapped);
            } catch (HeldRow e) {
                damaged += DAMAGE.contains(e.reason()) ? 1 : 0;
                held.add(new HeldRecord(mapper.keyOf(row), e.reason(), where(row.line()) + ": " + e.getMessage()));
            }
        }
        refuseDamage(damaged, csv.rows().size());
        List<PersonRecord> records = new ArrayList<>();
        people.forEach((key, rows) -> {
            rows.sort(MappedRow.BY_AGE);
            if (areTwoPeople(rows)) {
                held.add(new HeldRecord(key, HoldReason.ANOTHER_PERSON, twoPeople(rows)));
            } else {
                records.add(record(key, rows));
            }
        });
        held.sort(Comparator.naturalOrder());
        return new Extract(mapping.source(), records, held, csv.facts());
    }

    private void refuseDamage(int damaged, int rows) throws SourceException {
        if ((long) damaged * 100 > (long) mapping.maxDamagedPercent() * rows) {
            throw new SourceException(file + " is damaged: " + damaged + " of its " + rows
                    + " rows lack a key, a name, a field or a date that is one; expected at most "
                    + mapping.maxDamagedPercent() + " % (max-damaged-percent in the mapping)");
        }
    }

    private String where(int line) {
        return file.getFileName() + ", line " + line;
    }

    private PersonRecord record(SourceKey key, List<MappedRow> rows) {
        Set<PersonNumber> numbers = new TreeSet<>();
        SortedSet<Affiliation> affiliations = new TreeSet<>();
        for (MappedRow row : rows) {
            numbers.addAll(row.numbers());
            affiliations.add(row.affiliation());
        }
        if (mapping.oncePerYear() != null) {
            affiliations = new TreeSet<>(OncePerYear.merge(rows));
        }
        return new PersonRecord(key, rows.get(rows.size() - 1).civil(), numbers, affiliations);
    }

    /** One key for two names and two birth dates; where only one of them differs, it was corrected. */
    private static boolean areTwoPeople(List<MappedRow> rows) {
        Collator letters = Collator.getInstance(Locale.ROOT);
        letters.setStrength(Collator.PRIMARY);
        CivilIdentity newest = rows.get(rows.size() - 1).civil();
        return rows.stream()
                .map(MappedRow::civil)
                .anyMatch(civil -> !civil.birthDate().equals(newest.birthDate())
                        && !letters.equals(civil.birthName(), newest.birthName()));
    }

    private String twoPeople(List<MappedRow> rows) {
        MappedRow oldest = rows.get(0);
        MappedRow newest = rows.get(rows.size() - 1);
        return where(newest.line()) + ": " + newest.civil().givenName() + " "
                + newest.civil().birthName() + ", born "
                + newest.civil().birthDate() + ", and on line " + oldest.line() + " "
                + oldest.civil().givenName() + " " + oldest.civil().birthName() + ", born "
                + oldest.civil().birthDate() + "; expected one person for one key";
    }
}
