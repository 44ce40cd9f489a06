package fr.sesame.config;

import fr.sesame.account.InvalidValueException;
import fr.sesame.account.Population;
import fr.sesame.account.SourceKey;
import fr.sesame.reconcile.Planner;
import fr.sesame.reconcile.SourceReport;
import fr.sesame.source.rows.ChangeColumn;
import fr.sesame.source.rows.RowMapping;
import fr.sesame.source.rows.Rows;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code sources/<name>.yaml} for each name of the list in sesame.yaml. */
final class SourcesReader {
    private static final String NAMES =
            "a list of names, such as [apogee, siham], each with a file sources/<name>.yaml";

    private static final Set<String> RESERVED = Set.of(Planner.STRUCTURES, SourceReport.GROUPS);

    private final Path dir;
    private final OriginReader origins;
    private final List<Problem> problems;

    /** @param origins reads where the rows of a source are */
    SourcesReader(Path dir, OriginReader origins, List<Problem> problems) {
        this.dir = dir;
        this.origins = origins;
        this.problems = problems;
    }

    List<SourceSettings> read(Section main, Collection<Population> known) {
        List<SourceSettings> sources = new ArrayList<>();
        List<String> names = main.list("sources", NAMES);
        Set<String> seen = new HashSet<>();
        if (names.isEmpty()) {
            main.problem("sources", "nothing", NAMES);
        }
        for (String name : names) {
            if (!isName(name)) {
                main.problem("sources", "'" + name + "'", "lower-case words joined by hyphens");
            } else if (RESERVED.contains(name)) {
                main.problem("sources", "'" + name + "'", "another name: that is reported beside the sources");
            } else if (name.equals(SourceKey.LOCAL)) {
                main.problem("sources", "'" + name + "'", "another name: that is the source of records made by hand");
            } else if (!seen.add(name)) {
                main.problem("sources", "'" + name + "' twice", "each name once");
            } else {
                sources.add(source(name, known));
            }
        }
        return sources;
    }

    private SourceSettings source(String name, Collection<Population> known) {
        int before = problems.size();
        Section file = YamlFile.read(dir.resolve("sources").resolve(name + ".yaml"), problems);
        // Of a file that cannot be read at all, one problem is enough.
        List<Problem> whole = List.copyOf(problems.subList(before, problems.size()));
        SourceSettings settings = source(name, file, known);
        if (!whole.isEmpty()) {
            problems.subList(before, problems.size()).clear();
            problems.addAll(whole);
        }
        return settings;
    }

    SourceSettings source(String name, Section file, Collection<Population> known) {
        Rows rows = origins.read(file, name + ".csv");
        RowMapping mapping = new MappingReader(file, known).read();
        SourceSettings settings = new SourceSettings(
                name,
                file.<Boolean>word("enabled", List.of(true, false), String::valueOf, true),
                rows,
                file.needed("schedule", Forms::cron, "", "a Quartz cron expression such as '0 30 3 * * ?'"),
                file.word(
                        "supann-identifier",
                        List.of(SupannIdentifier.values()),
                        SupannIdentifier::word,
                        SupannIdentifier.NONE),
                mapping,
                renumbering(name, file),
                changes(file, mapping));
        file.close();
        return settings;
    }

    private static Optional<SourceSettings.Changes> changes(Section file, RowMapping mapping) {
        if (!file.has("changed")) {
            return Optional.empty();
        }
        Section section = file.section("changed");
        if (!file.has("jdbc") && !file.has("ldap")) {
            file.problem("changed", "changes of a file", "jdbc or ldap beside it: a file is always read whole");
        }
        String column = section.text("column", "the column or attribute that says when a row last changed");
        Duration overlap = section.value(
                "overlap", Forms::duration, ChangeColumn.DEFAULT_OVERLAP, "a duration such as PT2H or PT0S");
        String schedule = section.has("schedule")
                ? section.needed("schedule", Forms::cron, "", "a Quartz cron expression such as '0 0/15 7-20 * * ?'")
                : null;
        return Optional.of(new SourceSettings.Changes(
                new ChangeColumn(column, mapping.key().column(), overlap, null), Optional.ofNullable(schedule)));
    }

    private Optional<SourceSettings.Renumbering> renumbering(String name, Section file) {
        if (!file.has("renumbering")) {
            return Optional.empty();
        }
        Section section = file.section("renumbering");
        Rows keys = origins.keys(section, "a file with the columns old and new, such as " + name + "-keys.csv");
        String stated = section.optional("from", "the name of the source of the old keys");
        String from = stated == null ? name : stated;
        if (!isName(from)) {
            section.problem("from", "'" + from + "'", "the name of the source of the old keys");
        }
        return Optional.of(new SourceSettings.Renumbering(keys, from));
    }

    private static boolean isName(String name) {
        try {
            return new SourceKey(name, "0").source().equals(name);
        } catch (InvalidValueException e) {
            return false;
        }
    }
}
