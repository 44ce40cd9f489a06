package fr.sesame.server.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.apache.directory.api.ldap.extras.extended.pwdModify.PasswordModifyRequestImpl;
import org.apache.directory.api.ldap.model.message.AddRequest;
import org.apache.directory.api.ldap.model.message.AddRequestImpl;
import org.apache.directory.api.ldap.model.message.BindRequest;
import org.apache.directory.api.ldap.model.message.BindRequestImpl;
import org.apache.directory.api.ldap.model.message.CompareRequest;
import org.apache.directory.api.ldap.model.message.CompareRequestImpl;
import org.apache.directory.api.ldap.model.message.ModifyRequest;
import org.apache.directory.api.ldap.model.message.ModifyRequestImpl;
import org.apache.directory.api.ldap.model.message.SearchRequestImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainPasswordsTest {
    @ParameterizedTest(name = "{0}, same host {1}: {2}")
    @CsvSource({
        "LOOPBACK, true,  true",
        "LOOPBACK, false, false",
        "NEVER,    true,  false",
        "NEVER,    false, false",
        "ALWAYS,   true,  true",
        "ALWAYS,   false, true"
    })
    void fromWhereAPasswordMayCome(PlainPasswords setting, boolean sameHost, boolean allowed) {
        assertThat(setting.allow(sameHost)).isEqualTo(allowed);
    }

    @ParameterizedTest(name = "{0} to {1}: {2}")
    @CsvSource({
        "127.0.0.1,        127.0.0.1,  true",
        "127.8.9.1,        127.0.0.1,  true",
        "::1,              ::1,        true",
        "::ffff:127.0.0.1, 127.0.0.1,  true",
        "192.0.2.7,        192.0.2.7,  true",
        "192.0.2.7,        192.0.2.8,  false",
        "2001:db8::1,      2001:db8::2, false",
        "10.0.0.1,         127.0.0.1,  false"
    })
    void whoIsOnThisHost(String client, String server, boolean sameHost) throws Exception {
        assertThat(Connection.isSameHost(InetAddress.getByName(client), InetAddress.getByName(server)))
                .isEqualTo(sameHost);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "userPassword,           true",
        "USERPASSWORD,           true",
        "userPassword;lang-fr,   true",
        "2.5.4.35,               true",
        "2.5.4.35;x,             true",
        "pwdHistory,             true",
        "mail,                   false",
        "userPasswordPolicy,     false"
    })
    void aPasswordIsFoundByEveryNameOfIt(String attribute, boolean found) throws Exception {
        ModifyRequest modify = new ModifyRequestImpl();
        modify.add("cn", "a");
        modify.replace(attribute, "secret");
        assertThat(Passwords.areIn(modify)).isEqualTo(found);

        AddRequest add = new AddRequestImpl();
        add.getEntry().add(attribute, "secret");
        assertThat(Passwords.areIn(add)).isEqualTo(found);

        CompareRequest compare = new CompareRequestImpl();
        compare.setAttributeId(attribute);
        compare.setAssertionValue("secret");
        assertThat(Passwords.areIn(compare)).isEqualTo(found);
    }

    @ParameterizedTest(name = "''{0}'': {1}")
    @CsvSource({"'', false", "secret, true"})
    void anAnonymousBindHasNone(String password, boolean found) {
        BindRequest bind = new BindRequestImpl();
        bind.setSimple(true);
        bind.setCredentials(password);
        assertThat(Passwords.areIn(bind)).isEqualTo(found);
    }

    @Test
    void passwordModifyHasOneEvenIfItIsInTheAnswer() {
        assertThat(Passwords.areIn(new PasswordModifyRequestImpl())).isTrue();
        assertThat(Passwords.areIn(new SearchRequestImpl())).isFalse();
    }
}
