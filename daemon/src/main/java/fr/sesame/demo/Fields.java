package fr.sesame.demo;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/** One row of an extract while it is filled in, column by column. */
final class Fields {
    private final Application application;
    private final String[] values;

    private Fields(Application application, String[] values) {
        this.application = application;
        this.values = values;
    }

    static Fields of(Application application) {
        String[] empty = new String[application.columns().size()];
        Arrays.fill(empty, "");
        return new Fields(application, empty);
    }

    Fields set(String column, String value) {
        values[application.columns().indexOf(column)] = value;
        return this;
    }

    /** In the application's form. */
    Fields set(String column, LocalDate day) {
        return set(column, application.day(day));
    }

    String get(String column) {
        return values[application.columns().indexOf(column)];
    }

    /** The first columns only: the row was cut. */
    List<String> cut(int columns) {
        return List.of(values).subList(0, columns);
    }

    List<String> list() {
        return List.of(values.clone());
    }
}
