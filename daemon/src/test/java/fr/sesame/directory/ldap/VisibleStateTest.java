package fr.sesame.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldif.LDIFException;
import fr.sesame.account.Account;
import fr.sesame.account.Calendar;
import fr.sesame.account.CivilIdentity;
import fr.sesame.account.DayRule;
import fr.sesame.account.Lock;
import fr.sesame.account.Login;
import fr.sesame.account.MailAddress;
import fr.sesame.account.Population;
import fr.sesame.account.PopulationRule;
import fr.sesame.account.StructureTree;
import fr.sesame.account.Timeline;
import fr.sesame.schema.AffiliationProjection;
import fr.sesame.schema.AffiliationText;
import fr.sesame.schema.Projections;
import fr.sesame.schema.StateProjection;
import fr.sesame.schema.SupannPopulations;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is written to which server. */
class VisibleStateTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Projections PROJECTIONS = new Projections(new StateProjection(PARIS, Map.of()));
    private static final Account LOCKED = new Account(
            new Login("x"),
            new MailAddress("x@univ.example"),
            new CivilIdentity("X", null, "X", LocalDate.of(2000, 1, 1)),
            new TreeSet<>(),
            new TreeSet<>(),
            Timeline.parse("active"),
            new Lock(Lock.Kind.TECHNICAL, NOON, null, "rssi", "phishing"));

    private static Account open() {
        return new Account(
                LOCKED.login(),
                LOCKED.mail(),
                LOCKED.civil(),
                LOCKED.numbers(),
                LOCKED.affiliations(),
                LOCKED.timeline(),
                null);
    }

    private static Entry entry(String... attributes) throws LDIFException {
        String[] lines = new String[attributes.length + 1];
        lines[0] = "dn: uid=x,ou=people,dc=univ,dc=example";
        System.arraycopy(attributes, 0, lines, 1, attributes.length);
        return new Entry(lines);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SESAME   | sesameState",
                "OPENLDAP | pwdAccountLockedTime sesameMayBind sesameState shadowExpire supannRessourceEtat"
                        + " supannRessourceEtatDate",
                "DS389    | nsAccountLock sesameMayBind sesameState shadowExpire supannRessourceEtat"
                        + " supannRessourceEtatDate"
            })
    void aNewAccountShowsWhatTheServerLeavesToTheDaemon(Dialect dialect, String names) throws Exception {
        Entry entry = entry("objectClass: sesameAccount");
        new VisibleState(PROJECTIONS, dialect).addTo(entry, LOCKED, NOON, StructureTree.EMPTY);
        assertThat(entry.getAttributes().stream().map(Attribute::getName).filter(name -> !name.equals("objectClass")))
                .containsExactlyInAnyOrder(names.split(" "));
        assertThat(entry.hasObjectClass("shadowAccount")).isEqualTo(dialect != Dialect.SESAME);
    }

    /** Nothing stays of what it had been: every attribute is replaced, by nothing if it is to be absent. */
    @ParameterizedTest
    @EnumSource(value = Dialect.class, names = "SESAME", mode = EnumSource.Mode.EXCLUDE)
    void aChangeReplacesThemAllAndCompletesAnOlderEntry(Dialect dialect) throws Exception {
        Entry stored = entry(
                "objectClass: supannPerson",
                "userPassword: {SSHA512}x",
                "pwdAccountLockedTime: 000001010000Z",
                "supannRessourceEtat: {COMPTE}S:SupannVerrouTechnique",
                "supannRessourceEtat: {MAIL}A");
        List<Modification> modifications =
                new VisibleState(PROJECTIONS, dialect).modifications(open(), NOON, stored, false, StructureTree.EMPTY);
        assertThat(modifications).hasSize(PROJECTIONS.attributes().size());
        Entry after = Entry.applyModifications(stored, true, modifications);
        assertThat(after.hasObjectClass("shadowAccount")).isTrue();
        assertThat(after.getAttributeValues("supannRessourceEtat"))
                .containsExactlyInAnyOrder("{MAIL}A", "{COMPTE}A:SupannActif");
        assertThat(after.getAttributeValue("sesameMayBind")).isEqualTo("TRUE");
        assertThat(after.hasAttribute("nsAccountLock")).isFalse();
        assertThat(after.hasAttribute("pwdAccountLockedTime")).isEqualTo(dialect == Dialect.DS389); // not its affair
    }

    /** What somebody is follows on a server that derives nothing, and is left to one that does. */
    @ParameterizedTest
    @EnumSource(Dialect.class)
    void whatSomebodyIsIsWrittenWhereTheServerDoesNot(Dialect dialect) throws Exception {
        Population staff = new Population("staff");
        PopulationRule rule = new PopulationRule(
                List.of(DayRule.parse("begin")), List.of(DayRule.parse("end")), Period.ZERO, false, false, 0, false);
        Projections all = new Projections(
                new StateProjection(PARIS, Map.of()),
                new AffiliationProjection(
                        new Calendar(PARIS, Map.of(staff, rule)),
                        Map.of(staff, SupannPopulations.shipped(staff)),
                        "univ.example",
                        "0751717J"));
        Account employed = new Account(
                LOCKED.login(),
                LOCKED.mail(),
                LOCKED.civil(),
                LOCKED.numbers(),
                new TreeSet<>(List.of(AffiliationText.parse("[source=siham][key=1][population=staff][structure=DSI]"
                        + "[begin=2026-01-01][end=2026-12-31]"))),
                LOCKED.timeline(),
                null);
        VisibleState visible = new VisibleState(all, dialect);
        Entry entry = entry("objectClass: sesameAccount");
        visible.addTo(entry, employed, NOON, StructureTree.EMPTY);
        boolean ours = dialect != Dialect.SESAME;
        assertThat(entry.hasAttribute("eduPersonAffiliation")).isEqualTo(ours);
        assertThat(entry.hasObjectClass("eduPerson")).isEqualTo(ours);
        assertThat(entry.getAttributeValue("sesameNextChange")).isEqualTo("20261231230000Z");
        if (ours) {
            assertThat(entry.getAttributeValues("eduPersonAffiliation")).containsExactly("employee", "member");
            assertThat(entry.getAttributeValue("supannEntiteAffectation")).isEqualTo("DSI");
            List<Modification> modifications = visible.modifications(
                    employed, Instant.parse("2026-12-31T23:00:00Z"), entry, false, StructureTree.EMPTY);
            Entry after = Entry.applyModifications(entry, true, modifications);
            assertThat(after.hasAttribute("eduPersonAffiliation")).isFalse();
            assertThat(after.hasAttribute("supannEmpProfil")).isFalse();
            assertThat(after.hasAttribute("sesameNextChange")).isFalse();
            assertThat(after.getAttributeValue("sesameState")).isEqualTo("active");
        }
    }

    @Test
    void aPasswordThatIsBeingSetActivates() throws Exception {
        VisibleState visible = new VisibleState(PROJECTIONS, Dialect.OPENLDAP);
        Entry stored = entry("objectClass: supannPerson", "objectClass: shadowAccount");
        assertThat(Entry.applyModifications(
                                stored, true, visible.modifications(open(), NOON, stored, false, StructureTree.EMPTY))
                        .getAttributeValue("supannRessourceEtat"))
                .isEqualTo("{COMPTE}I:SupannCree");
        assertThat(Entry.applyModifications(
                                stored, true, visible.modifications(open(), NOON, stored, true, StructureTree.EMPTY))
                        .getAttributeValue("supannRessourceEtat"))
                .isEqualTo("{COMPTE}A:SupannActif");
    }

    @Test
    void whatIsReadBeforeAWriteIsWhatItDependsOn() {
        assertThat(Arrays.asList(Dialect.OPENLDAP.reads(PROJECTIONS)))
                .containsExactlyInAnyOrder(
                        "objectClass",
                        "userPassword",
                        "pwdAccountLockedTime",
                        "supannRessourceEtat",
                        "supannRessourceEtatDate");
        assertThat(Arrays.asList(Dialect.DS389.reads(PROJECTIONS))).doesNotContain("pwdAccountLockedTime");
    }
}
