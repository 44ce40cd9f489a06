package fr.sesame.store;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldif.LDIFWriter;
import fr.sesame.partition.StoredPartition;
import fr.sesame.progress.Progress;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.directory.api.ldap.model.constants.SchemaConstants;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.entry.Value;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.schema.AttributeType;

/** Entries as LDIF (RFC 2849). The file has the password hashes in it: only its owner may read it. */
final class LdifExport {
    private static final int BUFFER = 1 << 16;
    private static final int WRAP = 76;

    private final StoredPartition partition;
    private final boolean operational;
    private final Progress progress;

    LdifExport(StoredPartition partition, boolean operational, Progress progress) {
        this.partition = partition;
        this.operational = operational;
        this.progress = progress;
    }

    /**
     * Writes the file, whole or not at all.
     *
     * @param entries how many there are, more or less
     * @return how many were written
     */
    long write(Path file, long entries) throws IOException, LdapException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        long[] count = {0};
        try (OutputStream out =
                        new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.WRITE), BUFFER);
                LDIFWriter ldif = new LDIFWriter(out);
                Progress.Stretch stretch = progress.begin("export", entries)) {
            ldif.setWrapColumn(WRAP);
            ldif.writeVersionHeader();
            partition.maintenance().forEach(entry -> {
                try {
                    if (!progress.goesOn()) {
                        throw new InterruptedIOException("stopped after " + count[0] + " entries; there is no " + file);
                    }
                    ldif.writeEntry(convert(entry, operational));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                stretch.at(++count[0]);
            });
        } catch (UncheckedIOException e) {
            Files.deleteIfExists(file);
            throw e.getCause();
        }
        DataFile.sync(file);
        return count[0];
    }

    private static com.unboundid.ldap.sdk.Entry convert(Entry entry, boolean operational) {
        List<Attribute> attributes = new ArrayList<>();
        for (org.apache.directory.api.ldap.model.entry.Attribute attribute : entry) {
            AttributeType type = attribute.getAttributeType();
            if (operational || type.isUser()) {
                byte[][] values = new byte[attribute.size()][];
                int i = 0;
                for (Value value : attribute) {
                    values[i++] = value.getBytes();
                }
                attributes.add(new Attribute(type.getName(), values));
            }
        }
        attributes.sort(Comparator.comparing(LdifExport::rank).thenComparing(Attribute::getName));
        return new com.unboundid.ldap.sdk.Entry(entry.getDn().getName(), attributes);
    }

    /** The object classes first, as people write it. */
    private static int rank(Attribute attribute) {
        return SchemaConstants.OBJECT_CLASS_AT.equalsIgnoreCase(attribute.getBaseName())
                ? 0
                : SchemaConstants.USER_PASSWORD_AT.equalsIgnoreCase(attribute.getBaseName()) ? 2 : 1;
    }
}
