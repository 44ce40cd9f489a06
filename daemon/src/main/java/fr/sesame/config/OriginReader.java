package fr.sesame.config;

import fr.sesame.source.csv.CsvFile;
import fr.sesame.source.csv.CsvFormat;
import fr.sesame.source.csv.NewestFile;
import fr.sesame.source.rows.Rows;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;

/** Where the rows of a source are: exactly one of {@code file}, {@code newest}, {@code jdbc} and {@code ldap}. */
final class OriginReader {
    private static final List<String> KINDS = List.of("file", "newest", "jdbc", "ldap");

    private final Path extracts;
    private final ServiceOriginReader services;

    /**
     * @param dir that of the configuration, which names of drivers and certificates are relative to
     * @param state names of extracts are relative to its {@code extracts}, and those of password files to itself
     */
    OriginReader(Path dir, Path state) {
        this.extracts = state.resolve("extracts");
        this.services = new ServiceOriginReader(dir, state);
    }

    /** @param example the name of a file, for messages */
    Rows read(Section source, String example) {
        List<String> found = KINDS.stream().filter(source::has).toList();
        if (found.size() > 1) {
            source.problem(
                    found.get(1),
                    "a second origin beside '" + found.get(0) + "'",
                    "one of " + String.join(", ", KINDS));
        }
        if (source.has("jdbc")) {
            return services.jdbc(source.section("jdbc"));
        }
        if (source.has("ldap")) {
            return services.ldap(source.section("ldap"));
        }
        CsvFormat format = FormatReader.read(source.section("format"));
        if (source.has("newest")) {
            return newest(source.section("newest"), format);
        }
        return new CsvFile(
                extracts.resolve(source.text("file", "the name of the extract, such as " + example)), format);
    }

    /** A small file beside the extracts: UTF-8, with semicolons. */
    Rows keys(Section section, String expected) {
        return new CsvFile(extracts.resolve(section.text("file", expected)), CsvFormat.utf8());
    }

    private NewestFile newest(Section section, CsvFormat format) {
        return new NewestFile(
                extracts.resolve(section.value("folder", text -> text, "", "a folder")),
                section.needed(
                        "name",
                        OriginReader::glob,
                        "*",
                        "names of files without their folder, with * for any letters, such as apogee-*.csv"),
                section.value(
                        "settled", Forms::duration, NewestFile.DEFAULT_SETTLED, "a duration such as PT1M or PT0S"),
                section.value("marker", OriginReader::ending, "", "the end of a name, such as .done"),
                format);
    }

    private static String glob(String text) {
        FileSystems.getDefault().getPathMatcher("glob:" + text);
        return ending(text);
    }

    private static String ending(String text) {
        if (text.contains("/")) {
            throw new IllegalArgumentException();
        }
        return text;
    }
}
