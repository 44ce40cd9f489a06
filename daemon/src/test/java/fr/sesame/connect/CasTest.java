package fr.sesame.connect;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import fr.sesame.access.AccessSettings;
import fr.sesame.access.AttributeGroup;
import fr.sesame.access.AttributeSet;
import fr.sesame.access.Role;
import fr.sesame.access.SearchLimits;
import fr.sesame.access.ServiceAccess;
import fr.sesame.server.TestDirectory;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ldaptive.AttributeModification;
import org.ldaptive.BindConnectionInitializer;
import org.ldaptive.ConnectionConfig;
import org.ldaptive.ConnectionFactory;
import org.ldaptive.Credential;
import org.ldaptive.DefaultConnectionFactory;
import org.ldaptive.LdapAttribute;
import org.ldaptive.LdapException;
import org.ldaptive.ModifyOperation;
import org.ldaptive.ModifyRequest;
import org.ldaptive.ResultCode;
import org.ldaptive.auth.AuthenticationRequest;
import org.ldaptive.auth.AuthenticationResponse;
import org.ldaptive.auth.Authenticator;
import org.ldaptive.auth.SearchDnResolver;
import org.ldaptive.auth.SearchEntryResolver;
import org.ldaptive.auth.SimpleBindAuthenticationHandler;
import org.ldaptive.auth.ext.PasswordPolicyAuthenticationRequestHandler;
import org.ldaptive.auth.ext.PasswordPolicyAuthenticationResponseHandler;
import org.ldaptive.control.PasswordPolicyControl;
import org.ldaptive.extended.ExtendedOperation;
import org.ldaptive.extended.PasswordModifyRequest;

/**
 * What CAS sends, with the library that CAS uses and the very properties of {@code docs/connect/cas.md}: search and bind, a new
 * password, the charter.
 */
class CasTest {
    private static final String NEW = "Correct-Horse-2026";

    @TempDir
    static Path folder;

    private static TestDirectory directory;
    private static Properties properties;

    @BeforeAll
    static void start() throws Exception {
        AccessSettings standard = AccessSettings.standard();
        ServiceAccess cas = new ServiceAccess(
                Role.SERVICE,
                AccessSettings.SINGLE_SIGN_ON_READS,
                AttributeSet.of(AttributeGroup.PASSWORD, AttributeGroup.CONSENT),
                Set.copyOf(ServiceAccess.READABLE),
                List.of(),
                SearchLimits.NONE);
        directory = TestDirectory.start(
                folder,
                TestDirectory.SERVICES,
                new AccessSettings(
                        standard.whitePages(),
                        standard.selfWrites(),
                        standard.groups(),
                        standard.groupWriters(),
                        standard.validated(),
                        Map.of("cas", cas),
                        standard.more(),
                        standard.limits()));
        ConnectPage page = ConnectPage.read("cas.md");
        properties = new Properties();
        for (String first : List.of(
                "cas.authn.ldap[0].type=AUTHENTICATED",
                "cas.authn.ldap[0].password-policy.enabled=true",
                "cas.authn.pm.core.enabled=true",
                "cas.acceptable-usage-policy.core.enabled=true")) {
            properties.load(new StringReader(page.block(first)));
        }
    }

    @AfterAll
    static void stop() {
        directory.close();
    }

    private static String property(String name) {
        String value = properties.getProperty(name);
        if (value == null) {
            throw new IllegalStateException("the page does not say " + name);
        }
        return value;
    }

    /** As that part of the properties has it, but for TLS and the secret. */
    private static ConnectionFactory factory(String prefix) {
        assertThat(property(prefix + "ldap-url")).isEqualTo("ldaps://ldap.univ.example");
        return new DefaultConnectionFactory(ConnectionConfig.builder()
                .url("ldap://127.0.0.1:" + directory.port())
                .connectionInitializers(BindConnectionInitializer.builder()
                        .dn(property(prefix + "bind-dn"))
                        .credential(TestDirectory.SERVICES.get("cas"))
                        .build())
                .build());
    }

    private static SearchDnResolver search(String prefix) {
        return SearchDnResolver.builder()
                .factory(factory(prefix))
                .dn(property(prefix + "base-dn"))
                .subtreeSearch(Boolean.parseBoolean(property(prefix + "subtree-search")))
                .filter(property(prefix + "search-filter"))
                .build();
    }

    private static AuthenticationResponse login(String uid, String password) throws LdapException {
        assertThat(property("cas.authn.ldap[0].password-policy.type")).isEqualTo("GENERIC");
        Authenticator cas = new Authenticator(
                search("cas.authn.ldap[0]."),
                new SimpleBindAuthenticationHandler(
                        new DefaultConnectionFactory("ldap://127.0.0.1:" + directory.port())));
        cas.setRequestHandlers(new PasswordPolicyAuthenticationRequestHandler());
        cas.setResponseHandlers(new PasswordPolicyAuthenticationResponseHandler());
        cas.setEntryResolver(new SearchEntryResolver(factory("cas.authn.ldap[0].")));
        cas.setReturnAttributes(
                property("cas.authn.ldap[0].principal-attribute-list").split(","));
        return cas.authenticate(new AuthenticationRequest(uid, new Credential(password)));
    }

    private static ResultCode change(String uid, @Nullable String old, String fresh) throws LdapException {
        String prefix = "cas.authn.pm.ldap[0].";
        assertThat(property(prefix + "type")).isEqualTo("GENERIC");
        String dn = search(prefix).resolve(new org.ldaptive.auth.User(uid));
        return new ExtendedOperation(factory(prefix))
                .execute(new PasswordModifyRequest(dn, old, fresh))
                .getResultCode();
    }

    @Test
    void whoLogsInHasTheAttributesOfTheList() throws Exception {
        directory.addPerson("aandre", "active", null);
        AuthenticationResponse response = login("aandre", TestDirectory.PASSWORD);
        assertThat(response.isSuccess()).isTrue();
        assertThat(response.getLdapEntry().getAttribute("mail").getStringValue())
                .isEqualTo("aandre@univ.example");
    }

    @Test
    void aClosedAccountIsLockedInWordsOfTheControl() throws Exception {
        directory.addPerson("bbernard", "active 20261101000000Z=pending", null);
        AuthenticationResponse response = login("bbernard", TestDirectory.PASSWORD);
        assertThat(response.isSuccess()).isFalse();
        assertThat(response.getAccountState().getError()).isEqualTo(PasswordPolicyControl.Error.ACCOUNT_LOCKED);
    }

    @Test
    void aTemporaryPasswordHasToBeChangedAndCasChangesIt() throws Exception {
        directory.addPerson("ccarpentier", "active", null);
        try (LDAPConnection operator = directory.as("operator")) {
            operator.modify(
                    directory.person("ccarpentier"),
                    new Modification(ModificationType.REPLACE, "userPassword", "Temporary-2026"),
                    new Modification(ModificationType.REPLACE, "pwdReset", "TRUE"));
        }
        AuthenticationResponse response = login("ccarpentier", "Temporary-2026");
        assertThat(response.isSuccess()).isTrue();
        assertThat(response.getAccountState().getError()).isEqualTo(PasswordPolicyControl.Error.CHANGE_AFTER_RESET);
        assertThat(change("ccarpentier", "Temporary-2026", NEW)).isEqualTo(ResultCode.SUCCESS);
        AuthenticationResponse after = login("ccarpentier", NEW);
        assertThat(after.isSuccess()).isTrue();
        assertThat(after.getAccountState()).isNull();
    }

    @Test
    void nobodysPasswordIsChangedWithoutTheOldOne() throws Exception {
        directory.addPerson("ddurand", "active", null);
        assertThat(change("ddurand", "wrong", NEW)).isEqualTo(ResultCode.INVALID_CREDENTIALS);
        assertThat(change("ddurand", null, NEW)).isEqualTo(ResultCode.INSUFFICIENT_ACCESS_RIGHTS);
        assertThat(login("ddurand", TestDirectory.PASSWORD).isSuccess()).isTrue();
    }

    @Test
    void whoAcceptsTheCharterHasAccepted() throws Exception {
        directory.addPerson("eevrard", "active", null);
        String prefix = "cas.acceptable-usage-policy.ldap[0].";
        String attribute = property("cas.acceptable-usage-policy.core.aup-attribute-name");
        String dn = search(prefix).resolve(new org.ldaptive.auth.User("eevrard"));
        assertThat(new ModifyOperation(factory(prefix))
                        .execute(new ModifyRequest(
                                dn,
                                new AttributeModification(
                                        AttributeModification.Type.REPLACE, new LdapAttribute(attribute, "TRUE"))))
                        .getResultCode())
                .isEqualTo(ResultCode.SUCCESS);
        assertThat(login("eevrard", TestDirectory.PASSWORD)
                        .getLdapEntry()
                        .getAttribute(attribute)
                        .getStringValue())
                .isEqualTo("TRUE");
    }
}
