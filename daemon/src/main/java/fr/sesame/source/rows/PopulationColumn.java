package fr.sesame.source.rows;

import fr.sesame.account.InvalidValueException;
import fr.sesame.account.Population;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** How a row's population is known. */
public sealed interface PopulationColumn {

    /** Every population that a row can get. */
    Collection<Population> populations();

    /** All rows are of one population. */
    record Constant(Population population) implements PopulationColumn {
        @Override
        public Collection<Population> populations() {
            return List.of(population);
        }
    }

    /**
     * The value of a column says it; any other value makes a bad row.
     *
     * @param column the column
     * @param values from its values to populations
     */
    record ByValue(String column, Map<String, Population> values) implements PopulationColumn {
        /** @throws InvalidValueException if there is no value */
        public ByValue {
            values = Map.copyOf(values);
            if (values.isEmpty()) {
                throw new InvalidValueException(
                        "the column '" + column + "' gives no population; expected value: population");
            }
        }

        @Override
        public Collection<Population> populations() {
            return values.values();
        }
    }
}
