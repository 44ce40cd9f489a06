package fr.sesame.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ldaptive.BindConnectionInitializer;
import org.ldaptive.ConnectionConfig;
import org.ldaptive.Credential;
import org.ldaptive.DefaultConnectionFactory;
import org.ldaptive.auth.AuthenticationRequest;
import org.ldaptive.auth.AuthenticationResponse;
import org.ldaptive.auth.Authenticator;
import org.ldaptive.auth.SearchDnResolver;
import org.ldaptive.auth.SimpleBindAuthenticationHandler;
import org.ldaptive.auth.ext.PasswordPolicyAuthenticationRequestHandler;
import org.ldaptive.auth.ext.PasswordPolicyAuthenticationResponseHandler;
import org.ldaptive.control.PasswordPolicyControl;

/** What CAS does, with the library that CAS uses: search for the login as a service, then bind with the password. */
class SingleSignOnTest {
    @TempDir
    static Path folder;

    private static TestDirectory directory;
    private static Authenticator cas;

    @BeforeAll
    static void start() throws Exception {
        directory = TestDirectory.start(folder);
        directory.addPerson("aandre", "prepared 20260914220000Z=active 20271231230000Z=pending", null);
        String url = "ldap://127.0.0.1:" + directory.port();
        SearchDnResolver search = SearchDnResolver.builder()
                .factory(new DefaultConnectionFactory(ConnectionConfig.builder()
                        .url(url)
                        .connectionInitializers(BindConnectionInitializer.builder()
                                .dn(directory.service("cas"))
                                .credential(TestDirectory.SERVICES.get("cas"))
                                .build())
                        .build()))
                .dn("ou=people," + TestDirectory.BASE)
                .filter("(uid={user})")
                .build();
        cas = new Authenticator(search, new SimpleBindAuthenticationHandler(new DefaultConnectionFactory(url)));
        cas.setRequestHandlers(new PasswordPolicyAuthenticationRequestHandler());
        cas.setResponseHandlers(new PasswordPolicyAuthenticationResponseHandler());
        cas.setReturnAttributes("uid", "mail", "sesameState");
        cas.setEntryResolver(null);
    }

    @AfterAll
    static void stop() {
        directory.close();
    }

    private static AuthenticationResponse login(String uid, String password) throws Exception {
        return cas.authenticate(new AuthenticationRequest(uid, new Credential(password)));
    }

    @Test
    void anActiveAccountIsLetIn() throws Exception {
        directory.setTime(Instant.parse("2026-11-23T12:00:00Z"));
        assertThat(login("aandre", TestDirectory.PASSWORD).isSuccess()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"2026-09-14T21:59:59Z", "2027-12-31T23:00:00Z"})
    void aClosedAccountIsToldThatItIsLocked(Instant now) throws Exception {
        directory.setTime(now);
        AuthenticationResponse response = login("aandre", TestDirectory.PASSWORD);
        assertThat(response.isSuccess()).isFalse();
        assertThat(response.getAccountState().getError()).isEqualTo(PasswordPolicyControl.Error.ACCOUNT_LOCKED);
    }

    @Test
    void aWrongPasswordIsToldNothing() throws Exception {
        directory.setTime(Instant.parse("2028-11-23T12:00:00Z"));
        AuthenticationResponse response = login("aandre", "wrong");
        assertThat(response.isSuccess()).isFalse();
        assertThat(response.getAccountState()).isNull();
    }
}
