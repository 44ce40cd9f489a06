package fr.sesame.source.rows;

import fr.sesame.account.HoldReason;
import fr.sesame.account.InvalidValueException;
import java.util.Comparator;
import java.util.Set;

/**
 * Rows that are held because of one column's value.
 *
 * @param column the column looked at
 * @param test which values hold a row
 * @param values what the test compares with
 * @param reason why, for administrators
 */
public record RowFilter(String column, Test test, Set<String> values, HoldReason reason) {

    /** @throws InvalidValueException if there is no value */
    public RowFilter {
        values = Set.copyOf(values);
        if (values.isEmpty()) {
            throw new InvalidValueException("the filter on '" + column + "' compares with nothing; expected a value");
        }
    }

    /** Which values hold a row. */
    public enum Test {
        /** Held if it starts with one of the values. */
        STARTS_WITH("starts-with", "something that does not start with"),
        /** Held unless it starts with one of the values. */
        STARTS_NOT_WITH("starts-not-with", "something that starts with"),
        /** Held if it is one of the values. */
        IS("is", "anything but"),
        /** Held unless it is one of the values. */
        IS_NOT("is-not", "one of");

        private final String word;
        private final String expects;

        Test(String word, String expects) {
            this.word = word;
            this.expects = expects;
        }

        /** The word for it in configuration. */
        public String word() {
            return word;
        }
    }

    boolean holds(String value) {
        boolean starts = values.stream().anyMatch(value::startsWith);
        return switch (test) {
            case STARTS_WITH -> starts;
            case STARTS_NOT_WITH -> !starts;
            case IS -> values.contains(value);
            case IS_NOT -> !values.contains(value);
        };
    }

    String expected() {
        return test.expects + " "
                + String.join(
                        ", ", values.stream().sorted(Comparator.naturalOrder()).toList());
    }
}
