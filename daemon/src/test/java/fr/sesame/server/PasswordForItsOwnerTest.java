package fr.sesame.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.extensions.PasswordModifyExtendedRequest;
import fr.sesame.access.AccessSettings;
import fr.sesame.access.AttributeGroup;
import fr.sesame.access.AttributeSet;
import fr.sesame.access.Role;
import fr.sesame.access.SearchLimits;
import fr.sesame.access.ServiceAccess;
import fr.sesame.interceptors.audit.Kind;
import fr.sesame.interceptors.audit.Outcome;
import fr.sesame.interceptors.audit.Reason;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What single sign-on does for whoever fills in its form for a new password, or accepts its charter: bound as itself, not as them. */
class PasswordForItsOwnerTest {
    private static final String OLD = TestDirectory.PASSWORD;
    private static final String NEW = "Correct-Horse-2026";
    private static final String ROLE_GROUP = "cn=desk,ou=groups," + TestDirectory.BASE;

    @TempDir
    static Path folder;

    static TestDirectory directory;
    private static int made;

    private String uid = "";

    @BeforeAll
    static void start() throws Exception {
        Map<String, String> services = new LinkedHashMap<>(TestDirectory.SERVICES);
        services.put("sso", "of sso");
        AccessSettings standard = AccessSettings.standard();
        directory = TestDirectory.start(
                folder,
                services,
                new AccessSettings(
                        false,
                        AccessSettings.SELF_WRITES,
                        Map.of(Role.SUPPORT, ROLE_GROUP),
                        Set.of(),
                        Set.of(),
                        Map.of(
                                "cas",
                                ServiceAccess.reading(AccessSettings.SINGLE_SIGN_ON_READS),
                                "sso",
                                new ServiceAccess(
                                        Role.SERVICE,
                                        AccessSettings.SINGLE_SIGN_ON_READS,
                                        AttributeSet.of(AttributeGroup.PASSWORD, AttributeGroup.CONSENT),
                                        Set.copyOf(ServiceAccess.READABLE),
                                        List.of(),
                                        SearchLimits.NONE)),
                        Map.of(),
                        standard.limits()));
    }

    @AfterAll
    static void stop() {
        directory.close();
    }

    @BeforeEach
    void somebody() throws Exception {
        directory.setTime(TestDirectory.START);
        uid = "owner" + made++;
        directory.addPerson(uid, "active", null);
        directory.setTime(TestDirectory.START.plusSeconds(86400 * 2));
        directory.forgetBinds();
    }

    private static LDAPConnection sso() throws LDAPException {
        LDAPConnection connection = directory.anonymous();
        connection.bind(directory.service("sso"), "of sso");
        return connection;
    }

    private static ResultCode change(LDAPConnection by, String uid, @Nullable String old, String fresh)
            throws LDAPException {
        return by.processExtendedOperation(new PasswordModifyExtendedRequest(directory.person(uid), old, fresh))
                .getResultCode();
    }

    private boolean opens(String password) {
        try (LDAPConnection connection = directory.anonymous()) {
            return connection.bind(directory.person(uid), password).getResultCode() == ResultCode.SUCCESS;
        } catch (LDAPException e) {
            return false;
        }
    }

    @Test
    void withTheOldOneItIsChanged() throws Exception {
        try (LDAPConnection sso = sso()) {
            assertThat(change(sso, uid, OLD, NEW)).isEqualTo(ResultCode.SUCCESS);
        }
        assertThat(opens(OLD)).isFalse();
        assertThat(opens(NEW)).isTrue();
    }

    @ParameterizedTest(name = "{0} for {1}: {2}")
    @CsvSource({
        ",            Correct-Horse-2026, INSUFFICIENT_ACCESS_RIGHTS",
        "wrong,       Correct-Horse-2026, INVALID_CREDENTIALS",
        "sesame-demo, short,              CONSTRAINT_VIOLATION"
    })
    void otherwiseItStays(@Nullable String old, String fresh, String expected) throws Exception {
        try (LDAPConnection sso = sso()) {
            assertThat(change(sso, uid, old, fresh).getName().replace(' ', '_').toUpperCase(java.util.Locale.ROOT))
                    .isEqualTo(expected);
        }
        assertThat(opens(OLD)).isTrue();
    }

    @Test
    void norByAModification() throws Exception {
        try (LDAPConnection sso = sso()) {
            assertThat(codeOf(sso, new Modification(ModificationType.REPLACE, "userPassword", NEW)))
                    .isEqualTo(ResultCode.INSUFFICIENT_ACCESS_RIGHTS);
        }
        assertThat(opens(OLD)).isTrue();
    }

    /** The old one is the temporary one; knowing that there is one is not enough. */
    @Test
    void onePutInByTheSupportDeskIsChangedLikeAnyOther() throws Exception {
        try (LDAPConnection operator = directory.as("operator")) {
            operator.modify(
                    directory.person(uid),
                    new Modification(ModificationType.REPLACE, "userPassword", "Temporary-2026"),
                    new Modification(ModificationType.REPLACE, "pwdReset", "TRUE"));
        }
        try (LDAPConnection sso = sso()) {
            assertThat(change(sso, uid, null, NEW)).isEqualTo(ResultCode.INSUFFICIENT_ACCESS_RIGHTS);
            assertThat(change(sso, uid, "Temporary-2026", NEW)).isEqualTo(ResultCode.SUCCESS);
            assertThat(sso.getEntry(directory.person(uid), "pwdReset").hasAttribute("pwdReset"))
                    .isFalse();
        }
        assertThat(opens(NEW)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "prepared 20261231230000Z=active,",
        "active 20261124120000Z=pending,",
        "active 20261124120000Z=inactive,",
        "active, [kind=technical][since=2026-11-23T08:00:00Z][by=rssi][reason=phishing]"
    })
    void ofAClosedAccountItStays(String timeline, @Nullable String lock) throws Exception {
        uid = "owner" + made++;
        directory.addPerson(uid, timeline, lock);
        String before = directory.hashOf(uid);
        try (LDAPConnection sso = sso()) {
            assertThat(change(sso, uid, OLD, NEW)).isEqualTo(ResultCode.INSUFFICIENT_ACCESS_RIGHTS);
        }
        assertThat(directory.hashOf(uid)).isEqualTo(before);
    }

    /** Who knows the old one could be what they are anyway. */
    @Test
    void whoHoldsARoleChangesItThereToo() throws Exception {
        try (LDAPConnection operator = directory.as("operator");
                LDAPConnection sso = sso()) {
            operator.add(new Entry(
                    ROLE_GROUP,
                    new Attribute("objectClass", "top", "groupOfNames"),
                    new Attribute("cn", "desk"),
                    new Attribute("member", directory.person(uid))));
            assertThat(change(sso, uid, OLD, NEW)).isEqualTo(ResultCode.SUCCESS);
        }
        assertThat(opens(NEW)).isTrue();
    }

    @Test
    void aServiceThatIsNotNamedForItChangesNone() throws Exception {
        try (LDAPConnection cas = directory.as("cas")) {
            assertThat(change(cas, uid, OLD, NEW)).isEqualTo(ResultCode.INSUFFICIENT_ACCESS_RIGHTS);
        }
        assertThat(opens(OLD)).isTrue();
    }

    @Test
    void norItsOwnNorThatOfAnotherService() throws Exception {
        try (LDAPConnection sso = sso()) {
            for (String service : List.of("sso", "cas")) {
                assertThat(sso.processExtendedOperation(
                                        new PasswordModifyExtendedRequest(directory.service(service), "of sso", NEW))
                                .getResultCode())
                        .isEqualTo(ResultCode.INSUFFICIENT_ACCESS_RIGHTS);
            }
        }
    }

    /** As a change, and by whom: a reset would be somebody else's decision. */
    @Test
    void theTrailTellsOfIt() throws Exception {
        try (LDAPConnection sso = sso()) {
            directory.forgetBinds();
            change(sso, uid, "wrong", NEW);
            change(sso, uid, OLD, NEW);
        }
        assertThat(directory.events())
                .extracting(
                        event -> event.kind(),
                        event -> event.outcome(),
                        event -> event.reason(),
                        event -> event.actor().name())
                .containsExactly(
                        Tuple.tuple(
                                Kind.PASSWORD_CHANGE, Outcome.REFUSED, Reason.WRONG_PASSWORD, directory.service("sso")),
                        Tuple.tuple(Kind.PASSWORD_CHANGE, Outcome.ACCEPTED, Reason.NONE, directory.service("sso")));
    }

    /** As CAS writes it. */
    @Test
    void theCharterIsAccepted() throws Exception {
        try (LDAPConnection sso = sso()) {
            assertThat(codeOf(sso, new Modification(ModificationType.REPLACE, "aupAccepted", "TRUE")))
                    .isEqualTo(ResultCode.SUCCESS);
            assertThat(sso.getEntry(directory.person(uid), "aupAccepted").getAttributeValueAsBoolean("aupAccepted"))
                    .isTrue();
        }
    }

    private ResultCode codeOf(LDAPConnection by, Modification modification) {
        try {
            return by.modify(directory.person(uid), modification).getResultCode();
        } catch (LDAPException e) {
            return e.getResultCode();
        }
    }
}
