package fr.sesame.config;

import fr.sesame.source.rows.RowMapping;
import fr.sesame.source.rows.Rows;

/**
 * One source.
 *
 * @param name its name: that of its file in conf/sources, and of every key that it gives
 * @param enabled whether it is read at all
 * @param rows where its rows are
 * @param schedule when it is read, as a Quartz cron expression in the institution's zone
 * @param identifier the SUPANN attribute that carries its key
 * @param mapping what its columns mean
 */
public record SourceSettings(
        String name, boolean enabled, Rows rows, String schedule, SupannIdentifier identifier, RowMapping mapping) {}
