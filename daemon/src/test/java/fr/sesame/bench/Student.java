package fr.sesame.bench;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a plain synchronisation takes over of a student: five columns of {@code apogee.csv}, of the newest year of each number. No rule, no
 * date, no group, no second source.
 *
 * @param number the student's
 * @param family the usual name, or that of birth
 * @param given the first name
 * @param component the structure of the registration
 * @param step what the student is registered for; may be empty
 */
public record Student(String number, String family, String given, String component, String step) {
    private static final String NUMBER = "\\d{8}";

    /** The students of that extract, in its order; rows without a number, a name or a component, or that were cut, are passed over. */
    public static List<Student> of(Path apogee) throws IOException {
        Map<String, Student> students = new LinkedHashMap<>();
        Map<String, String> years = new LinkedHashMap<>();
        try (CsvReader<CsvRecord> rows = CsvReader.builder()
                .fieldSeparator(';')
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(apogee, Charset.forName("windows-1252"))) {
            List<String> header = List.of();
            for (CsvRecord row : rows) {
                if (header.isEmpty()) {
                    header = row.getFields();
                } else if (row.getFieldCount() == header.size()) {
                    Student student = of(header, row);
                    String year = row.getField(header.indexOf("COD_ANU"));
                    if (student.isWhole() && year.compareTo(years.getOrDefault(student.number, "")) > 0) {
                        years.put(student.number, year);
                        students.put(student.number, student);
                    }
                }
            }
        }
        return List.copyOf(students.values());
    }

    private static Student of(List<String> header, CsvRecord row) {
        String usual = row.getField(header.indexOf("LIB_NOM_USU_IND")).strip();
        return new Student(
                row.getField(header.indexOf("COD_ETU")),
                usual.isEmpty()
                        ? row.getField(header.indexOf("LIB_NOM_PAT_IND")).strip()
                        : usual,
                row.getField(header.indexOf("LIB_PR1_IND")).strip(),
                row.getField(header.indexOf("COD_CMP")),
                row.getField(header.indexOf("COD_ETP")));
    }

    private boolean isWhole() {
        return number.matches(NUMBER) && !family.isEmpty() && !given.isEmpty() && !component.isEmpty();
    }

    /** Writes them for a program that reads UTF-8 with commas. */
    public static void write(List<Student> students, Path file) throws IOException {
        try (CsvWriter rows = CsvWriter.builder().build(file, StandardCharsets.UTF_8)) {
            rows.writeRecord("NUM", "FAMILY", "GIVEN", "COMPONENT", "STEP");
            for (Student student : students) {
                rows.writeRecord(student.number, student.family, student.given, student.component, student.step);
            }
        }
    }

    /** What an entry has of them besides its classes and its name. */
    Map<String, String> attributes() {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("cn", given + " " + family);
        attributes.put("sn", family);
        attributes.put("givenName", given);
        attributes.put("supannEtuId", number);
        attributes.put("supannEntiteAffectation", component);
        if (!step.isEmpty()) {
            attributes.put("supannEtuEtape", step);
        }
        return attributes;
    }
}
