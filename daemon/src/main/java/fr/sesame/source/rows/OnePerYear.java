package fr.sesame.source.rows;

import org.jspecify.annotations.Nullable;

/**
 * Several rows of one key and one academic year are one affiliation: it begins with the earliest of them, it is cancelled
 * only when all of them are, and the main one says where it is.
 *
 * @param mainColumn the column that marks the main row, or null if none does
 * @param mainValue its value there
 */
public record OnePerYear(@Nullable String mainColumn, String mainValue) {}
