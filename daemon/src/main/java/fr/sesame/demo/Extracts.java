package fr.sesame.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Writes the extracts of an imaginary university as its four applications would, and that of its structures. The rows come in no order, and
 * those of one person not together. Nobody is kept in memory.
 */
public final class Extracts {
    private static final String STRUCTURES = "structures.csv";

    private final UniversitySettings settings;
    private final ImaginaryUniversity university;

    public Extracts(UniversitySettings settings) {
        this.settings = settings;
        this.university = new ImaginaryUniversity(settings);
    }

    /** Writes the extracts into that folder, each under another name first: whoever reads there never reads half a file. */
    public void write(Path folder) throws IOException {
        Path made = Files.createTempDirectory(Files.createDirectories(folder), ".new");
        try {
            structures(made);
            applications(made);
            for (Path file : list(made)) {
                Files.move(file, folder.resolve(file.getFileName().toString()), StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            for (Path left : list(made)) {
                Files.delete(left);
            }
            Files.delete(made);
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private void structures(Path folder) throws IOException {
        try (ExtractFile file =
                new ExtractFile(folder.resolve(STRUCTURES), StandardCharsets.UTF_8, "\n", Structures.COLUMNS)) {
            for (List<String> row : university.structures().rows()) {
                file.row(row);
            }
        }
    }

    private void applications(Path folder) throws IOException {
        Map<Application, ExtractFile> files = new EnumMap<>(Application.class);
        try {
            for (Application application : Application.values()) {
                files.put(
                        application,
                        new ExtractFile(
                                folder.resolve(application.file()),
                                application.charset(),
                                application.lineEnd(),
                                application.columns()));
            }
            boolean more = true;
            for (int pass = 0; more; pass++) {
                more = pass(pass, files);
            }
        } finally {
            IOException failed = null;
            for (ExtractFile file : files.values()) {
                try {
                    file.close();
                } catch (IOException e) {
                    failed = e;
                }
            }
            if (failed != null) {
                throw failed;
            }
        }
    }

    /** One row of every record, if it has so many; says whether some have more. */
    private boolean pass(int pass, Map<Application, ExtractFile> files) throws IOException {
        int people = settings.peopleByNow();
        Scattering order = new Scattering(people, settings.seed() + settings.day() + 7L * pass);
        boolean more = false;
        for (int i = 0; i < people; i++) {
            for (Human human : university.people((int) order.of(i))) {
                for (SourceRecord record : human.records()) {
                    List<List<String>> rows = record.rows();
                    ExtractFile file = files.get(record.application());
                    if (pass < rows.size() && file != null) {
                        file.row(rows.get(pass));
                    }
                    more |= pass + 1 < rows.size();
                }
            }
        }
        return more;
    }

    /** Everybody, in the order of their numbers. */
    Stream<Human> people() {
        return IntStream.range(0, settings.peopleByNow()).boxed().flatMap(number -> university.people(number).stream());
    }
}
