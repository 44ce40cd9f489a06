package fr.sesame.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.directory.api.ldap.model.entry.Attribute;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.entry.Value;
import org.apache.directory.api.ldap.model.schema.AttributeType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StoredAttributeTest {
    @TempDir
    private Path folder;

    private SmallDirectory directory;
    private EntryFormat format;
    private Entry given;
    private byte[] record;

    @BeforeEach
    void write() throws Exception {
        directory = new SmallDirectory(folder);
        format = new EntryFormat(
                new AttributeTable(directory.store, directory.schemaManager()), directory.schemaManager());
        given = directory.entry(
                "uid=a," + SmallDirectory.BASE, "objectClass: top", "objectClass: inetOrgPerson", "uid: a", "sn: X y");
        given.add("cn", "Élodie  Noël", "Élodie", "straße");
        given.add("userPassword", new byte[] {}, new byte[] {0, -1});
        record = bytes(given);
    }

    @AfterEach
    void close() {
        directory.close();
    }

    private byte[] bytes(Entry entry) throws Exception {
        return directory.store.write(view -> {
            byte[] bytes = format.write(view, new EntryFormat.Head(1, "uid=a"), entry);
            view.put(directory.store.layout.entries, Packer.idBytes(99), bytes); // else nothing is committed
            return bytes;
        });
    }

    private Entry read() throws Exception {
        return format.read(ByteBuffer.wrap(record), type -> true);
    }

    private StoredAttribute read(String name) throws Exception {
        return (StoredAttribute) read().get(name);
    }

    private static List<String> stored(StoredAttribute attribute) {
        List<String> values = new ArrayList<>();
        boolean asStored = attribute.forEachStoredFromLast(
                (bytes, from, length) -> values.add(new String(bytes, from, length, StandardCharsets.UTF_8)));
        return asStored ? values : List.of("opened");
    }

    @Test
    void whatTypeAndHowManyIsKnownWithoutOpeningIt() throws Exception {
        for (Attribute attribute : given) {
            AttributeType type = attribute.getAttributeType();
            StoredAttribute again = read(type.getName());
            assertThat(again.size()).isEqualTo(attribute.size());
            assertThat(again.getAttributeType()).isSameAs(type);
            assertThat(again.getId()).isEqualTo(attribute.getId());
            assertThat(again.getUpId()).isEqualTo(type.getName());
            assertThat(stored(again)).hasSize(attribute.size()).doesNotContain("opened");
        }
    }

    @Test
    void theLastValueComesFirst() throws Exception {
        assertThat(stored(read("cn"))).containsExactly("straße", "Élodie", "Élodie  Noël");
        assertThat(stored(read("userPassword"))).hasSize(2).last().isEqualTo("");
    }

    @Test
    void itEqualsApacheDsOwn() throws Exception {
        for (Attribute attribute : given) {
            StoredAttribute again = read(attribute.getAttributeType().getName());
            assertThat(attribute.equals(again)).isTrue();
            assertThat(again.equals(attribute)).isTrue();
            assertThat(again.hashCode()).isEqualTo(attribute.hashCode());
            assertThat(again).containsExactlyElementsOf(attribute);
        }
    }

    static Stream<Named<Consumer<Attribute>>> changes() {
        return Stream.of(
                Named.of("clear", Attribute::clear),
                Named.of("remove", attribute -> attribute.remove("Élodie")),
                Named.of("setUpId", attribute -> attribute.setUpId("commonName")),
                Named.of("of its iterator", attribute -> {
                    var values = attribute.iterator();
                    values.next();
                    values.remove();
                }));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void whatIsChangedIsChangedInItAlone(Consumer<Attribute> change) throws Exception {
        StoredAttribute attribute = read("cn");
        Attribute copy = attribute.clone();
        Attribute expected = given.get("cn").clone();
        change.accept(attribute);
        change.accept(expected);
        assertThat(attribute.getUpId()).isEqualTo(expected.getUpId());
        assertThat(attribute.size()).isEqualTo(expected.size());
        assertThat(attribute).containsExactlyElementsOf(expected);
        assertThat(stored(attribute)).containsExactly("opened");
        assertThat(copy).isEqualTo(given.get("cn"));
    }

    @Test
    void aCopyOfOneThatWasChangedIsAsThat() throws Exception {
        StoredAttribute attribute = read("cn");
        attribute.remove("Élodie");
        Attribute copy = attribute.clone();
        attribute.clear();
        assertThat(copy.size()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "objectClass, subentry, false",
        "objectClass, inetOrgPerson, true",
        "objectClass, INETORGPERSON, true",
        "cn, ÉLODIE NOËL, true",
        "cn, elodie, false",
        "cn, STRASSE, true",
        "sn, x Y, true",
        "sn, x, false"
    })
    void itContainsWhatComparesEqual(String name, String value, boolean contained) throws Exception {
        AttributeType type = directory.schemaManager().lookupAttributeTypeRegistry(name);
        assertThat(given.get(name).contains(new Value(type, value))).isEqualTo(contained);
        assertThat(read(name).contains(new Value(type, value))).isEqualTo(contained);
        assertThat(read(name).contains(value)).isEqualTo(contained);
    }

    @Test
    void whatIsCertainlyNotThereIsDeniedWithoutOpeningIt() throws Exception {
        StoredAttribute classes = read("objectClass");
        assertThat(classes.contains(new Value(classes.getAttributeType(), "subentry")))
                .isFalse();
        assertThat(stored(classes)).containsExactly("inetOrgPerson", "top");
    }

    @Test
    void itIsWrittenAsItWasReadOrAsItHasBecome() throws Exception {
        assertThat(bytes(read())).isEqualTo(bytes(read().clone()));
        Entry changed = read();
        changed.get("cn").remove("Élodie");
        changed.removeAttributes("sn");
        Entry again = format.read(ByteBuffer.wrap(bytes(changed)), type -> true);
        given.get("cn").remove("Élodie");
        given.removeAttributes("sn");
        given.setDn(again.getDn());
        assertThat(again).isEqualTo(given);
    }

    @Test
    void valuesThatCannotBeReadAreFoundByWhoeverLooks() throws Exception {
        int form = new String(record, StandardCharsets.ISO_8859_1).indexOf("X y") - 1;
        record[form] |= 7;
        assertThat(read().size()).isEqualTo(given.size());
        assertThatThrownBy(() -> read("sn").get())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("form 7");
        assertThatThrownBy(() -> format.readWhole(ByteBuffer.wrap(record)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("form 7");
    }
}
