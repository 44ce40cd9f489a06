package fr.sesame.config;

import fr.sesame.source.rows.ChangeColumn;
import fr.sesame.source.rows.RowMapping;
import fr.sesame.source.rows.Rows;
import java.util.Optional;

/**
 * One source.
 *
 * @param name its name: that of its file in conf/sources, and of every key that it gives
 * @param enabled whether it is read at all
 * @param rows where its rows are
 * @param schedule when it is read, as a Quartz cron expression in the institution's zone
 * @param identifier the SUPANN attribute that carries its key
 * @param mapping what its columns mean
 * @param renumbering which key was which before it renumbered everybody, if it did
 * @param changes how changes are read between its full reads, if they are
 */
public record SourceSettings(
        String name,
        boolean enabled,
        Rows rows,
        String schedule,
        SupannIdentifier identifier,
        RowMapping mapping,
        Optional<Renumbering> renumbering,
        Optional<Changes> changes) {

    /**
     * A file of old and new keys.
     *
     * @param rows where they are
     * @param from the source of the old keys
     */
    public record Renumbering(Rows rows, String from) {}

    /**
     * Reads of changes.
     *
     * @param column which says when a row last changed
     * @param schedule when they are read, as a Quartz cron expression in the institution's zone; empty: when somebody asks
     */
    public record Changes(ChangeColumn column, Optional<String> schedule) {}
}
