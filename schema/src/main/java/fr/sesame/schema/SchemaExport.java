package fr.sesame.schema;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The schema for other directories, so that they can hold the same entries: made of the same files that the embedded server
 * loads, less what each server brings along itself, or does not take. OpenLDAP is to have its own {@code nis} schema.
 */
public final class SchemaExport {
    private static final Pattern NAME = Pattern.compile("NAME '([^']+)'");
    /** Schemas and attributes, in lower case. */
    private static final Set<String> BROUGHT_BY_389 = Set.of("eduperson", "netscape", "mailforwardingaddress");
    /** OpenLDAP defines operational attributes in its own code only. */
    private static final Set<String> REFUSED_BY_OPENLDAP = Set.of("netscape");

    private static final int LINE = 76;

    private SchemaExport() {}

    /** Who is to read the files. */
    public enum Format {
        /** {@code cn=config} entries, for {@code ldapadd -Y EXTERNAL -H ldapi:///} or {@code slapadd -n0}. */
        OPENLDAP_LDIF("openldap", ".ldif"),
        /** For {@code include} in slapd.conf. */
        OPENLDAP_SCHEMA("openldap", ".schema"),
        /** For the schema folder of an instance; 389 Directory Server has eduPerson, nsAccountLock and the mail attributes already. */
        DS389("389-ds", ".ldif");

        private final String folder;
        private final String suffix;

        Format(String folder, String suffix) {
            this.folder = folder;
            this.suffix = suffix;
        }

        private boolean leavesOut(String name) {
            return this == DS389 ? BROUGHT_BY_389.contains(name) : REFUSED_BY_OPENLDAP.contains(name);
        }
    }

    /**
     * Writes all files of all formats, each format in its folder.
     *
     * @return the files, in the order in which a server must read those of one format
     */
    public static List<Path> write(Path folder) throws IOException {
        List<Path> written = new ArrayList<>();
        for (Format format : Format.values()) {
            written.addAll(write(folder, format));
        }
        return written;
    }

    /** Writes the files of one format. */
    public static List<Path> write(Path folder, Format format) throws IOException {
        Path into = Files.createDirectories(folder.resolve(format.folder));
        List<Path> written = new ArrayList<>();
        int number = 61;
        for (SchemaFile file : SchemaFiles.all()) {
            if (format.leavesOut(file.name())) {
                continue;
            }
            // 389 reads its folder in the order of the names; what is below 60 is its own.
            String name = format == Format.DS389 ? number++ + file.name() : file.name();
            written.add(
                    Files.writeString(into.resolve(name + format.suffix), text(file, format), StandardCharsets.UTF_8));
        }
        return written;
    }

    private static String text(SchemaFile file, Format format) {
        List<String> lines = new ArrayList<>();
        switch (format) {
            case OPENLDAP_LDIF -> {
                lines.add("dn: cn=" + file.name() + ",cn=schema,cn=config");
                lines.add("objectClass: olcSchemaConfig");
                lines.add("cn: " + file.name());
                add(lines, "olcAttributeTypes: ", file.attributeTypes(), format);
                add(lines, "olcObjectClasses: ", file.objectClasses(), format);
            }
            case OPENLDAP_SCHEMA -> {
                add(lines, "attributetype ", file.attributeTypes(), format);
                add(lines, "objectclass ", file.objectClasses(), format);
            }
            case DS389 -> {
                lines.add("dn: cn=schema");
                add(lines, "attributeTypes: ", file.attributeTypes(), format);
                add(lines, "objectClasses: ", file.objectClasses(), format);
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private static void add(List<String> lines, String before, List<String> definitions, Format format) {
        for (String definition : definitions) {
            if (!format.leavesOut(nameOf(definition))) {
                fold(lines, before + definition);
            }
        }
    }

    private static String nameOf(String definition) {
        Matcher matcher = NAME.matcher(definition);
        return matcher.find() ? matcher.group(1).toLowerCase(Locale.ROOT) : "";
    }

    /** One space goes on with the line in LDIF, and any white space in a .schema; cut before a word, both read the same. */
    private static void fold(List<String> lines, String line) {
        StringBuilder current = new StringBuilder();
        for (String word : line.split(" ", -1)) {
            if (current.length() > 0 && current.length() + 1 + word.length() > LINE) {
                lines.add(current.toString());
                current.setLength(0);
                current.append("  ").append(word);
            } else {
                current.append(current.length() == 0 ? "" : " ").append(word);
            }
        }
        lines.add(current.toString());
    }
}
