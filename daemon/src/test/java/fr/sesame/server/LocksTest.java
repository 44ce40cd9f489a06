package fr.sesame.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ResultCode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Locks as plain LDAP modifications: who, when and why are kept, whoever writes. */
class LocksTest {
    private static final String LOCK = "[kind=technical][since=2026-11-20T00:00:00Z][by=olga][reason=phishing]";
    private static final String OTHER =
            "[kind=administrative][since=2026-11-23T00:00:00Z][by=rssi][reason=decision 12]";

    @TempDir
    static Path folder;

    private static University university;
    private static int made;

    private String dn = "";

    @BeforeAll
    static void start() throws Exception {
        university = new University(folder);
    }

    @AfterAll
    static void stop() {
        university.close();
    }

    @BeforeEach
    void somebody() throws Exception {
        String uid = "somebody" + made++;
        university.directory.addPerson(uid, "active", null);
        dn = university.directory.person(uid);
    }

    private void modify(String who, Modification... modifications) throws LDAPException {
        try (LDAPConnection connection = university.as(who)) {
            connection.modify(dn, modifications);
        }
    }

    private LDAPException refused(String who, Modification... modifications) {
        return catchThrowableOfType(LDAPException.class, () -> modify(who, modifications));
    }

    private static Modification lay(String lock) {
        return new Modification(ModificationType.REPLACE, "sesameLock", lock);
    }

    private static Modification lift() {
        return new Modification(ModificationType.DELETE, "sesameLock");
    }

    private static Modification why(String... values) {
        return new Modification(ModificationType.ADD, "sesameLockHistory", values);
    }

    private List<String> history(String who) throws LDAPException {
        try (LDAPConnection connection = university.as(who)) {
            String[] values = connection.getEntry(dn, "sesameLockHistory").getAttributeValues("sesameLockHistory");
            return values == null ? List.of() : List.of(values);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            phishing                                                                   | is not a composite value
            [kind=technical]                                                           | is not a lock
            [since=2026-11-20T00:00:00Z][by=olga][reason=phishing]                      | is not a kind of lock
            [kind=moral][since=2026-11-20T00:00:00Z][by=olga][reason=phishing]          | expected technical or administrative
            [kind=technical][since=2026-11-20][by=olga][reason=phishing]                | is not a lock
            [kind=technical][since=2026-11-20T00:00:00Z][reason=phishing]               | 'by' of a lock has 1 to 300
            [kind=technical][since=2026-11-20T00:00:00Z][by=olga]                       | 'reason' of a lock has 1 to 300
            [kind=technical][since=2026-11-20T00:00:00Z][by= ][reason=phishing]         | 'by' of a lock
            [kind=technical][since=2026-11-20T00:00:00Z][by=olga][reason=x][unitl=2027-01-01T00:00:00Z] | has no 'unitl'
            [kind=technical][since=2026-11-20T00:00:00Z][until=2026-11-20T00:00:00Z][by=olga][reason=x] | ends after it begins
            """)
    void aLockThatDoesNotSayWhatItMustIsRefusedAndToldWhatIsExpected(String lock, String told) throws Exception {
        LDAPException refused = refused("off", lay(lock));
        assertThat(refused.getResultCode()).isEqualTo(ResultCode.CONSTRAINT_VIOLATION);
        assertThat(refused.getDiagnosticMessage()).contains(told).contains("[by=who][reason=why]");
        try (LDAPConnection operator = university.as("oper")) {
            assertThat(operator.getEntry(dn, "sesameLock").hasAttribute("sesameLock"))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", "sup", "reg", "oper"})
    void whoLiftsItSaysWhoAndWhyAndBothAreKept(String who) throws Exception {
        modify("off", lay(LOCK));
        LDAPException silent = refused(who, lift());
        assertThat(silent.getResultCode()).isEqualTo(ResultCode.CONSTRAINT_VIOLATION);
        assertThat(silent.getDiagnosticMessage()).contains("add sesameLockHistory: [by=who][reason=why]");
        modify(who, lift(), why("[by=jean][reason=new password [handed\\] over]".replace("[handed", "\\[handed")));
        assertThat(history("sup"))
                .containsExactly(
                        "[kind=technical][since=2026-11-20T00:00:00Z][by=olga][reason=phishing]"
                                + "[lifted=2026-11-23T12:00:00Z][lifted-by=jean][lifted-because=new password \\[handed\\] over]");
    }

    @Test
    void aLockThatGivesWayToAnotherIsKept() throws Exception {
        modify("off", lay(LOCK));
        modify("off", lay(OTHER));
        modify("off", lay(OTHER)); // no change
        assertThat(history("off"))
                .containsExactly("[kind=technical][since=2026-11-20T00:00:00Z][by=olga][reason=phishing]"
                        + "[lifted=2026-11-23T12:00:00Z][lifted-by=rssi][lifted-because=replaced]");
    }

    @Test
    void nobodyWritesTheHistoryByItself() throws Exception {
        modify("off", lay(LOCK));
        modify("off", lift(), why("[by=jean][reason=first]"));
        List<String> before = history("off");
        for (String who : List.of("off", "sup", "reg", "oper")) {
            for (Modification[] attempt : new Modification[][] {
                {why("[by=jean][reason=made up]")},
                {new Modification(ModificationType.REPLACE, "sesameLockHistory")},
                {new Modification(ModificationType.DELETE, "sesameLockHistory", before.get(0))},
                {new Modification(ModificationType.REPLACE, "sesameLockHistory", before.get(0) + "x")}
            }) {
                assertThat(refused(who, attempt).getResultCode()).as(who).isEqualTo(ResultCode.CONSTRAINT_VIOLATION);
            }
        }
        for (String who : List.of("self", "cas", "daem", "repl")) {
            assertThat(refused(who, why("[by=jean][reason=made up]")).getResultCode())
                    .as(who)
                    .isEqualTo(ResultCode.INSUFFICIENT_ACCESS_RIGHTS);
        }
        assertThat(history("off")).isEqualTo(before);
        modify("off", lay(LOCK));
        for (Modification wrong : List.of(
                why("[by=jean]"),
                why("[by=jean][reason= ]"),
                why("[by=jean][reason=x][lifted=2020-01-01T00:00:00Z]"),
                why("[by=a][reason=a]", "[by=b][reason=b]"))) {
            assertThat(refused("off", lift(), wrong).getResultCode()).isEqualTo(ResultCode.CONSTRAINT_VIOLATION);
        }
        assertThat(history("off")).isEqualTo(before);
    }

    @Test
    void theLastTenAreKept() throws Exception {
        for (int i = 0; i < 12; i++) {
            university.directory.setTime(TestDirectory.START.plusSeconds(i));
            modify("off", lay(LOCK));
            modify("off", lift(), why("[by=jean][reason=time " + i + "]"));
        }
        university.directory.setTime(TestDirectory.START);
        assertThat(history("off"))
                .hasSize(10)
                .noneMatch(value -> value.contains("time 0]") || value.contains("time 1]"))
                .anyMatch(value -> value.contains("time 11]"));
    }
}
