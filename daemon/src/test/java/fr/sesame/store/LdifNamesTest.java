package fr.sesame.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.directory.api.ldap.model.exception.LdapInvalidDnException;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.schema.manager.impl.DefaultSchemaManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LdifNamesTest {
    private static final DefaultSchemaManager SCHEMA = new DefaultSchemaManager();

    @BeforeAll
    static void load() throws Exception {
        SCHEMA.loadAllEnabled();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "uid=jdupont,ou=people,dc=univ,dc=example",
                "UID=JDupont,OU=People,dc=univ,dc=example",
                "uid=jdupont, ou=people, dc=univ, dc=example",
                "uid=jdupont ,ou=people,dc=univ,dc=example",
                " uid=jdupont,ou=people,dc=univ,dc=example",
                "cn=Dupont\\, Jean,ou=people,dc=univ,dc=example",
                "cn=Dupont\\2C Jean,ou=people,dc=univ,dc=example",
                "cn=\"Dupont, Jean\",ou=people,dc=univ,dc=example",
                "cn=Jean+sn=Dupont,ou=people,dc=univ,dc=example",
                "cn=Zoé Ångström,ou=people,dc=univ,dc=example",
                "dc=example"
            })
    void aNameInPartsIsTheNameInOne(String text) throws Exception {
        LdifNames names = new LdifNames(SCHEMA);
        Dn whole = new Dn(SCHEMA, text);
        for (int i = 0; i < 2; i++) { // the second time the parent is known
            Dn dn = names.dn(text);
            assertThat(dn).isEqualTo(whole);
            assertThat(dn.getName()).isEqualTo(whole.getName());
            assertThat(dn.getNormName()).isEqualTo(whole.getNormName());
            assertThat(dn.getRdn().getName()).isEqualTo(whole.getRdn().getName());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"jdupont,ou=people", "uid=jdupont,people", "uid=jdupont,,ou=people", "nothing=here,ou=people"})
    void whatIsNoNameIsRefused(String text) {
        assertThatThrownBy(() -> new Dn(SCHEMA, text)).isInstanceOf(LdapInvalidDnException.class);
        assertThatThrownBy(() -> new LdifNames(SCHEMA).dn(text)).isInstanceOf(LdapInvalidDnException.class);
    }
}
