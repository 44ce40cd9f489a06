package fr.sesame.source.rows;

import org.jspecify.annotations.Nullable;

/**
 * Where a row says the person's civil identity.
 *
 * @param birth the name at birth
 * @param usual the name in use, or null if the source has none
 * @param given the first given name
 * @param birthDate the day of birth
 */
public record NameColumns(String birth, @Nullable String usual, String given, String birthDate) {}
