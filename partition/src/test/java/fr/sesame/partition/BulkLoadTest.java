package fr.sesame.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Locale;
import org.apache.directory.api.ldap.model.csn.Csn;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.exception.LdapEntryAlreadyExistsException;
import org.apache.directory.api.ldap.model.exception.LdapNoSuchObjectException;
import org.apache.directory.api.ldap.model.exception.LdapSchemaViolationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BulkLoadTest {
    @TempDir
    private Path folder;

    private SmallDirectory directory;

    @BeforeEach
    void open() throws Exception {
        directory = new SmallDirectory(folder);
        directory.addPerson("already");
    }

    @AfterEach
    void close() {
        directory.close();
    }

    private Entry person(int i, String below) throws Exception {
        // Names scatter over the key space, one in three is shared by hundreds, some are not ASCII.
        String name = Integer.toHexString(i * 0x9E3779B1);
        return directory.entry(
                "uid=" + name + "," + below,
                "objectClass: inetOrgPerson",
                "objectClass: person",
                "uid: " + name,
                "cn: " + (i % 3 == 0 ? "Zoé Ångström" : "Camille " + name),
                "sn: " + name.toUpperCase(Locale.ROOT),
                "mail: " + name + "@univ.example");
    }

    private Entry unit(String name, String below) throws Exception {
        return directory.entry("ou=" + name + "," + below, "objectClass: organizationalUnit", "ou: " + name);
    }

    @Test
    void everythingThatFollowsFromTheEntriesIsThere() throws Exception {
        try (BulkLoad load = directory.partition.maintenance().bulkLoad()) {
            load.add(load.prepare(unit("a", SmallDirectory.BASE)));
            load.add(load.prepare(unit("b", "ou=a," + SmallDirectory.BASE)));
            for (int i = 0; i < 4_000; i++) {
                load.add(load.prepare(person(i, (i % 2 == 0 ? "" : "ou=b,") + "ou=a," + SmallDirectory.BASE)));
            }
            load.add(load.prepare(directory.entry(
                    "cn=other," + SmallDirectory.BASE,
                    "objectClass: alias",
                    "objectClass: extensibleObject",
                    "cn: other",
                    "aliasedObjectName: ou=b,ou=a," + SmallDirectory.BASE)));
            load.finish();
        }
        Verification verification = directory.partition.maintenance().verify();
        assertThat(verification.problems()).isEmpty();
        assertThat(verification.entries()).isEqualTo(4_005);
        assertThat(directory.count("(cn=*gstr*)")).isEqualTo(1_334);
        assertThat(directory.count("(sn=9e3779b1)")).isEqualTo(1);
        directory.addPerson("later");
        assertThat(directory.partition.maintenance().verify().problems()).isEmpty();
    }

    @Test
    void whatCannotBeThereIsRefusedAndTheRestGoesOn() throws Exception {
        try (BulkLoad load = directory.partition.maintenance().bulkLoad()) {
            load.add(load.prepare(person(1, SmallDirectory.BASE)));
            PreparedEntry again = load.prepare(person(1, SmallDirectory.BASE));
            assertThatThrownBy(() -> load.add(again)).isInstanceOf(LdapEntryAlreadyExistsException.class);
            PreparedEntry orphan = load.prepare(person(2, "ou=nobody," + SmallDirectory.BASE));
            assertThatThrownBy(() -> load.add(orphan))
                    .isInstanceOf(LdapNoSuchObjectException.class)
                    .hasMessageContaining("ou=nobody");
            PreparedEntry elsewhere = load.prepare(person(2, "ou=elsewhere"));
            assertThatThrownBy(() -> load.add(elsewhere))
                    .isInstanceOf(LdapNoSuchObjectException.class)
                    .hasMessageContaining("not of this directory");
            Entry unmarked = person(3, SmallDirectory.BASE);
            unmarked.removeAttributes("entryCSN");
            assertThatThrownBy(() -> load.prepare(unmarked)).isInstanceOf(LdapSchemaViolationException.class);
            load.add(load.prepare(person(4, SmallDirectory.BASE)));
            load.finish();
        }
        Verification verification = directory.partition.maintenance().verify();
        assertThat(verification.problems()).isEmpty();
        assertThat(verification.entries()).isEqualTo(4);
    }

    @Test
    void theContextHasTheGreatestOfTheSequenceNumbers() throws Exception {
        try (BulkLoad load = directory.partition.maintenance().bulkLoad()) {
            for (int i : new int[] {2, 9, 5}) {
                Entry entry = person(i, SmallDirectory.BASE);
                entry.removeAttributes("entryCSN");
                entry.add("entryCSN", new Csn(1, i, 0, 0).toString());
                load.add(load.prepare(entry));
            }
            load.finish();
        }
        assertThat(directory.partition.getContextCsn(null)).contains("#000009#");
    }

    @Test
    void withoutAnEndNothingOfTheLastGroupIsThere() throws Exception {
        try (BulkLoad load = directory.partition.maintenance().bulkLoad()) {
            load.add(load.prepare(person(1, SmallDirectory.BASE)));
        }
        assertThat(directory.store.entryCount()).isEqualTo(2);
        assertThat(directory.partition.maintenance().verify().problems()).isEmpty();
    }
}
