package fr.sesame.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchScope;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What other software reads of a state is right in the next search, whoever wrote what, over a real connection. */
class ProjectionTest {
    private static final String LIFE =
            "prepared 20260914220000Z=active 20271231230000Z=pending 20280101230000Z=inactive";
    private static final String LOCK =
            "[kind=technical][since=2026-11-23T11:00:00Z][until=2026-11-24T11:00:00Z][by=rssi][reason=phishing]";
    private static final String ADMINISTRATIVE =
            "[kind=administrative][since=2026-11-23T11:00:00Z][by=dgs][reason=charter]";
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @TempDir
    static Path folder;

    static TestDirectory directory;
    static int number;

    private String uid = "";

    @BeforeAll
    static void start() throws Exception {
        directory = TestDirectory.start(folder);
    }

    @AfterAll
    static void stop() {
        directory.close();
    }

    @BeforeEach
    void somebodyNew() throws Exception {
        directory.setTime(NOON);
        uid = "p" + number++;
        directory.addPerson(uid, LIFE, null);
    }

    /** As a service reads it. */
    private Entry read() throws LDAPException {
        String[] attributes = Stream.concat(TestDirectory.PROJECTIONS.attributes().stream(), Stream.of("objectClass"))
                .toArray(String[]::new);
        try (LDAPConnection cas = directory.as("cas")) {
            SearchResult found =
                    cas.search("ou=people," + TestDirectory.BASE, SearchScope.ONE, "(uid=" + uid + ")", attributes);
            assertThat(found.getEntryCount()).isEqualTo(1);
            return found.getSearchEntries().get(0);
        }
    }

    private void modify(Modification... modifications) throws LDAPException {
        try (LDAPConnection operator = directory.as("operator")) {
            operator.modify(directory.person(uid), modifications);
        }
    }

    private static Modification replace(String name, String... values) {
        return new Modification(ModificationType.REPLACE, name, values);
    }

    private static Modification add(String name, String... values) {
        return new Modification(ModificationType.ADD, name, values);
    }

    private static Modification delete(String name, String... values) {
        return new Modification(ModificationType.DELETE, name, values);
    }

    private void assertOpen(String supannDated) throws LDAPException {
        Entry entry = read();
        assertThat(entry.getAttributeValue("sesameMayBind")).isEqualTo("TRUE");
        assertThat(entry.getAttribute("pwdAccountLockedTime")).isNull();
        assertThat(entry.getAttribute("nsAccountLock")).isNull();
        assertThat(entry.getAttributeValue("shadowExpire"))
                .isEqualTo(String.valueOf(LocalDate.of(2028, 1, 1).toEpochDay()));
        assertThat(entry.getAttributeValue("supannRessourceEtatDate")).isEqualTo(supannDated);
        assertThat(entry.getObjectClassValues()).contains("shadowAccount", "supannPerson");
    }

    private void assertShut(String state, String supannDated) throws LDAPException {
        Entry entry = read();
        assertThat(entry.getAttributeValue("sesameState")).isEqualTo(state);
        assertThat(entry.getAttributeValue("sesameMayBind")).isEqualTo("FALSE");
        assertThat(entry.getAttributeValue("pwdAccountLockedTime")).isEqualTo("000001010000Z");
        assertThat(entry.getAttributeValue("nsAccountLock")).isEqualTo("TRUE");
        assertThat(entry.getAttributeValue("shadowExpire")).isEqualTo("1");
        assertThat(entry.getAttributeValue("supannRessourceEtatDate")).isEqualTo(supannDated);
        String undated = supannDated.substring(0, supannDated.indexOf(':', supannDated.indexOf(':') + 1));
        assertThat(entry.getAttributeValue("supannRessourceEtat")).isEqualTo(undated);
    }

    @Test
    void anAccountThatIsAddedHasThemAtOnce() throws Exception {
        assertOpen("{COMPTE}A:SupannActif:20260915:20271231");
        assertThat(read().getAttributeValue("sesameState")).isEqualTo("active");
        assertThat(read().getAttributeValue("sesameNextChange")).isEqualTo("20271231230000Z");
    }

    @Test
    void aLockIsEverywhereInTheNextSearchAndItsEndIsDue() throws Exception {
        modify(add("sesameLock", LOCK));
        assertShut("locked", "{COMPTE}S:SupannVerrouTechnique:20261123:20261124");
        assertThat(read().getAttributeValue("sesameNextChange")).isEqualTo("20261124110000Z");

        modify(replace("sesameLock", ADMINISTRATIVE));
        assertShut("locked", "{COMPTE}S:SupannVerrouAdministratif:20261123:");

        modify(delete("sesameLock"));
        assertOpen("{COMPTE}A:SupannActif:20260915:20271231");
        assertThat(read().getAttributeValue("sesameState")).isEqualTo("active");
    }

    @Test
    void severalModificationsOfOneRequestCountInTheirOrder() throws Exception {
        modify(add("sesameLock", LOCK), delete("sesameLock", LOCK), add("sesameLock", ADMINISTRATIVE));
        assertShut("locked", "{COMPTE}S:SupannVerrouAdministratif:20261123:");
        modify(replace("sesameLock"), replace("description", "lifted"));
        assertOpen("{COMPTE}A:SupannActif:20260915:20271231");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-09-14T21:59:59Z, prepared, {COMPTE}I:SupannPrecree::20260914",
        "2027-12-31T23:00:00Z, pending,  {COMPTE}I:SupannExpire:20280101:20280101",
        "2028-01-01T23:00:00Z, inactive, {COMPTE}I:SupannInactif:20280102:"
    })
    void aTimelineIsShownAsOfTheInstantOfTheWrite(Instant at, String state, String supann) throws Exception {
        modify(replace("sesameTimeline", "active"));
        directory.setTime(at);
        modify(replace("sesameTimeline", LIFE));
        assertShut(state, supann);
    }

    /** What the daemon writes at each due change. */
    @Test
    void makingTheStateVisibleMakesAllOfItVisible() throws Exception {
        directory.setTime(Instant.parse("2027-12-31T23:00:00Z"));
        assertThat(read().getAttributeValue("sesameMayBind")).isEqualTo("TRUE");
        modify(replace("sesameState", "pending"));
        assertShut("pending", "{COMPTE}I:SupannExpire:20280101:20280101");
        assertThat(read().getAttributeValue("sesameNextChange")).isEqualTo("20280101230000Z");
    }

    @Test
    void aPasswordActivates() throws Exception {
        uid = "q" + number++;
        directory.addPersonWithoutPassword(uid, LIFE);
        assertOpen("{COMPTE}I:SupannCree:20260915:20271231");
        modify(add("userPassword", "Correct-horse-battery-9"));
        assertOpen("{COMPTE}A:SupannActif:20260915:20271231");
        modify(delete("userPassword"));
        assertOpen("{COMPTE}I:SupannCree:20260915:20271231");
    }

    /** CAS would say that there is no such person. */
    @ParameterizedTest
    @ValueSource(strings = {"inactive", "pending", "prepared"})
    void aClosedAccountStaysVisibleToAServicesSearch(String timeline) throws Exception {
        modify(replace("sesameTimeline", timeline));
        assertThat(read().getAttributeValue("sesameState")).isEqualTo(timeline);
        try (LDAPConnection cas = directory.as("cas")) {
            for (String filter : List.of(
                    "(&(uid=" + uid + ")(pwdAccountLockedTime=000001010000Z))",
                    "(&(uid=" + uid + ")(pwdAccountLockedTime=*))",
                    "(&(uid=" + uid + ")(pwdAccountLockedTime<=20200101000000Z))",
                    "(&(uid=" + uid + ")(!(pwdAccountLockedTime>=19700101000000Z)))",
                    "(&(uid=" + uid + ")(nsAccountLock=true))",
                    "(&(uid=" + uid + ")(sesameMayBind=FALSE))",
                    "(&(uid=" + uid + ")(shadowExpire=1))",
                    "(&(objectClass=shadowAccount)(mail=" + uid + "@univ.example))",
                    "(&(uid=" + uid + ")(!(sesameMayBind=TRUE)))")) {
                assertThat(cas.search(TestDirectory.BASE, SearchScope.SUB, filter)
                                .getEntryCount())
                        .as(filter)
                        .isEqualTo(1);
            }
        }
    }

    @Test
    void otherLabelsOfSupannAreLeftAlone() throws Exception {
        modify(replace("supannRessourceEtat", "{MAIL}A", "{UAI:0751717J:CLOUD}I:Local", "{COMPTE}I"));
        modify(add("supannRessourceEtatDate", "{MAIL}A:::20271231"));
        modify(add("sesameLock", LOCK));
        Entry entry = read();
        assertThat(entry.getAttributeValues("supannRessourceEtat"))
                .containsExactlyInAnyOrder("{MAIL}A", "{UAI:0751717J:CLOUD}I:Local", "{COMPTE}S:SupannVerrouTechnique");
        assertThat(entry.getAttributeValues("supannRessourceEtatDate"))
                .containsExactlyInAnyOrder("{MAIL}A:::20271231", "{COMPTE}S:SupannVerrouTechnique:20261123:20261124");
    }

    /** Whether or not the access rules let somebody write them. */
    @Test
    void whatSomebodyWritesThereHimselfDoesNotStay() throws Exception {
        modify(add("sesameLock", LOCK));
        modify(
                replace("sesameMayBind", "TRUE"),
                replace("sesameState", "active"),
                replace("shadowExpire"),
                replace("nsAccountLock"),
                delete("objectClass", "shadowAccount"),
                replace("supannRessourceEtat", "{COMPTE}A:SupannActif"),
                replace("supannRessourceEtatDate"));
        assertShut("locked", "{COMPTE}S:SupannVerrouTechnique:20261123:20261124");
        LDAPException refused = catchThrowableOfType(LDAPException.class, () -> modify(delete("pwdAccountLockedTime")));
        assertThat(refused.getResultCode()).isEqualTo(ResultCode.INSUFFICIENT_ACCESS_RIGHTS);
    }

    @ParameterizedTest
    @CsvSource({
        "sesameTimeline, tomorrow,                    is not a phase",
        "sesameTimeline, active 20271231230000Z=shut, is not a phase",
        "sesameLock,     phishing,                    is not a composite value",
        "sesameLock,     [kind=technical],            is not a lock"
    })
    void whatCannotBeReadIsRefusedAndChangesNothing(String attribute, String value, String message) throws Exception {
        List<String> before = values();
        LDAPException refused = catchThrowableOfType(LDAPException.class, () -> modify(replace(attribute, value)));
        assertThat(refused.getResultCode()).isEqualTo(ResultCode.CONSTRAINT_VIOLATION);
        assertThat(refused.getDiagnosticMessage()).contains(message);
        assertThat(values()).isEqualTo(before);
        LDAPException onAdd = catchThrowableOfType(
                LDAPException.class,
                () -> directory.addPerson(
                        "r" + number++,
                        attribute.equals("sesameLock") ? "active" : value,
                        attribute.equals("sesameLock") ? value : null));
        assertThat(onAdd.getResultCode()).isEqualTo(ResultCode.CONSTRAINT_VIOLATION);
    }

    private List<String> values() throws LDAPException {
        List<String> values = new ArrayList<>();
        read().getAttributes()
                .forEach(attribute -> values.add(attribute.getName() + Arrays.toString(attribute.getValues())));
        values.sort(null);
        return values;
    }

    @Test
    void aWriteThatIsWrongIsRefusedAsBefore() {
        assertThat(Callers.refusal(() -> {
                    try (LDAPConnection operator = directory.as("operator")) {
                        return operator.modify(directory.person(uid), delete("sesameLock"));
                    }
                }))
                .isEqualTo(ResultCode.NO_SUCH_ATTRIBUTE);
        assertThat(Callers.refusal(() -> {
                    try (LDAPConnection operator = directory.as("operator")) {
                        return operator.modify(directory.person(uid), delete("sesameTimeline"));
                    }
                }))
                .isEqualTo(ResultCode.OBJECT_CLASS_VIOLATION);
    }

    @Test
    void aServicesEntryHasNoState() throws Exception {
        try (LDAPConnection operator = directory.as("operator")) {
            operator.modify(directory.service("cas"), replace("description", "single sign-on"));
            assertThat(operator.getEntry(directory.service("cas"), "*", "+").getAttribute("sesameMayBind"))
                    .isNull();
        }
    }
}
