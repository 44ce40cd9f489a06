package fr.sesame.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import fr.sesame.account.Account;
import fr.sesame.account.Affiliation;
import fr.sesame.account.Calendar;
import fr.sesame.account.CivilIdentity;
import fr.sesame.account.ComputedGroup;
import fr.sesame.account.Login;
import fr.sesame.account.MailAddress;
import fr.sesame.account.Population;
import fr.sesame.account.Structure;
import fr.sesame.account.StructureCode;
import fr.sesame.account.StructureTree;
import fr.sesame.directory.Change;
import fr.sesame.directory.Directory;
import fr.sesame.directory.DirectoryException;
import fr.sesame.reconcile.CalendarDay;
import fr.sesame.schema.AffiliationText;
import fr.sesame.schema.GroupRule;
import fr.sesame.schema.GroupRules;
import fr.sesame.schema.MembershipProjection;
import fr.sesame.schema.Projections;
import fr.sesame.schema.StateProjection;
import fr.sesame.server.TestDirectory;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Computed groups as list servers, intranets and single sign-on read them. */
class GroupsOverLdapTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Calendar CALENDAR = TestDirectory.CALENDAR;
    private static final GroupRules RULES = new GroupRules(
            List.of(
                    new GroupRule("staff", "Personnels", Set.of(new Population("staff")), Set.of(), Set.of()),
                    new GroupRule("s-{structure}", "{label}", Set.of(), Set.of(), Set.of())),
            Map.of());
    private static final Projections PROJECTIONS =
            new Projections(new StateProjection(CALENDAR.zone(), Map.of()), new MembershipProjection(CALENDAR, RULES));

    @TempDir
    Path folder;

    private TestDirectory server;
    private Directory directory;
    private LDAPConnection cas;

    @BeforeEach
    void start() throws Exception {
        server = TestDirectory.start(folder, PROJECTIONS);
        server.setTime(NOON);
        directory = LdapDirectory.connect(
                new LdapDirectory.Access(
                        "127.0.0.1",
                        server.port(),
                        server.service("daemon"),
                        String.valueOf(TestDirectory.SERVICES.get("daemon"))),
                new Tree(TestDirectory.BASE),
                Map.of(),
                new LdapDirectory.Showing(Dialect.SESAME, PROJECTIONS, server.clock()));
        cas = server.as("operator");
        for (Structure structure :
                List.of(structure("UNIV", null), structure("UFR", "UNIV"), structure("LAB", "UFR"))) {
            directory.apply(new Change.CreateStructure(structure), NOON);
        }
        keep();
        person("ana", "[population=staff][structure=LAB][begin=2026-09-01][end=2026-11-30]");
        person("bob", "[population=student][structure=UFR][begin=2026-09-01]");
    }

    @AfterEach
    void stop() {
        cas.close();
        directory.close();
        server.close();
    }

    private static Structure structure(String code, @Nullable String parent) {
        return new Structure(
                new StructureCode(code), "Label of " + code, "UFR", parent == null ? null : new StructureCode(parent));
    }

    private void keep() throws Exception {
        for (ComputedGroup group : RULES.needed(new StructureTree(directory.structures()), Stream.<Affiliation>of())) {
            directory.groups().put(group);
        }
    }

    private void person(String login, String... records) throws Exception {
        List<Affiliation> affiliations = Arrays.stream(records)
                .map(record -> AffiliationText.parse("[source=siham][key=" + login + "]" + record))
                .toList();
        directory.apply(
                new Change.CreateAccount(new Account(
                        new Login(login),
                        new MailAddress(login + "@univ.example"),
                        new CivilIdentity("X", null, login, LocalDate.of(2000, 1, 1)),
                        new TreeSet<>(),
                        new TreeSet<>(affiliations),
                        CALENDAR.timeline(affiliations),
                        null)),
                NOON);
    }

    private static String group(String name) {
        return "cn=" + name + ",ou=groups," + TestDirectory.BASE;
    }

    private static Set<String> set(@Nullable String... values) {
        return values == null ? Set.of() : new TreeSet<>(List.of(values));
    }

    private Set<String> members(String name) throws LDAPException {
        return set(cas.getEntry(group(name), "member").getAttributeValues("member"));
    }

    private Set<String> memberOf(String login) throws LDAPException {
        return set(cas.getEntry(server.person(login), "memberOf").getAttributeValues("memberOf"));
    }

    private Set<String> found(String base, String filter) throws LDAPException {
        Set<String> names = new TreeSet<>();
        for (SearchResultEntry entry :
                cas.search(base, SearchScope.SUB, filter, "1.1").getSearchEntries()) {
            names.add(entry.getDN());
            assertThat(entry.getAttributes()).isEmpty();
        }
        return names;
    }

    @Test
    void bothEndsSayTheSame() throws Exception {
        assertThat(members("staff")).containsExactly(server.person("ana"));
        assertThat(members("s-LAB")).containsExactly(server.person("ana"));
        assertThat(members("s-UFR")).containsExactly(server.person("ana"), server.person("bob"));
        assertThat(memberOf("ana")).containsExactly(group("s-LAB"), group("s-UFR"), group("s-UNIV"), group("staff"));
        assertThat(memberOf("bob")).containsExactly(group("s-UFR"), group("s-UNIV"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "(memberOf=cn=staff,ou=groups,dc=univ,dc=example) ; uid=ana",
                "(memberOf=CN=S-ufr, OU=Groups,DC=univ,DC=example) ; uid=ana uid=bob",
                "(memberOf=cn=nobody,ou=groups,dc=univ,dc=example) ; ''",
                "(memberOf=cn=staff,ou=services,dc=univ,dc=example) ; ''",
                "(memberOf=*) ; uid=ana uid=bob",
                "(&(uid=bob)(!(memberOf=cn=staff,ou=groups,dc=univ,dc=example))) ; uid=bob",
                "(&(uid=ana)(!(memberOf=cn=staff,ou=groups,dc=univ,dc=example))) ; ''",
                "(|(memberOf=cn=staff,ou=groups,dc=univ,dc=example)(uid=bob)) ; uid=ana uid=bob",
                "(member=uid=bob,ou=people,dc=univ,dc=example) ; cn=s-UFR cn=s-UNIV",
                "(&(objectClass=groupOfNames)(member=UID=ANA,ou=people,dc=univ,dc=example)) ; cn=s-LAB cn=s-UFR cn=s-UNIV cn=staff",
                "(&(cn=s-*)(!(member=uid=bob,ou=people,dc=univ,dc=example))) ; cn=s-LAB",
                "(member=uid=nobody,ou=people,dc=univ,dc=example) ; ''"
            })
    void theyAreSearchedFor(String filter, String expected) throws Exception {
        assertThat(String.join(
                        " ",
                        found(TestDirectory.BASE, filter).stream()
                                .map(dn -> dn.substring(0, dn.indexOf(',')))
                                .toList()))
                .isEqualTo(expected);
    }

    /** RFC 4511, 4.5.1.8: what was not asked for is not returned; memberOf is operational as in other servers. */
    @Test
    void whatIsReturnedIsWhatWasAskedFor() throws Exception {
        Entry all = cas.getEntry(server.person("ana"));
        assertThat(all.hasAttribute("memberOf")).isFalse();
        Entry one = cas.getEntry(server.person("ana"), "memberOf");
        assertThat(one.getAttributes()).hasSize(1);
        assertThat(cas.getEntry(server.person("ana"), "+").getAttributeValues("memberOf"))
                .hasSize(4);
        assertThat(cas.getEntry(server.person("ana"), "+").hasAttribute("sesameMemberOf"))
                .isFalse();
        assertThat(cas.getEntry(server.person("ana"), "*", "memberOf").getAttributeValues("memberOf"))
                .hasSize(4);
        assertThat(cas.getEntry(group("staff"), "cn").hasAttribute("member")).isFalse();
        assertThat(cas.getEntry(group("staff")).getAttributeValues("member")).hasSize(1);
        SearchRequest types =
                new SearchRequest(TestDirectory.BASE, SearchScope.SUB, "(|(uid=ana)(cn=staff))", "memberOf", "member");
        types.setTypesOnly(true);
        for (SearchResultEntry entry : cas.search(types).getSearchEntries()) {
            assertThat(entry.getAttributes())
                    .singleElement()
                    .satisfies(one1 -> assertThat(one1.getValues()).isEmpty());
        }
    }

    @Test
    void theyAreCompared() throws Exception {
        assertThat(cas.compare(group("staff"), "member", server.person("ana")).compareMatched())
                .isTrue();
        assertThat(cas.compare(group("staff"), "member", "UID=Ana, ou=people,dc=univ,dc=example")
                        .compareMatched())
                .isTrue();
        assertThat(cas.compare(group("staff"), "member", server.person("bob")).compareMatched())
                .isFalse();
        assertThat(cas.compare(group("staff"), "description", "PERSONNELS").compareMatched())
                .as("by the equality rule of the attribute")
                .isTrue();
        assertThat(refusal(() -> cas.compare(group("staff"), "member", "no name")))
                .isEqualTo(ResultCode.INVALID_ATTRIBUTE_SYNTAX);
        assertThat(cas.compare(server.person("bob"), "memberOf", group("s-UFR")).compareMatched())
                .isTrue();
        assertThat(cas.compare(server.person("bob"), "memberOf", group("staff")).compareMatched())
                .isFalse();
    }

    @Test
    void whoIsLockedHasLeftWithTheLock() throws Exception {
        cas.modify(
                server.person("ana"),
                new Modification(
                        ModificationType.ADD,
                        "sesameLock",
                        "[kind=technical][since=2026-11-23T11:00:00Z][by=rssi][reason=virus]"));
        assertThat(members("staff")).isEmpty();
        assertThat(memberOf("ana")).isEmpty();
        assertThat(members("s-UFR")).containsExactly(server.person("bob"));
        assertThat(cas.getEntry(group("staff")).hasAttribute("member"))
                .as("the name of the group that the schema wants there is nobody's business")
                .isFalse();
    }

    @Test
    void whoLeavesHasLeftAfterTheDay() throws Exception {
        server.setTime(Instant.parse("2026-11-30T22:59:59Z"));
        day();
        assertThat(members("staff")).hasSize(1);
        server.setTime(Instant.parse("2026-11-30T23:00:00Z"));
        assertThat(day().shown()).isEqualTo(1);
        assertThat(members("staff")).isEmpty();
        assertThat(memberOf("ana")).isEmpty();
    }

    private CalendarDay.Outcome day() throws Exception {
        return new CalendarDay(directory, server.clock(), () -> true, (done, known) -> {}).showDue();
    }

    @Test
    void whomAnotherTreeTouchesIsShownAnew() throws Exception {
        Structure lab = structure("LAB", "UFR");
        directory.apply(new Change.UpdateStructure(lab, structure("LAB", null)), NOON);
        StructureTree now = new StructureTree(directory.structures());
        List<Login> otherwise = directory.groups().shownOtherwise(now, NOON);
        assertThat(otherwise).containsExactly(new Login("ana"));
        new CalendarDay(directory, server.clock(), () -> true, (done, known) -> {}).show(otherwise);
        assertThat(memberOf("ana")).containsExactly(group("s-LAB"), group("staff"));
        assertThat(directory.groups().shownOtherwise(now, NOON)).isEmpty();
    }

    @Test
    void theyAreReadBackAfterAStop() throws Exception {
        stop();
        server = TestDirectory.start(folder, PROJECTIONS);
        server.setTime(NOON);
        directory = LdapDirectory.connect(
                new LdapDirectory.Access(
                        "127.0.0.1",
                        server.port(),
                        server.service("daemon"),
                        String.valueOf(TestDirectory.SERVICES.get("daemon"))),
                new Tree(TestDirectory.BASE),
                Map.of(),
                new LdapDirectory.Showing(Dialect.SESAME, PROJECTIONS, server.clock()));
        cas = server.as("operator");
        person("eve", "[population=staff][structure=LAB][begin=2026-09-01]");
        assertThat(memberOf("eve"))
                .as("the structures are known from the first write on")
                .containsExactly(group("s-LAB"), group("s-UFR"), group("s-UNIV"), group("staff"));
    }

    @Test
    void nobodyWritesMembers() throws Exception {
        Modification add = new Modification(ModificationType.ADD, "member", server.person("bob"));
        assertThat(refusal(() -> cas.modify(group("staff"), add))).isEqualTo(ResultCode.UNWILLING_TO_PERFORM);
        assertThat(refusal(() -> cas.modifyDN(group("staff"), "cn=others", true)))
                .isEqualTo(ResultCode.UNWILLING_TO_PERFORM);
        Modification written = new Modification(ModificationType.REPLACE, "sesameMemberOf", "staff");
        cas.modify(server.person("bob"), written);
        assertThat(memberOf("bob")).as("the directory's own values").doesNotContain(group("staff"));
        assertThat(refusal(() -> cas.modify(
                        server.person("bob"), new Modification(ModificationType.REPLACE, "memberOf", group("staff")))))
                .isEqualTo(ResultCode.INSUFFICIENT_ACCESS_RIGHTS);
    }

    private interface Attempt {
        void run() throws LDAPException;
    }

    private static ResultCode refusal(Attempt attempt) {
        LDAPException refused = catchThrowableOfType(LDAPException.class, attempt::run);
        return refused.getResultCode();
    }

    @Test
    void groupsByHandAreLeftAlone() throws Exception {
        cas.add("dn: " + group("club"), "objectClass: groupOfNames", "cn: club", "member: " + server.person("bob"));
        assertThat(members("club")).containsExactly(server.person("bob"));
        assertThat(found(TestDirectory.BASE, "(member=" + server.person("bob") + ")"))
                .contains(group("club"));
        assertThat(cas.compare(group("club"), "member", server.person("bob")).compareMatched())
                .isTrue();
        assertThat(directory.groups().all()).extracting(ComputedGroup::name).doesNotContain("club");
        assertThatThrownBy(() -> directory.groups().put(new ComputedGroup("club", "Club")))
                .isInstanceOf(DirectoryException.class)
                .hasMessageContaining("kept by hand");
        cas.modify(group("club"), new Modification(ModificationType.ADD, "member", server.person("ana")));
        assertThat(members("club")).hasSize(2);
    }

    @Test
    void aLabelIsChangedAndAGroupTakenAway() throws Exception {
        directory.groups().put(new ComputedGroup("staff", "Tous les personnels"));
        assertThat(cas.getEntry(group("staff")).getAttributeValue("description"))
                .isEqualTo("Tous les personnels");
        assertThat(members("staff")).hasSize(1);
        directory.groups().remove("staff");
        assertThat(cas.getEntry(group("staff"))).isNull();
    }

    /** A service reads what is named for it, and a stranger nothing. */
    @Test
    void whoMayNotReadMembershipsIsNotTold() throws Exception {
        try (LDAPConnection service = server.as("cas");
                LDAPConnection stranger = server.anonymous()) {
            assertThat(service.getEntry(server.person("ana"), "memberOf").getAttributeValues("memberOf"))
                    .hasSize(4);
            assertThat(refusal(() ->
                            stranger.search(TestDirectory.BASE, SearchScope.SUB, "(memberOf=" + group("staff") + ")")))
                    .isEqualTo(ResultCode.INSUFFICIENT_ACCESS_RIGHTS);
            assertThat(refusal(() -> stranger.compare(group("staff"), "member", server.person("ana"))))
                    .isEqualTo(ResultCode.INSUFFICIENT_ACCESS_RIGHTS);
        }
    }
}
