package fr.sesame.schema;

import java.util.List;

/**
 * One schema: its definitions in the words of RFC 4512, 4.1, in the order of the file.
 *
 * @param name {@code sesame}, {@code supann}, {@code eduperson}, {@code schac}, {@code netscape}
 * @param attributeTypes the attribute types
 * @param objectClasses the object classes
 */
public record SchemaFile(String name, List<String> attributeTypes, List<String> objectClasses) {
    public SchemaFile {
        attributeTypes = List.copyOf(attributeTypes);
        objectClasses = List.copyOf(objectClasses);
    }
}
