package fr.sesame.source.ldap;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.util.StaticUtils;
import fr.sesame.source.Extract;
import fr.sesame.source.SourceException;
import fr.sesame.source.rows.ChangeColumn;
import fr.sesame.source.rows.ChangesSeen;
import java.text.ParseException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which entries have changed, by an attribute of GeneralizedTime such as {@code modifyTimestamp}. Of one read. */
final class ChangedEntries {
    /** Of the keys that are asked for in one search. */
    private static final int KEYS = 200;

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'", Locale.ROOT);

    private final ChangeColumn asked;
    private final Optional<LocalDateTime> mark;
    private final ChangesSeen seen;
    private final Set<String> keys = new TreeSet<>();

    ChangedEntries(ChangeColumn asked, Clock clock) {
        this.asked = asked;
        this.mark = Optional.ofNullable(asked.since()).flatMap(ChangedEntries::parse);
        this.seen = new ChangesSeen(mark.orElse(null), LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
    }

    /** Whether only those that changed are asked for. */
    boolean isPart() {
        return asked.since() != null;
    }

    /** Entries that have changed since, or that do not say when they did; empty if nobody can tell. */
    Optional<Filter> filter(Filter all) {
        return mark.map(time -> Filter.createANDFilter(
                all,
                Filter.createORFilter(
                        Filter.createGreaterOrEqualFilter(asked.column(), SECONDS.format(time.minus(asked.overlap()))),
                        Filter.createNOTFilter(Filter.createPresenceFilter(asked.column())))));
    }

    /**
     * An entry that was found.
     *
     * @return whether it is to be read again with the others of its key
     */
    boolean see(SearchResultEntry entry, String where) throws SourceException {
        String value = entry.getAttributeValue(asked.column());
        try {
            seen.see(
                    value == null
                            ? null
                            : LocalDateTime.ofInstant(
                                    StaticUtils.decodeGeneralizedTime(value).toInstant(), ZoneOffset.UTC));
        } catch (ParseException e) {
            throw new SourceException(
                    where + ": " + entry.getDN() + ": " + asked.column() + ": found '" + value
                            + "'; expected a time such as 20261123060000Z, since 'changed.column' says when an entry"
                            + " last changed, such as modifyTimestamp. Nothing was changed; correct 'changed.column'",
                    e);
        }
        String[] values = asked.key().equals(EntryRows.DN) ? null : entry.getAttributeValues(asked.key());
        if (values == null) {
            return false;
        }
        keys.addAll(List.of(values));
        return true;
    }

    /** All entries of the keys that were seen, some at a time. */
    List<Filter> ofKeys(Filter all) {
        List<Filter> filters = new ArrayList<>();
        List<Filter> some = new ArrayList<>();
        for (String key : keys) {
            some.add(Filter.createEqualityFilter(asked.key(), key));
            if (some.size() == KEYS) {
                filters.add(Filter.createANDFilter(all, Filter.createORFilter(some)));
                some = new ArrayList<>();
            }
        }
        if (!some.isEmpty()) {
            filters.add(Filter.createANDFilter(all, Filter.createORFilter(some)));
        }
        return filters;
    }

    Extract.Changes end() {
        return isPart() && mark.isEmpty()
                ? new Extract.Changes(asked.since(), null, 0, 0)
                : seen.end(asked.since(), time -> time + "Z");
    }

    private static Optional<LocalDateTime> parse(@Nullable String text) {
        try {
            return text == null || !text.endsWith("Z")
                    ? Optional.empty()
                    : Optional.of(LocalDateTime.parse(text.substring(0, text.length() - 1)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
