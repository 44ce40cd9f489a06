package fr.sesame.server;

import static fr.sesame.server.Callers.refusal;
import static fr.sesame.server.Callers.search;
import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.AddRequest;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.CompareRequest;
import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ModifyDNRequest;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import fr.sesame.access.Role;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What does not fit into a table: white pages, groups that give roles, locks, addresses, limits. */
class RoleRulesTest {
    private static final String PEOPLE = "ou=people," + TestDirectory.BASE;
    private static final ResultCode REFUSED = ResultCode.INSUFFICIENT_ACCESS_RIGHTS;
    private static final String LOCK = "[kind=technical][since=2026-11-20T00:00:00Z][by=olga][reason=phishing]";

    @TempDir
    static Path folder;

    private static University university;

    @BeforeAll
    static void start() throws Exception {
        university = new University(folder);
    }

    @AfterAll
    static void stop() {
        university.close();
    }

    private static String dn(String uid) {
        return university.directory.person(uid);
    }

    private static SearchResult find(String who, String base, String filter, String... attributes) throws Exception {
        try (LDAPConnection connection = university.as(who)) {
            return search(connection, new SearchRequest(base, SearchScope.SUB, filter, attributes));
        }
    }

    private static ResultCode modify(String who, String uid, Modification... modifications) throws LDAPException {
        try (LDAPConnection connection = university.as(who)) {
            return refusal(() -> connection.modify(dn(uid), modifications));
        }
    }

    // White pages

    @ParameterizedTest(name = "{0} looks for {1} with {2}: {3}")
    @CsvSource({
        "anonymous, (cn=alice),                       ou=people, 1",
        "anonymous, (mail=alice@univ.example),        ou=people, 1",
        "anonymous, (mail=a@univ.example),            ou=people, 0",
        "anonymous, (mail=*@univ.ex*),                ou=people, 8",
        "cas,       (mail=a@univ.example),            ou=people, 1",
        "anonymous, (sn=ali*),                        ou=people, 1",
        "anonymous, (sn=*lic*),                       ou=people, 1",
        "anonymous, (cn=alice),                       '',        1",
        "anonymous, (cn=hidden),                      ou=people, 0",
        "anonymous, (cn=locked),                      ou=people, 0",
        "anonymous, (cn=gone),                        ou=people, 0",
        "anonymous, (cn=late),                        ou=people, 0",
        "bob,       (cn=alice),                       ou=people, 1",
        "bob,       (cn=hidden),                      ou=people, 0",
        "bob,       (uid=bob),                        ou=people, 1",
        "bob,       (uid=alice),                      ou=people, 0",
        "bob,       (&(cn=alice)(sesameAffiliation=*)),  ou=people, 0",
        "bob,       (&(cn=alice)(!(mobile=0))),       ou=people, 0",
        "bob,       (|(cn=alice)(mobile=+33 6*)),     ou=people, 0",
        "hidden,    (cn=hidden),                      ou=people, 1",
        "cas,       (cn=hidden),                      ou=people, 1",
        "sup,       (cn=gone),                        ou=people, 1",
        "anonymous, (objectClass=supannEntite),       ou=structures, 1",
        "anonymous, (cn=sesame-support),              ou=groups, 0",
        "bob,       (cn=sesame-support),              ou=groups, 0",
        "anonymous, (cn=cas),                         ou=services, 0"
    })
    void whoIsFound(String who, String filter, String branch, int found) throws Exception {
        String base = branch.isEmpty() ? TestDirectory.BASE : branch + "," + TestDirectory.BASE;
        SearchResult result = find(who, base, filter, "*", "+");
        assertThat(result.getResultCode()).isEqualTo(ResultCode.SUCCESS);
        assertThat(result.getEntryCount()).isEqualTo(found);
    }

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @CsvSource({
        "anonymous, (objectClass=*),                   UNWILLING_TO_PERFORM",
        "anonymous, (objectClass=person),              UNWILLING_TO_PERFORM",
        "anonymous, (sn=*),                            UNWILLING_TO_PERFORM",
        "anonymous, (sn=al*),                          UNWILLING_TO_PERFORM",
        "anonymous, (sn>=a),                           UNWILLING_TO_PERFORM",
        "anonymous, (!(sn=alice)),                     UNWILLING_TO_PERFORM",
        "anonymous, (|(sn=alice)(sn=*)),               UNWILLING_TO_PERFORM",
        "bob,       (sn=*),                            UNWILLING_TO_PERFORM",
        "anonymous, (uid=alice),                       INSUFFICIENT_ACCESS_RIGHTS",
        "anonymous, (&(sn=alice)(!(mail=a@univ.example))), INSUFFICIENT_ACCESS_RIGHTS",
        "anonymous, (mobile=+33 6*),                   INSUFFICIENT_ACCESS_RIGHTS",
        "anonymous, (&(sn=alice)(mobile=*)),           INSUFFICIENT_ACCESS_RIGHTS",
        "anonymous, (&(sn=alice)(name=alice)),         INSUFFICIENT_ACCESS_RIGHTS",
        "bob,       (&(sn=alice)(sesameLock=*)),       INSUFFICIENT_ACCESS_RIGHTS"
    })
    void whoCopiesOrGuessesIsRefused(String who, String filter, String code) throws Exception {
        SearchResult result = find(who, PEOPLE, filter);
        assertThat(result.getResultCode().getName().replace(' ', '_')).isEqualToIgnoringCase(code);
        assertThat(result.getEntryCount()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"anonymous", "bob"})
    void whoIsHiddenIsAnsweredAsWhoIsNotThere(String who) throws Exception {
        try (LDAPConnection connection = university.as(who)) {
            SearchResult expected = null;
            for (String uid : List.of("nobody", "hidden", "locked", "gone", "late")) {
                SearchResult found =
                        search(connection, new SearchRequest(dn(uid), SearchScope.BASE, "(objectClass=*)", "*"));
                expected = expected == null ? found : expected;
                assertThat(found.getResultCode()).isEqualTo(expected.getResultCode());
                assertThat(found.getMatchedDN()).isEqualTo(expected.getMatchedDN());
                assertThat(found.getDiagnosticMessage()).isEqualTo(expected.getDiagnosticMessage());
                assertThat(found.getEntryCount()).isZero();
                assertThat(refusal(() -> connection.compare(new CompareRequest(dn(uid), "sn", uid))))
                        .isEqualTo(REFUSED);
                assertThat(refusal(() -> connection.modify(dn(uid), University.replace("mobile", "1"))))
                        .isEqualTo(REFUSED);
            }
        }
    }

    @Test
    void aStrangerWhoAsksForEverythingGetsWhatIsPublic() throws Exception {
        SearchResult found = find("anonymous", PEOPLE, "(cn=alice)", "*", "+", "userPassword", "uid");
        assertThat(found.getSearchEntries().get(0).getAttributes())
                .extracting(Attribute::getName)
                .containsExactlyInAnyOrder(
                        "objectClass", "cn", "sn", "mail", "telephoneNumber", "supannEntiteAffectation");
    }

    @ParameterizedTest
    @ValueSource(strings = {"anonymous", "bob", "cas", "sup", "oper"})
    void typesWithoutValuesAreThoseThatMayBeRead(String who) throws Exception {
        try (LDAPConnection connection = university.as(who)) {
            for (String[] asked : new String[][] {{"*", "+"}, {"*"}, {"sn", "userPassword"}, {}}) {
                SearchResult found = search(
                        connection,
                        new SearchRequest(
                                PEOPLE,
                                SearchScope.SUB,
                                DereferencePolicy.NEVER,
                                1,
                                0,
                                true,
                                Filter.create("(|(cn=alice)(cn=bob))"),
                                asked));
                assertThat(found.getResultCode()).isEqualTo(ResultCode.SIZE_LIMIT_EXCEEDED);
                assertThat(found.getEntryCount()).isEqualTo(1);
                assertThat(found.getSearchEntries().get(0).hasAttribute("sn")).isTrue();
                assertThat(found.getSearchEntries().get(0).hasAttribute("userPassword"))
                        .isFalse();
            }
        }
    }

    // Roles by groups

    @Test
    void whoJoinsAGroupHasItsRoleAtOnceAndLosesItAtOnce() throws Exception {
        try (LDAPConnection bob = university.as("bob");
                LDAPConnection operator = university.as("oper")) {
            String group = University.groupDn(Role.SUPPORT);
            Modification join = new Modification(ModificationType.ADD, "member", dn("bob"));
            Modification leave = new Modification(ModificationType.DELETE, "member", dn("bob"));
            for (int i = 0; i < 50; i++) {
                operator.modify(group, join);
                assertThat(bob.search(PEOPLE, SearchScope.SUB, "(uid=gone)", "1.1")
                                .getEntryCount())
                        .isEqualTo(1);
                operator.modify(group, leave);
                assertThat(bob.search(PEOPLE, SearchScope.SUB, "(uid=gone)", "1.1")
                                .getEntryCount())
                        .isZero();
            }
        }
    }

    @Test
    void aGroupThatIsRenamedOrDeletedGivesNothing() throws Exception {
        try (LDAPConnection rita = university.as("reg");
                LDAPConnection operator = university.as("oper")) {
            String group = University.groupDn(Role.REGISTRAR);
            assertThat(see(rita)).isTrue();
            operator.modifyDN(new ModifyDNRequest(group, "cn=former", true));
            assertThat(see(rita)).isFalse();
            operator.modifyDN(new ModifyDNRequest("cn=former," + University.GROUPS, "cn=sesame-registrar", true));
            assertThat(see(rita)).isTrue();
            operator.delete(group);
            assertThat(see(rita)).isFalse();
            operator.add(university.group(Role.REGISTRAR, "rita"));
            assertThat(see(rita)).isTrue();
        }
    }

    private static boolean see(LDAPConnection connection) throws LDAPException {
        return connection.search(PEOPLE, SearchScope.SUB, "(uid=gone)", "1.1").getEntryCount() == 1;
    }

    @ParameterizedTest
    @ValueSource(strings = {"anonymous", "bob", "cas", "sup", "off", "reg", "daem", "repl"})
    void nobodyElseGivesRoles(String who) throws Exception {
        try (LDAPConnection connection = university.as(who)) {
            for (Role role : Role.BY_GROUP) {
                String group = University.groupDn(role);
                Modification join = new Modification(ModificationType.ADD, "member", dn("bob"));
                assertThat(refusal(() -> connection.modify(group, join))).isEqualTo(REFUSED);
                assertThat(refusal(() -> connection.delete(group))).isEqualTo(REFUSED);
                assertThat(refusal(() -> connection.modifyDN(group, "cn=x", true)))
                        .isEqualTo(REFUSED);
                assertThat(refusal(() -> connection.add(new AddRequest(university.group(role, "bob")))))
                        .isEqualTo(REFUSED);
            }
        }
    }

    @Test
    void theDaemonCannotMoveAGroupIntoTheNameOfOneThatGivesARole() throws Exception {
        try (LDAPConnection daemon = university.as("daem");
                LDAPConnection operator = university.as("oper")) {
            String mine = "cn=all-staff," + University.GROUPS;
            daemon.add(mine, new Attribute("objectClass", "groupOfNames"), new Attribute("member", dn("bob")));
            operator.delete(University.groupDn(Role.REGISTRAR));
            assertThat(refusal(() -> daemon.modifyDN(mine, "cn=sesame-registrar", true)))
                    .isEqualTo(REFUSED);
            operator.add(university.group(Role.REGISTRAR, "rita"));
            daemon.delete(mine);
        }
    }

    @Test
    void aSearchGivesNoMoreToWhoLosesTheRoleMeanwhile() throws Exception {
        try (LDAPConnection sam = university.as("sup");
                LDAPConnection operator = university.as("oper")) {
            SearchRequest request = new SearchRequest(PEOPLE, SearchScope.SUB, "(sn=*)", "uid");
            request.addControl(new SimplePagedResultsControl(2));
            SearchResult page = sam.search(request);
            assertThat(page.getEntryCount()).isEqualTo(2);
            operator.modify(University.groupDn(Role.SUPPORT), University.replace("member", dn("olga")));
            ASN1OctetString cookie = SimplePagedResultsControl.get(page).getCookie();
            request.replaceControl(new SimplePagedResultsControl(2, cookie));
            assertThat(search(sam, request).getEntryCount()).isZero();
            operator.modify(University.groupDn(Role.SUPPORT), University.replace("member", dn("sam")));
        }
    }

    // What single roles may do

    @Test
    void supportLiftsALockAndLaysNone() throws Exception {
        Modification lay = University.replace("sesameLock", LOCK);
        Modification lift = new Modification(ModificationType.DELETE, "sesameLock");
        Modification why = new Modification(ModificationType.ADD, "sesameLockHistory", "[by=somebody][reason=asked]");
        for (String who : List.of("sup", "reg", "self", "cas", "daem")) {
            assertThat(modify(who, "bob", lay)).as(who).isEqualTo(REFUSED);
            assertThat(modify(who, "bob", lift, new Modification(ModificationType.ADD, "sesameLock", LOCK)))
                    .as(who)
                    .isEqualTo(REFUSED);
        }
        for (String who : List.of("sup", "reg", "off")) {
            assertThat(modify("off", "bob", lay)).isEqualTo(ResultCode.SUCCESS);
            assertThat(modify(who, "bob", lift, why)).as(who).isEqualTo(ResultCode.SUCCESS);
        }
    }

    @Test
    void supportGivesANewPassword() throws Exception {
        String fresh = "Quite-another-1-of-them";
        Modification reset = University.replace("userPassword", fresh);
        for (String who : List.of("self", "off", "reg", "cas", "daem", "repl", "portal", "anonymous")) {
            assertThat(modify(who, "paul", reset)).as(who).isEqualTo(REFUSED);
        }
        assertThat(modify("sup", "paul", reset)).isEqualTo(ResultCode.SUCCESS);
    }

    @Test
    void onesOwnPasswordIsChangedWithTheOldOne() throws Exception {
        String fresh = "Quite-another-2-of-them";
        assertThat(modify("petra", "petra", University.replace("userPassword", fresh)))
                .isEqualTo(REFUSED);
        assertThat(modify(
                        "petra",
                        "petra",
                        new Modification(ModificationType.DELETE, "userPassword", TestDirectory.PASSWORD),
                        new Modification(ModificationType.ADD, "userPassword", fresh)))
                .isEqualTo(ResultCode.SUCCESS);
    }

    @Test
    void supportCannotBecomeWhatItIsNot() throws Exception {
        Modification reset = University.replace("userPassword", "Quite-another-3-of-them");
        for (String uid : List.of("olga", "rita", "otto")) {
            assertThat(modify("sup", uid, reset)).as(uid).isEqualTo(REFUSED);
        }
        assertThat(modify("oper", "olga", University.replace("userPassword", TestDirectory.PASSWORD)))
                .isEqualTo(ResultCode.SUCCESS);
    }

    @ParameterizedTest(name = "{0} {1} {2}: {3}")
    @CsvSource({
        "reg, ADD,     [source=local][key=1][population=hosted],  yes",
        "reg, ADD,     [source=local][key=1][population=partner], yes",
        "reg, ADD,     [source=local][key=1][population=staff],   no",
        "reg, ADD,     [population=hosted],                       no",
        "reg, REPLACE, [source=local][key=1][population=hosted],  no",
        "reg, DELETE,  [source=siham][key=2][population=staff],   no",
        "sup, ADD,     [source=local][key=1][population=hosted],  no",
        "bob, ADD,     [source=local][key=1][population=hosted],  no"
    })
    void theRegistrarWritesTheAffiliationsOfSomePopulations(String who, String type, String value, String yes)
            throws Exception {
        ModificationType how = switch (type) {
            case "ADD" -> ModificationType.ADD;
            case "DELETE" -> ModificationType.DELETE;
            default -> ModificationType.REPLACE;
        };
        ResultCode got = modify(who, "bob", new Modification(how, "sesameAffiliation", value));
        assertThat(got).isEqualTo(yes.equals("yes") ? ResultCode.SUCCESS : REFUSED);
        if (yes.equals("yes")) {
            assertThat(modify(who, "bob", new Modification(ModificationType.DELETE, "sesameAffiliation", value)))
                    .isEqualTo(ResultCode.SUCCESS);
        }
        assertThat(modify("reg", "bob", new Modification(ModificationType.DELETE, "sesameAffiliation")))
                .isEqualTo(REFUSED);
    }

    @Test
    void aPersonInTheGroupOfOperatorsAddsPeopleAndNeverHashes() throws Exception {
        try (LDAPConnection otto = university.as("otto")) {
            assertThat(refusal(() -> otto.modify(dn("alice"), University.replace("title", "professor"))))
                    .isEqualTo(ResultCode.SUCCESS);
            assertThat(otto.getEntry(dn("alice"), "*", "+", "userPassword").hasAttribute("userPassword"))
                    .isFalse();
            assertThat(refusal(() -> otto.delete(dn("alice")))).isEqualTo(REFUSED);
        }
    }

    @ParameterizedTest(name = "{0} adds somebody with {1}: {2}")
    @CsvSource({
        "daem, description=x,              yes",
        "daem, userPassword=x,             no",
        "daem, sesameLock=x,               no",
        "oper, userPassword=sesame-demo,   yes",
        "oper, pwdReset=TRUE,              no",
        "oper, entryUUID=00000000-0000-0000-0000-000000000000, no",
        "oper, creatorsName=cn=x,          no",
        "sup,  description=x,              no",
        "off,  description=x,              no",
        "bob,  description=x,              no"
    })
    void whoAddsMayWriteAllOfIt(String who, String attribute, String yes) throws Exception {
        int equals = attribute.indexOf('=');
        try (LDAPConnection connection = university.as(who)) {
            ResultCode got = refusal(() -> connection.add(
                    dn("new-" + who),
                    new Attribute("objectClass", "top", "inetOrgPerson"),
                    new Attribute("uid", "new-" + who),
                    new Attribute("cn", "new"),
                    new Attribute("sn", "new"),
                    new Attribute(attribute.substring(0, equals), attribute.substring(equals + 1))));
            assertThat(got).isEqualTo(yes.equals("yes") ? ResultCode.SUCCESS : REFUSED);
        }
    }

    // Services

    @ParameterizedTest
    @ValueSource(strings = {"far", "unnamed"})
    void aServiceFromElsewhereOrThatNobodyHasNamedIsNobody(String who) throws Exception {
        try (LDAPConnection connection = university.as(who)) {
            assertThat(search(connection, new SearchRequest("", SearchScope.BASE, "(objectClass=*)", "*", "+"))
                            .getEntryCount())
                    .isEqualTo(1);
            for (String base : List.of(TestDirectory.BASE, PEOPLE, dn("alice"), dn("nobody"), "cn=schema", "")) {
                SearchResult found =
                        search(connection, new SearchRequest(base, SearchScope.SUB, "(objectClass=*)", "*"));
                assertThat(found.getResultCode()).as(base).isEqualTo(REFUSED);
            }
            assertThat(refusal(() -> connection.compare(new CompareRequest(dn("alice"), "sn", "alice"))))
                    .isEqualTo(REFUSED);
            assertThat(refusal(() -> connection.modify(dn("alice"), University.replace("title", "x"))))
                    .isEqualTo(REFUSED);
        }
    }

    @Test
    void aServiceWritesWhatIsNamedForIt() throws Exception {
        assertThat(modify("portal", "alice", University.replace("supannConsentement", "photo")))
                .isEqualTo(ResultCode.SUCCESS);
        assertThat(modify("portal", "alice", University.replace("title", "x"))).isEqualTo(REFUSED);
        assertThat(find("portal", PEOPLE, "(uid=alice)", "uid", "sn")
                        .getSearchEntries()
                        .get(0)
                        .getAttributes())
                .extracting(Attribute::getName)
                .containsExactly("uid");
    }

    @ParameterizedTest(name = "{0} with a limit of its own of {1}: {2}")
    @CsvSource({"portal, 0, 2", "portal, 1, 1", "portal, 100, 2", "cas, 3, 3"})
    void aSearchGivesNoMoreThanTheRoleMayHave(String who, int own, int given) throws Exception {
        try (LDAPConnection connection = university.as(who)) {
            SearchRequest request = new SearchRequest(PEOPLE, SearchScope.SUB, "(uid=*)", "uid");
            request.setSizeLimit(own);
            SearchResult found = search(connection, request);
            assertThat(found.getEntryCount()).isEqualTo(given);
            assertThat(found.getResultCode()).isEqualTo(ResultCode.SIZE_LIMIT_EXCEEDED);
        }
    }

    @Test
    void pagesGiveNoMoreThanTheRoleMayHave() throws Exception {
        try (LDAPConnection portal = university.as("portal")) {
            SearchRequest request = new SearchRequest(PEOPLE, SearchScope.SUB, "(uid=*)", "uid");
            int found = 0;
            ASN1OctetString cookie = null;
            for (int page = 0; page < 10; page++) {
                request.setControls(new SimplePagedResultsControl(1, cookie));
                SearchResult result = search(portal, request);
                found += result.getEntryCount();
                SimplePagedResultsControl control = SimplePagedResultsControl.get(result);
                if (control == null || !control.moreResultsToReturn()) {
                    break;
                }
                cookie = control.getCookie();
            }
            assertThat(found).isLessThanOrEqualTo(2);
        }
    }
}
