package fr.sesame.schema;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The schema files of this program: LDIF of a subschema entry (RFC 4512, 4.2), the one place where our schema is written
 * down. The embedded server loads them, and every export is made of them.
 */
public final class SchemaFiles {
    private static final List<String> NAMES = List.of("eduperson", "schac", "supann", "netscape", "sesame");
    private static final String ATTRIBUTE_TYPES = "attributeTypes: ";
    private static final String OBJECT_CLASSES = "objectClasses: ";

    private SchemaFiles() {}

    /** All of them, each after those that it builds on. */
    public static List<SchemaFile> all() {
        return NAMES.stream().map(SchemaFiles::read).toList();
    }

    private static SchemaFile read(String name) {
        List<String> attributeTypes = new ArrayList<>();
        List<String> objectClasses = new ArrayList<>();
        for (String line : unfolded(name)) {
            if (line.startsWith(ATTRIBUTE_TYPES)) {
                attributeTypes.add(line.substring(ATTRIBUTE_TYPES.length()));
            } else if (line.startsWith(OBJECT_CLASSES)) {
                objectClasses.add(line.substring(OBJECT_CLASSES.length()));
            }
        }
        return new SchemaFile(name, attributeTypes, objectClasses);
    }

    /** LDIF's lines: one that begins with a space goes on with the one before (RFC 2849). */
    private static List<String> unfolded(String name) {
        List<String> lines = new ArrayList<>();
        try (BufferedReader reader = open(name)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith(" ") && !lines.isEmpty()) {
                    lines.set(lines.size() - 1, lines.get(lines.size() - 1) + line.substring(1));
                } else {
                    lines.add(line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the schema " + name + " is in the program, and yet cannot be read", e);
        }
        return lines;
    }

    private static BufferedReader open(String name) {
        InputStream in = SchemaFiles.class.getResourceAsStream(name + ".ldif");
        if (in == null) {
            throw new IllegalStateException("the schema " + name + " is not in the program");
        }
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }
}
