package fr.sesame.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.PLAINBindRequest;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import fr.sesame.interceptors.audit.Kind;
import fr.sesame.interceptors.audit.Outcome;
import fr.sesame.interceptors.audit.Reason;
import fr.sesame.interceptors.audit.SecurityEvent;
import fr.sesame.interceptors.audit.Subject;
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

/** What is told of what clients do on a real port: who, whom, what, from where and why. */
class AuditTest {
    private static final Modification LIFT =
            new Modification(ModificationType.ADD, "sesameLockHistory", "[by=support][reason=new password]");
    private static final String LOCK = "[kind=technical][since=2026-11-01T00:00:00Z][by=rssi][reason=phishing]";
    private static final String NEW_PASSWORD = "Entirely-new-9";

    @TempDir
    static Path folder;

    static TestDirectory directory;

    @BeforeAll
    static void start() throws Exception {
        directory = TestDirectory.start(folder);
        directory.addPerson("alice", "active", null);
        directory.addPerson("bob", "active", null);
        directory.addPerson("prepared", "prepared", null);
        directory.addPerson("pending", "pending", null);
        directory.addPerson("inactive", "inactive", null);
        directory.addPerson("locked", "active", LOCK);
        directory.addPersonWithoutPassword("none", "active");
    }

    @AfterAll
    static void stop() {
        directory.close();
    }

    @BeforeEach
    void forget() {
        directory.forgetBinds();
    }

    private interface Work {
        void on(LDAPConnection connection) throws LDAPException;
    }

    /** Does that, bound as that service or person, and gives what was told of it, the bind left out. */
    private static List<SecurityEvent> told(String who, Work work) throws LDAPException {
        try (LDAPConnection connection = connect(who)) {
            directory.forgetBinds();
            work.on(connection);
            return List.copyOf(directory.events());
        }
    }

    private static LDAPConnection connect(String who) throws LDAPException {
        return switch (who) {
            case "anonymous" -> directory.anonymous();
            case "operator", "cas" -> directory.as(who);
            default -> new LDAPConnection("127.0.0.1", directory.port(), directory.person(who), TestDirectory.PASSWORD);
        };
    }

    private static ResultCode codeOf(LDAPConnection connection, Work work) {
        try {
            work.on(connection);
            return ResultCode.SUCCESS;
        } catch (LDAPException e) {
            return e.getResultCode();
        }
    }

    private static Modification replace(String attribute, String... values) {
        return new Modification(ModificationType.REPLACE, attribute, values);
    }

    @ParameterizedTest(name = "{0} with {1}: {2}")
    @CsvSource({
        "alice,    sesame-demo, NONE,           true",
        "alice,    wrong,       WRONG_PASSWORD, true",
        "none,     sesame-demo, WRONG_PASSWORD, true",
        "nobody,   sesame-demo, UNKNOWN,        false",
        "prepared, sesame-demo, PREPARED,       true",
        "pending,  sesame-demo, PENDING,        true",
        "inactive, sesame-demo, INACTIVE,       true",
        "locked,   sesame-demo, LOCKED,         true",
        "locked,   wrong,       WRONG_PASSWORD, true",
        "alice,    '',          NO_PASSWORD,    true"
    })
    void aBindSaysWhoAndWhy(String uid, String password, Reason reason, boolean known) throws Exception {
        try (LDAPConnection connection = directory.anonymous()) {
            connection.getConnectionOptions().setBindWithDNRequiresPassword(false);
            codeOf(connection, one -> one.bind(new SimpleBindRequest(directory.person(uid), password)));
            assertThat(directory.events()).hasSize(1);
            SecurityEvent event = directory.events().get(0);
            assertThat(event.kind()).isEqualTo(Kind.BIND);
            assertThat(event.outcome()).isEqualTo(reason == Reason.NONE ? Outcome.ACCEPTED : Outcome.REFUSED);
            assertThat(event.reason()).isEqualTo(reason);
            assertThat(event.actor()).isEqualTo(new Subject(directory.person(uid), known));
            assertThat(event.origin().address()).isEqualTo("127.0.0.1");
            assertThat(event.origin().mechanism()).isEqualTo("simple");
            assertThat(event.origin().tls()).isFalse();
            assertThat(event.origin().connection()).isPositive();
            assertThat(event.at()).isEqualTo(directory.clock().instant());
        }
    }

    @Test
    void aServiceThatBindsIsToldToo() throws Exception {
        directory.as("cas").close();
        assertThat(directory.events()).hasSize(1);
        assertThat(directory.events().get(0).actor()).isEqualTo(Subject.known(directory.service("cas")));
    }

    @Test
    void lockAndUnlockSayWhoDidItAndTheFactsOfTheLock() throws Exception {
        List<SecurityEvent> lock =
                told("operator", one -> one.modify(directory.person("bob"), replace("sesameLock", LOCK)));
        assertAct(lock, Kind.LOCK, "operator", "bob");
        assertThat(lock.get(0).detail()).isEqualTo("kind=technical by=rssi reason=phishing");
        List<SecurityEvent> unlock =
                told("operator", one -> one.modify(directory.person("bob"), replace("sesameLock"), LIFT));
        assertAct(unlock, Kind.UNLOCK, "operator", "bob");
        assertThat(unlock.get(0).detail()).isEqualTo("by=support reason=new password");
        told("operator", one -> one.modify(directory.person("bob"), replace("sesameLock", LOCK)));
        List<SecurityEvent> removed = told(
                "operator",
                one -> one.modify(
                        directory.person("bob"), new Modification(ModificationType.DELETE, "sesameLock"), LIFT));
        assertAct(removed, Kind.UNLOCK, "operator", "bob");
    }

    @Test
    void aPasswordThatSomebodyElseSetsIsAReset() throws Exception {
        List<SecurityEvent> told =
                told("operator", one -> one.modify(directory.person("bob"), replace("userPassword", NEW_PASSWORD)));
        assertAct(told, Kind.PASSWORD_RESET, "operator", "bob");
        assertThat(told.toString()).doesNotContain(NEW_PASSWORD);
    }

    private static void assertAct(List<SecurityEvent> told, Kind kind, String service, String uid) {
        assertThat(told).hasSize(1);
        SecurityEvent event = told.get(0);
        assertThat(event.kind()).isEqualTo(kind);
        assertThat(event.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(event.actor()).isEqualTo(Subject.known(directory.service(service)));
        assertThat(event.target()).isEqualTo(Subject.known(directory.person(uid)));
        assertThat(event.origin().address()).isEqualTo("127.0.0.1");
        assertThat(event.origin().mechanism()).isEqualTo("simple");
    }

    @ParameterizedTest(name = "{0} modifies {2} of {1}: {3}")
    @CsvSource({
        "cas,   alice, sesameLock,   LOCK",
        "cas,   alice, userPassword, PASSWORD_RESET",
        "cas,   alice, sn,           ACCESS_REFUSED",
        "cas,   alice, 2.5.4.35,     PASSWORD_RESET",
        "cas,   alice, Wr0ngField,   ACCESS_REFUSED",
        "alice, bob,   userPassword, PASSWORD_RESET"
    })
    void whoMayNotIsTold(String who, String whom, String attribute, Kind kind) throws Exception {
        List<SecurityEvent> told = told(who, one -> {
            Modification change = replace(attribute, attribute.equals("sesameLock") ? LOCK : NEW_PASSWORD);
            assertThat(codeOf(one, it -> it.modify(directory.person(whom), change)))
                    .isEqualTo(ResultCode.INSUFFICIENT_ACCESS_RIGHTS);
        });
        assertThat(told).hasSize(1);
        SecurityEvent event = told.get(0);
        assertThat(event.kind()).isEqualTo(kind);
        assertThat(event.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(event.reason()).isEqualTo(Reason.NO_ACCESS);
        assertThat(event.target()).isEqualTo(Subject.known(directory.person(whom)));
        assertThat(event.toString()).doesNotContain(NEW_PASSWORD, "Wr0ngField");
    }

    private static Modification[] ownChange(String old, String fresh) {
        return new Modification[] {
            new Modification(ModificationType.DELETE, "userPassword", old),
            new Modification(ModificationType.ADD, "userPassword", fresh)
        };
    }

    @ParameterizedTest(name = "from {0} to {1}: {2}")
    @CsvSource({
        "sesame-demo, Brand-New-Phrase-77, NONE",
        "not-the-old, Brand-New-Phrase-88, WRONG_PASSWORD",
        "sesame-demo, {NOSUCH}abc,            AGAINST_THE_RULES",
        ",            Brand-New-Phrase-99,   NO_ACCESS"
    })
    void onesOwnPasswordIsAChange(String old, String fresh, Reason reason) throws Exception {
        String carol = "carol-" + reason.word();
        directory.addPerson(carol, "active", null);
        List<SecurityEvent> told = told(
                carol,
                one -> codeOf(one, it -> {
                    if (old == null) {
                        it.modify(directory.person(carol), replace("userPassword", fresh));
                    } else {
                        it.modify(directory.person(carol), ownChange(old, fresh));
                    }
                }));
        assertThat(told).hasSize(1);
        SecurityEvent event = told.get(0);
        assertThat(event.kind()).isEqualTo(Kind.PASSWORD_CHANGE);
        assertThat(event.reason()).isEqualTo(reason);
        assertThat(event.actor()).isEqualTo(Subject.known(directory.person(carol)));
        assertThat(event.target()).isEqualTo(event.actor());
        assertThat(event.toString()).doesNotContain(fresh, "sesame-demo", "not-the-old");
    }

    @Test
    void theConnectionThatALockClosesIsTold() throws Exception {
        directory.addPerson("dave", "active", null);
        try (LDAPConnection dave = connect("dave")) {
            List<SecurityEvent> told =
                    told("operator", one -> one.modify(directory.person("dave"), replace("sesameLock", LOCK)));
            assertThat(told)
                    .extracting(SecurityEvent::kind)
                    .containsExactlyInAnyOrder(Kind.CONNECTION_CLOSED, Kind.LOCK);
            SecurityEvent closed = told.stream()
                    .filter(event -> event.kind() == Kind.CONNECTION_CLOSED)
                    .findFirst()
                    .orElseThrow();
            assertThat(closed.reason()).isEqualTo(Reason.LOCKED);
            assertThat(closed.actor()).isEqualTo(Subject.known(directory.person("dave")));
            assertThat(codeOf(dave, it -> it.getRootDSE())).isNotEqualTo(ResultCode.SUCCESS);
        }
    }

    @Test
    void anErasureIsToldUnderTheNameOfTheAccount() throws Exception {
        directory.addPerson("gone", "inactive", null);
        Attribute names = new Attribute("sesameErasedName", "gone", "gone@univ.example");
        List<SecurityEvent> told = told(
                "operator",
                one -> one.add(
                        "sesameErasedName=gone,ou=tombstones," + TestDirectory.BASE,
                        new Attribute("objectClass", "top", "sesameTombstone"),
                        names,
                        new Attribute("sesameErasedHash", "k.hash"),
                        new Attribute("sesameErasure", "[at=2026-11-23T12:00:00Z][by=dpo][reason=request]")));
        assertAct(told, Kind.ERASURE, "operator", "gone");
        assertThat(told.get(0).detail()).isEqualTo("by=dpo reason=request");
    }

    @Test
    void anotherWayToBindIsTold() throws Exception {
        List<SecurityEvent> told =
                told("anonymous", one -> codeOf(one, it -> it.bind(new PLAINBindRequest("u:alice", "sesame-demo"))));
        assertThat(told).extracting(SecurityEvent::reason).containsExactly(Reason.MECHANISM);
        assertThat(told.toString()).doesNotContain("sesame-demo");
    }

    @Test
    void readsThatAreRefusedAreTold() throws Exception {
        List<SecurityEvent> search = told(
                "anonymous",
                one -> codeOf(
                        one, it -> it.search("ou=people," + TestDirectory.BASE, SearchScope.SUB, "(userPassword=x)")));
        assertThat(search).hasSize(1);
        assertThat(search.get(0).kind()).isEqualTo(Kind.ACCESS_REFUSED);
        assertThat(search.get(0).reason()).isEqualTo(Reason.NO_ACCESS);
        assertThat(search.get(0).actor()).isEqualTo(Subject.NOBODY);
        assertThat(search.get(0).target()).isEqualTo(Subject.known("ou=people," + TestDirectory.BASE));
        assertThat(search.get(0).detail()).isEqualTo("search");
        assertThat(search.get(0).origin().mechanism()).isEqualTo("none");
        List<SecurityEvent> filter = told(
                "cas",
                one -> codeOf(
                        one, it -> it.search("ou=people," + TestDirectory.BASE, SearchScope.SUB, "(sesameLock=*)")));
        assertThat(filter).extracting(SecurityEvent::kind).containsExactly(Kind.ACCESS_REFUSED);
        assertThat(filter.get(0).actor()).isEqualTo(Subject.known(directory.service("cas")));
    }

    @Test
    void whatAStrangerNamesIsNotKnown() throws Exception {
        List<SecurityEvent> told = told(
                "anonymous",
                one -> codeOf(one, it -> it.search(directory.person("S3cret"), SearchScope.BASE, "(objectClass=*)")));
        assertThat(told).hasSize(1);
        assertThat(told.get(0).target()).isEqualTo(Subject.unknown(directory.person("S3cret")));
        assertThat(told.toString()).doesNotContain("S3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"userPassword", "USERPASSWORD", "2.5.4.35"})
    void aComparisonWithAPasswordIsTold(String attribute) throws Exception {
        List<SecurityEvent> told =
                told("cas", one -> codeOf(one, it -> it.compare(directory.person("alice"), attribute, "wrong-guess")));
        assertThat(told).hasSize(1);
        assertThat(told.get(0).kind()).isEqualTo(Kind.PASSWORD_COMPARE);
        assertThat(told.get(0).reason()).isEqualTo(Reason.NO_ACCESS);
        assertThat(told.toString()).doesNotContain("wrong-guess");
    }

    @Test
    void groupsAndServicesSayWhoWroteThemAndMembersByName() throws Exception {
        String group = "cn=support,ou=groups," + TestDirectory.BASE;
        List<SecurityEvent> add = told(
                "operator",
                one -> one.add(
                        group,
                        new Attribute("objectClass", "top", "groupOfNames"),
                        new Attribute("cn", "support"),
                        new Attribute("member", directory.person("alice"))));
        assertThat(add).extracting(SecurityEvent::kind).containsExactly(Kind.ROLE_CHANGED, Kind.WRITE);
        assertThat(add.get(0).detail()).isEqualTo("+" + directory.person("alice"));
        assertThat(add.get(0).target()).isEqualTo(Subject.known(group));
        List<SecurityEvent> member = told(
                "operator",
                one -> one.modify(
                        group,
                        new Modification(ModificationType.ADD, "member", directory.person("bob")),
                        new Modification(ModificationType.DELETE, "member", directory.person("alice"))));
        assertThat(member).extracting(SecurityEvent::kind).containsExactly(Kind.ROLE_CHANGED);
        assertThat(member.get(0).detail()).isEqualTo("+" + directory.person("bob") + " -" + directory.person("alice"));
        List<SecurityEvent> described = told("operator", one -> one.modify(group, replace("description", "who helps")));
        assertThat(described).extracting(SecurityEvent::kind).containsExactly(Kind.WRITE);
        assertThat(described.get(0).detail()).isEqualTo("modify description");
        List<SecurityEvent> deleted = told("operator", one -> one.delete(group));
        assertThat(deleted).extracting(SecurityEvent::detail).containsExactly("delete");
    }

    @Test
    void aPersonIsNotDeletedAndTheAttemptIsTold() throws Exception {
        List<SecurityEvent> told = told(
                "operator",
                one -> assertThat(codeOf(one, it -> it.delete(directory.person("alice"))))
                        .isNotEqualTo(ResultCode.SUCCESS));
        assertThat(told).hasSize(1);
        assertThat(told.get(0).kind()).isEqualTo(Kind.ACCESS_REFUSED);
        assertThat(told.get(0).outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(told.get(0).target()).isEqualTo(Subject.known(directory.person("alice")));
    }

    @Test
    void anActThatFailsIsNoAcceptedOne() throws Exception {
        List<SecurityEvent> told = told("operator", one -> {
            Modification change = replace("userPassword", "{NOSUCH}abc");
            assertThat(codeOf(one, it -> it.modify(directory.person("alice"), change)))
                    .isEqualTo(ResultCode.CONSTRAINT_VIOLATION);
        });
        assertThat(told).hasSize(1);
        assertThat(told.get(0).kind()).isEqualTo(Kind.PASSWORD_RESET);
        assertThat(told.get(0).reason()).isEqualTo(Reason.AGAINST_THE_RULES);
    }

    @Test
    void ordinaryLifeIsNotTold() throws Exception {
        assertThat(told("operator", one -> {
                    one.modify(directory.person("alice"), replace("description", "nothing"));
                    one.search("ou=people," + TestDirectory.BASE, SearchScope.SUB, "(uid=alice)");
                }))
                .isEmpty();
    }
}
