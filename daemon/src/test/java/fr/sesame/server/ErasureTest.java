package fr.sesame.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPResult;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchScope;
import java.nio.file.Path;
import java.util.List;
import org.apache.directory.api.ldap.model.exception.LdapUnwillingToPerformException;
import org.apache.directory.api.ldap.model.name.Dn;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A tombstone takes the place of an inactive account, whole or not at all, and keeps refusing. */
class ErasureTest {
    private static final String TOMBSTONES = "ou=tombstones," + TestDirectory.BASE;
    private static final String TOMBSTONE = "sesameErasedName=gone," + TOMBSTONES;

    @TempDir
    Path folder;

    private TestDirectory directory;

    @BeforeEach
    void start() throws Exception {
        directory = TestDirectory.start(folder);
        add(account("gone", "prepared 20200101000000Z=active 20210101000000Z=inactive"));
    }

    @AfterEach
    void stop() {
        directory.close();
    }

    private Entry account(String uid, String timeline) {
        Entry entry = IdentityTest.person(directory, uid, uid + "@univ.example");
        entry.setAttribute("sesameTimeline", timeline);
        entry.addAttribute("supannAliasLogin", "alias." + uid);
        return entry;
    }

    private Entry tombstone(String uid) {
        Entry entry = new Entry("sesameErasedName=" + uid + "," + TOMBSTONES);
        entry.addAttribute("objectClass", "top", "sesameTombstone");
        entry.addAttribute("sesameErasedName", uid, "alias." + uid, uid + "@univ.example");
        entry.addAttribute("sesameErasedHash", "k.hash");
        entry.addAttribute("sesameErasure", "[at=2026-11-23T12:00:00Z][by=dpo][reason=request]");
        return entry;
    }

    private LDAPResult add(Entry entry) throws LDAPException {
        try (LDAPConnection operator = directory.as("operator")) {
            return operator.add(entry);
        } catch (LDAPException e) {
            return e.toLDAPResult();
        }
    }

    private boolean isThere(String dn) throws LDAPException {
        try (LDAPConnection operator = directory.as("operator")) {
            return operator.getEntry(dn) != null;
        }
    }

    @Test
    void theAccountGoesWithTheComingOfTheTombstone() throws Exception {
        assertThat(add(tombstone("gone")).getResultCode()).isEqualTo(ResultCode.SUCCESS);
        assertThat(isThere(directory.person("gone"))).isFalse();
        assertThat(isThere(TOMBSTONE)).isTrue();
        directory.close();
        directory = TestDirectory.start(folder);
        assertThat(isThere(directory.person("gone"))).isFalse();
        assertThat(isThere(TOMBSTONE)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "uid,              gone",
        "uid,              GONE",
        "uid,              alias.gone",
        "mail,             gone@univ.example",
        "mail,             Gone@Univ.Example",
        "supannAutreMail,  gone@univ.example",
        "supannAliasLogin, gone",
        "supannAliasLogin, alias.gone"
    })
    void whatItHadIsGivenToNobody(String attribute, String value) throws Exception {
        add(tombstone("gone"));
        Entry heir = IdentityTest.person(directory, attribute.equals("uid") ? value : "heir", "heir@univ.example");
        if (!attribute.equals("uid")) {
            heir.setAttribute(attribute, value);
        }
        LDAPResult result = add(heir);
        assertThat(result.getResultCode()).isEqualTo(ResultCode.CONSTRAINT_VIOLATION);
        assertThat(result.getDiagnosticMessage()).startsWith(attribute).doesNotContain("tombstone", "erase");
    }

    @ParameterizedTest
    @CsvSource({
        "active",
        "inactive 20270101000000Z=active",
        "prepared 20270101000000Z=active",
        "active 20261123120001Z=inactive",
        "active 20261101000000Z=pending"
    })
    void whoIsNotInactiveForGoodIsNotErased(String timeline) throws Exception {
        add(account("stays", timeline));
        assertThat(add(tombstone("stays")).getResultCode()).isEqualTo(ResultCode.UNWILLING_TO_PERFORM);
        assertThat(isThere(directory.person("stays"))).isTrue();
        assertThat(isThere("sesameErasedName=stays," + TOMBSTONES)).isFalse();
    }

    @Test
    void norWhoIsLocked() throws Exception {
        Entry locked = account("locked", "inactive");
        locked.addAttribute("sesameLock", "[kind=technical][since=2026-11-01T08:00:00Z][by=rssi][reason=phishing]");
        add(locked);
        assertThat(add(tombstone("locked")).getResultCode()).isEqualTo(ResultCode.UNWILLING_TO_PERFORM);
        assertThat(isThere(directory.person("locked"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sesameErasedName", "sesameErasedHash", "sesameErasure"})
    void aTombstoneThatIsNotWholeErasesNobody(String missing) throws Exception {
        Entry half = tombstone("gone");
        if (missing.equals("sesameErasedName")) {
            half.setAttribute(missing, "gone", "gone@univ.example"); // not the alias
        } else {
            half.removeAttribute(missing);
        }
        assertThat(add(half).getResultCode()).isIn(ResultCode.CONSTRAINT_VIOLATION, ResultCode.OBJECT_CLASS_VIOLATION);
        assertThat(isThere(directory.person("gone"))).isTrue();
        assertThat(isThere(TOMBSTONE)).isFalse();
    }

    @Test
    void noTombstoneOfNobodyNorElsewhereNorWithSomebodyElsesName() throws Exception {
        assertThat(add(tombstone("nobody")).getResultCode()).isEqualTo(ResultCode.NO_SUCH_OBJECT);
        Entry elsewhere = tombstone("gone");
        elsewhere.setDN("sesameErasedName=gone,ou=people," + TestDirectory.BASE);
        assertThat(add(elsewhere).getResultCode()).isEqualTo(ResultCode.NAMING_VIOLATION);
        add(account("other", "active"));
        Entry greedy = tombstone("gone");
        greedy.addAttribute("sesameErasedName", "other");
        assertThat(add(greedy).getResultCode()).isEqualTo(ResultCode.CONSTRAINT_VIOLATION);
        assertThat(isThere(directory.person("gone"))).isTrue();
    }

    @Test
    void aTombstoneStaysAsItIs() throws Exception {
        add(tombstone("gone"));
        try (LDAPConnection operator = directory.as("operator")) {
            assertThat(Callers.refusal(() -> operator.delete(TOMBSTONE)))
                    .isEqualTo(ResultCode.INSUFFICIENT_ACCESS_RIGHTS);
            assertThat(Callers.refusal(() -> operator.modifyDN(TOMBSTONE, "sesameErasedName=x", true)))
                    .isEqualTo(ResultCode.INSUFFICIENT_ACCESS_RIGHTS);
            for (Modification taken : List.of(
                    new Modification(ModificationType.DELETE, "sesameErasedName", "gone@univ.example"),
                    new Modification(ModificationType.DELETE, "sesameErasedHash"),
                    new Modification(ModificationType.REPLACE, "sesameErasedHash", "k.other"),
                    new Modification(ModificationType.REPLACE, "sesameErasure", "x"))) {
                assertThat(Callers.refusal(() -> operator.modify(TOMBSTONE, taken)))
                        .isEqualTo(ResultCode.CONSTRAINT_VIOLATION);
            }
            assertThat(operator.modify(TOMBSTONE, new Modification(ModificationType.ADD, "sesameAdmission", "k.key"))
                            .getResultCode())
                    .isEqualTo(ResultCode.SUCCESS);
        }
        Assertions.assertThatThrownBy(() -> directory.administrator().delete(new Dn(TOMBSTONE)))
                .isInstanceOf(LdapUnwillingToPerformException.class);
    }

    @Test
    void servicesSeeNone() throws Exception {
        add(tombstone("gone"));
        try (LDAPConnection cas = directory.as("cas")) {
            for (String base : List.of(TestDirectory.BASE, TOMBSTONES, TOMBSTONE)) {
                assertThat(Callers.search(
                                        cas,
                                        new SearchRequest(base, SearchScope.SUB, "(objectClass=sesameTombstone)", "*"))
                                .getEntryCount())
                        .isZero();
            }
        }
    }
}
