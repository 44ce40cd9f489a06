package fr.sesame.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.apache.directory.api.ldap.model.entry.Attribute;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.entry.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryFormatTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Camille",
                "camille",
                "Élodie Noël-Garçon",
                "two  spaces and a tab\there",
                "ŒUVRE",
                "straße",
                "İstanbul",
                "x",
                "O'Neil, \"Jr\" + Co; <a=b>"
            })
    void aValueComesBackAsItWasGivenAndAsItIsCompared(String given) throws Exception {
        try (SmallDirectory directory = new SmallDirectory(folder)) {
            Entry entry =
                    directory.entry("uid=a," + SmallDirectory.BASE, "objectClass: inetOrgPerson", "uid: a", "sn: x");
            entry.add("cn", given, "other");
            entry.add("userPassword", new byte[] {0, 1, -1, '{'});
            entry.add("tExact", given);
            Entry read = throughBytes(directory, entry);
            assertThat(read.size()).isEqualTo(entry.size());
            for (Attribute attribute : entry) {
                Attribute again = read.get(attribute.getAttributeType());
                assertThat(again).isEqualTo(attribute);
                for (Value value : attribute) {
                    assertThat(again).anySatisfy(one -> {
                        assertThat(one.getBytes()).isEqualTo(value.getBytes());
                        assertThat(one.getNormalized()).isEqualTo(value.getNormalized());
                        assertThat(one.hashCode()).isEqualTo(value.hashCode());
                    });
                }
            }
        }
    }

    private static Entry throughBytes(SmallDirectory directory, Entry entry) throws Exception {
        AttributeTable table = new AttributeTable(directory.store, directory.schemaManager());
        EntryFormat format = new EntryFormat(table, directory.schemaManager());
        return directory.store.write(view -> {
            byte[] bytes = format.write(view, new EntryFormat.Head(1, "uid=a"), entry);
            assertThat(EntryFormat.head(ByteBuffer.wrap(bytes))).isEqualTo(new EntryFormat.Head(1, "uid=a"));
            return format.read(ByteBuffer.wrap(bytes), type -> true);
        });
    }

    @Test
    void anotherVersionIsRefusedInWords() {
        assertThatThrownBy(() -> EntryFormat.parent(ByteBuffer.wrap(new byte[] {2, 1, 0})))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("format 2; this program reads 1");
    }

    @Test
    void aPersonIsSmall() throws Exception {
        try (SmallDirectory directory = new SmallDirectory(folder)) {
            Entry entry = directory.entry(
                    "uid=jdupont," + SmallDirectory.BASE,
                    "objectClass: top",
                    "objectClass: person",
                    "objectClass: organizationalPerson",
                    "objectClass: inetOrgPerson",
                    "uid: jdupont",
                    "cn: Jeanne Dupont",
                    "sn: Dupont",
                    "givenName: Jeanne",
                    "mail: jeanne.dupont@univ.example");
            AttributeTable table = new AttributeTable(directory.store, directory.schemaManager());
            EntryFormat format = new EntryFormat(table, directory.schemaManager());
            int size = directory.store.write(
                    view -> format.write(view, new EntryFormat.Head(1, "uid=jdupont"), entry).length);
            assertThat(size).isLessThan(400);
        }
    }
}
