package fr.sesame.source.rows;

import fr.sesame.account.InvalidValueException;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How one attribute of a person is made of a row, in this order: the first template whose columns are all filled; several values, if
 * there is a separator; the conversions; the table; the prefix.
 *
 * @param attribute its name in the schema
 * @param form what the directory takes
 * @param templates at least one; a column alone is one too
 * @param separator what stands between several values, or null if there is one
 * @param conversions one after the other
 * @param table by value, what stands for it; empty: every value stands for itself
 * @param unknown what becomes of a value that is not in the table
 * @param standIn what an unknown value becomes if it is {@link Unknown#DEFAULT}
 * @param prefix before each value, such as {@code {NCORPS}}
 */
public record AttributeColumns(
        String attribute,
        ValueForm form,
        List<Template> templates,
        @Nullable String separator,
        List<Conversion> conversions,
        Map<String, String> table,
        Unknown unknown,
        String standIn,
        String prefix) {

    /** @throws InvalidValueException if there is no column */
    public AttributeColumns {
        templates = List.copyOf(templates);
        conversions = List.copyOf(conversions);
        table = Map.copyOf(table);
        if (templates.isEmpty()) {
            throw new InvalidValueException("the attribute " + attribute + " has no column; expected one or more");
        }
    }

    /** What becomes of a value that the table does not have. */
    public enum Unknown {
        /** It is said, and what is known of the attribute stays. */
        HOLD,
        /** It stands for itself. */
        KEEP,
        /** It is left out. */
        LEAVE_OUT,
        /** Another value stands for it. */
        DEFAULT
    }

    /** Every column that there must be. */
    SortedSet<String> columns() {
        SortedSet<String> columns = new TreeSet<>();
        templates.forEach(template -> columns.addAll(template.columns()));
        return columns;
    }
}
