package fr.sesame.account;

import org.jspecify.annotations.Nullable;

/**
 * A component, laboratory, service or team.
 *
 * @param code its code, unique in the institution
 * @param label its name for people
 * @param type its kind in the source's words ({@code UFR}, {@code UR}, {@code SVC} …)
 * @param parent the structure it belongs to, or null at the top
 */
public record Structure(
        StructureCode code,
        String label,
        String type,
        @Nullable StructureCode parent) {}
