package fr.sesame.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPResult;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ResultCode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A merged account goes whole and comes back whole, and its names and keys are for nobody but the account that it went into. */
class MergeTest {
    private static final String IDENTITIES = "ou=identities," + TestDirectory.BASE;
    private static final String MERGED = "sesameErasedName=other," + IDENTITIES;

    @TempDir
    Path folder;

    private TestDirectory directory;

    @BeforeEach
    void start() throws Exception {
        directory = TestDirectory.start(folder);
        Entry other = person("other");
        other.addAttribute("supannAliasLogin", "alias.other");
        other.addAttribute("sesameSourceKey", "siham:7");
        other.addAttribute("userPassword", "Correct-Horse-7-Battery");
        add(other);
        add(person("keep"));
        add(person("third"));
    }

    @AfterEach
    void stop() {
        directory.close();
    }

    private Entry person(String uid) {
        return IdentityTest.person(directory, uid, uid + "@univ.example");
    }

    private static Entry merged() {
        Entry entry = new Entry(MERGED);
        entry.addAttribute("objectClass", "top", "sesameMergedAccount");
        entry.addAttribute("sesameErasedName", "other", "alias.other", "other@univ.example");
        entry.addAttribute("sesameSourceKey", "siham:7");
        entry.addAttribute("sesameMergedInto", "keep");
        entry.addAttribute("sesameMerge", "[by=registrar][at=20261123120000Z][because=both cards seen]");
        return entry;
    }

    private interface Write {
        LDAPResult on(LDAPConnection connection) throws LDAPException;
    }

    private ResultCode as(String service, Write write) throws LDAPException {
        try (LDAPConnection connection = directory.as(service)) {
            return write.on(connection).getResultCode();
        } catch (LDAPException e) {
            return e.getResultCode();
        }
    }

    private ResultCode add(Entry entry) throws LDAPException {
        return as("operator", operator -> operator.add(entry));
    }

    private ResultCode modify(String uid, ModificationType type, String attribute, String... values)
            throws LDAPException {
        return as(
                "operator",
                operator -> operator.modify(directory.person(uid), List.of(new Modification(type, attribute, values))));
    }

    private Entry read(String dn) throws LDAPException {
        try (LDAPConnection operator = directory.as("operator")) {
            return operator.getEntry(dn, "*", "+");
        }
    }

    private ResultCode bind() throws LDAPException {
        try (LDAPConnection connection = directory.anonymous()) {
            return connection
                    .bind(directory.person("other"), "Correct-Horse-7-Battery")
                    .getResultCode();
        } catch (LDAPException e) {
            return e.getResultCode();
        }
    }

    @Test
    void itGoesWholeAndComesBackWhole() throws Exception {
        assertThat(bind()).isEqualTo(ResultCode.SUCCESS);
        Entry before = read(directory.person("other")).duplicate();
        assertThat(add(merged())).isEqualTo(ResultCode.SUCCESS);
        assertThat(read(directory.person("other"))).isNull();
        assertThat(bind()).isEqualTo(ResultCode.INVALID_CREDENTIALS);
        assertThat(read(MERGED).hasAttribute("sesameMergedValue"))
                .as("it has hashes in it")
                .isFalse();
        directory.close();
        directory = TestDirectory.start(folder);
        assertThat(bind()).isEqualTo(ResultCode.INVALID_CREDENTIALS);

        assertThat(as("operator", operator -> operator.delete(MERGED))).isEqualTo(ResultCode.SUCCESS);
        assertThat(read(MERGED)).isNull();
        Entry after = read(directory.person("other")).duplicate();
        for (String moving : List.of("sesameMayBind", "entryCSN", "modifyTimestamp", "modifiersName")) {
            before.removeAttribute(moving);
            after.removeAttribute(moving);
        }
        assertThat(after).isEqualTo(before);
        assertThat(bind()).isEqualTo(ResultCode.SUCCESS);
    }

    @Test
    void anOpenConnectionOfItEnds() throws Exception {
        try (LDAPConnection open = directory.anonymous()) {
            open.bind(directory.person("other"), "Correct-Horse-7-Battery");
            assertThat(open.getEntry(directory.person("other"), "uid")).isNotNull();
            add(merged());
            assertThatThrownBy(() -> open.getEntry("", "namingContexts")).isInstanceOf(LDAPException.class);
        }
    }

    @Test
    void itsNamesAndKeysAreForTheOtherAccountAloneAndGoBack() throws Exception {
        add(merged());
        ModificationType adds = ModificationType.ADD;
        ModificationType deletes = ModificationType.DELETE;
        assertThat(modify("third", adds, "supannAliasLogin", "other")).isEqualTo(ResultCode.CONSTRAINT_VIOLATION);
        assertThat(modify("third", adds, "sesameSourceKey", "siham:7")).isEqualTo(ResultCode.CONSTRAINT_VIOLATION);
        assertThat(add(person("other"))).isEqualTo(ResultCode.CONSTRAINT_VIOLATION);
        assertThat(modify("keep", adds, "supannAliasLogin", "other")).isEqualTo(ResultCode.SUCCESS);
        assertThat(modify("keep", adds, "supannAutreMail", "other@univ.example"))
                .isEqualTo(ResultCode.SUCCESS);
        assertThat(modify("keep", adds, "sesameSourceKey", "siham:7")).isEqualTo(ResultCode.SUCCESS);
        assertThat(modify("third", adds, "supannAliasLogin", "other")).isEqualTo(ResultCode.CONSTRAINT_VIOLATION);
        assertThat(as("operator", operator -> operator.delete(MERGED)))
                .as("they are still lent")
                .isEqualTo(ResultCode.CONSTRAINT_VIOLATION);
        assertThat(read(directory.person("other"))).isNull();
        assertThat(modify("keep", deletes, "supannAliasLogin", "other")).isEqualTo(ResultCode.SUCCESS);
        assertThat(modify("keep", deletes, "supannAutreMail", "other@univ.example"))
                .isEqualTo(ResultCode.SUCCESS);
        assertThat(modify("keep", deletes, "sesameSourceKey", "siham:7")).isEqualTo(ResultCode.SUCCESS);
        assertThat(modify("third", adds, "supannAliasLogin", "other")).isEqualTo(ResultCode.CONSTRAINT_VIOLATION);
        assertThat(as("operator", operator -> operator.delete(MERGED))).isEqualTo(ResultCode.SUCCESS);
        assertThat(bind()).isEqualTo(ResultCode.SUCCESS);
    }

    @ParameterizedTest
    @CsvSource({
        "sesameErasedName, alias.other, a name that it had is missing",
        "sesameErasedName, other@univ.example, an address that it had is missing",
        "sesameSourceKey, siham:7, a key that it had is missing",
        "sesameMergedInto, keep, it goes into nobody"
    })
    void whatIsMissingIsNotLost(String attribute, String value, String why) throws Exception {
        Entry entry = merged();
        entry.removeAttributeValue(attribute, value);
        assertThat(add(entry)).as(why).isNotEqualTo(ResultCode.SUCCESS);
        assertThat(bind()).isEqualTo(ResultCode.SUCCESS);
    }

    @Test
    void twoAreTwoThatAreThere() throws Exception {
        Entry itself = merged();
        itself.setAttribute("sesameMergedInto", "other");
        assertThat(add(itself)).isEqualTo(ResultCode.UNWILLING_TO_PERFORM);
        Entry nobody = merged();
        nobody.setAttribute("sesameMergedInto", "nobody");
        assertThat(add(nobody)).isEqualTo(ResultCode.NO_SUCH_OBJECT);
        assertThat(bind()).isEqualTo(ResultCode.SUCCESS);
        add(merged());
        assertThat(add(merged())).isIn(ResultCode.NO_SUCH_OBJECT, ResultCode.ENTRY_ALREADY_EXISTS);
    }

    @Test
    void whereItWentIsNotChanged() throws Exception {
        add(merged());
        assertThat(as(
                        "operator",
                        operator -> operator.modify(
                                MERGED, new Modification(ModificationType.REPLACE, "sesameMergedInto", "third"))))
                .isEqualTo(ResultCode.CONSTRAINT_VIOLATION);
        assertThat(as(
                        "operator",
                        operator -> operator.modify(
                                MERGED, new Modification(ModificationType.REPLACE, "sesameMergedValue", "uid eA=="))))
                .isEqualTo(ResultCode.INSUFFICIENT_ACCESS_RIGHTS);
        assertThat(as("daemon", daemon -> daemon.delete(MERGED))).isEqualTo(ResultCode.INSUFFICIENT_ACCESS_RIGHTS);
    }
}
