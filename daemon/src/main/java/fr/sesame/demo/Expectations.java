package fr.sesame.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What must come of the extracts with the shipped configuration, if they are the first that a directory sees: who is held and why, which
 * records are one person's, and everybody's state on some days. Worked out from what each person was made for, and by nothing that
 * reconciles.
 */
public final class Expectations {
    private static final String LINE_END = "\n";

    private final UniversitySettings settings;
    private final Extracts extracts;

    public Expectations(UniversitySettings settings) {
        this.settings = settings;
        this.extracts = new Extracts(settings);
    }

    /** Writes {@code expected-held.csv}, {@code expected-same.csv} and {@code expected-states.csv} into that folder. */
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (ExtractFile held = file(folder, "expected-held.csv", "source", "key", "reason");
                ExtractFile same = file(folder, "expected-same.csv", "source1", "key1", "source2", "key2");
                ExtractFile states = file(folder, "expected-states.csv", "source", "key", "date", "state");
                Stream<Human> people = extracts.people()) {
            for (Iterator<Human> humans = people.iterator(); humans.hasNext(); ) {
                Human human = humans.next();
                for (SourceRecord record : human.records()) {
                    String reason = record.held();
                    if (reason != null) {
                        held.row(List.of(record.application().source(), record.key(), reason));
                    }
                }
                same(human, same);
                states(human, states);
            }
        }
    }

    private static ExtractFile file(Path folder, String name, String... columns) throws IOException {
        return new ExtractFile(folder.resolve(name), StandardCharsets.UTF_8, LINE_END, List.of(columns));
    }

    private static void same(Human human, ExtractFile file) throws IOException {
        List<SourceRecord> taken = human.taken();
        for (SourceRecord other : taken.subList(Math.min(1, taken.size()), taken.size())) {
            SourceRecord first = taken.get(0);
            file.row(List.of(
                    first.application().source(),
                    first.key(),
                    other.application().source(),
                    other.key()));
        }
    }

    /** Of one person all records have the state of the person. */
    private void states(Human human, ExtractFile file) throws IOException {
        for (SourceRecord record : human.taken()) {
            for (LocalDate day : days()) {
                Stay.State state = Stay.on(day, human.stays());
                file.row(List.of(record.application().source(), record.key(), day.toString(), state.name()));
            }
        }
    }

    private List<LocalDate> days() {
        LocalDate today = settings.date();
        LocalDate newYear = LocalDate.of(today.getYear() + 1, 1, 1);
        return List.of(
                today, today.plusDays(1), newYear.minusDays(1), newYear, newYear.plusDays(1), newYear.withMonth(9));
    }
}
