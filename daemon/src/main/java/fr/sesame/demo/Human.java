package fr.sesame.demo;

import java.util.List;

/**
 * One human being and all records of them, earlier applications first.
 *
 * @param records at least one; those that are taken over become one account
 */
record Human(List<SourceRecord> records) {
    Human {
        records = List.copyOf(records);
    }

    static Human of(SourceRecord... records) {
        return new Human(List.of(records));
    }

    List<SourceRecord> taken() {
        return records.stream().filter(record -> !record.stays().isEmpty()).toList();
    }

    List<Stay> stays() {
        return records.stream().flatMap(record -> record.stays().stream()).toList();
    }
}
