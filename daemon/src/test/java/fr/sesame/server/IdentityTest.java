package fr.sesame.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPResult;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ResultCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.directory.api.ldap.model.exception.LdapUnwillingToPerformException;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.model.name.Rdn;
import org.apache.directory.server.core.api.CoreSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is a person's stays theirs, whoever writes. */
class IdentityTest {
    private static final String BASE = TestDirectory.BASE;

    @TempDir
    static Path folder;

    static TestDirectory directory;

    @BeforeAll
    static void start() throws Exception {
        directory = TestDirectory.start(folder);
        try (LDAPConnection operator = directory.as("operator")) {
            Entry alice = person("alice", "alice@univ.example");
            alice.addAttribute("supannAliasLogin", "al");
            alice.addAttribute("supannAutreMail", "alice.old@univ.example");
            alice.addAttribute("sesameSourceKey", "apogee:1", "siham:1");
            operator.add(alice);
            operator.add(person("bob", "bob@univ.example"));
            operator.add(group("cn=staff", "staff@univ.example"));
            operator.add(group("cn=deans", "staff@univ.example"));
        }
    }

    @AfterAll
    static void stop() {
        directory.close();
    }

    private static Entry person(String uid, String mail) {
        return person(directory, uid, mail);
    }

    static Entry person(TestDirectory directory, String uid, String mail) {
        Entry entry = new Entry(directory.person(uid));
        entry.addAttribute(
                "objectClass",
                "top",
                "person",
                "organizationalPerson",
                "inetOrgPerson",
                "supannPerson",
                "eduPerson",
                "sesameAccount");
        entry.addAttribute("uid", uid);
        entry.addAttribute("cn", uid);
        entry.addAttribute("sn", uid);
        entry.addAttribute("mail", mail);
        entry.addAttribute("sesameState", "active");
        entry.addAttribute("sesameTimeline", "active");
        return entry;
    }

    private static Entry group(String rdn, String mail) {
        Entry entry = new Entry(rdn + ",ou=groups," + BASE);
        entry.addAttribute("objectClass", "top", "organizationalUnit", "extensibleObject");
        entry.addAttribute("ou", "x");
        entry.addAttribute(rdn.substring(0, rdn.indexOf('=')), rdn.substring(rdn.indexOf('=') + 1));
        entry.addAttribute("mail", mail);
        return entry;
    }

    private static LDAPResult modify(String who, String dn, Modification... modifications) throws LDAPException {
        try (LDAPConnection connection = directory.as(who)) {
            return connection.modify(dn, modifications);
        } catch (LDAPException e) {
            return e.toLDAPResult();
        }
    }

    private static LDAPResult add(Entry entry) throws LDAPException {
        try (LDAPConnection operator = directory.as("operator")) {
            return operator.add(entry);
        } catch (LDAPException e) {
            return e.toLDAPResult();
        }
    }

    /** {@code +mail=x}, {@code -mail}, {@code =mail=x|y}. */
    private static Modification[] modifications(String text) {
        List<Modification> all = new ArrayList<>();
        for (String one : text.split(" ")) {
            int equals = one.indexOf('=', 1);
            String name = equals < 0 ? one.substring(1) : one.substring(1, equals);
            String[] values =
                    equals < 0 ? new String[0] : one.substring(equals + 1).split("\\|");
            ModificationType type = switch (one.charAt(0)) {
                case '+' -> ModificationType.ADD;
                case '-' -> ModificationType.DELETE;
                case '#' -> ModificationType.INCREMENT;
                default -> ModificationType.REPLACE;
            };
            all.add(new Modification(type, name, values));
        }
        return all.toArray(Modification[]::new);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "-uid=alice +uid=carol, uid",
        "+uid=carol, uid",
        "=uid=carol, uid",
        "=userid=carol, uid",
        "=0.9.2342.19200300.100.1.1=carol, uid",
        "-sesameSourceKey, sesameSourceKey",
        "-sesameSourceKey=siham:1, sesameSourceKey",
        "=sesameSourceKey=apogee:1, sesameSourceKey",
        "=sesameSourceKey=apogee:2|siham:1, sesameSourceKey",
        "-sesameSourceKey=siham:1 +sesameSourceKey=siham:2, sesameSourceKey",
        "=mail=alice.new@univ.example, mail",
        "-mail, mail",
        "-mail +supannAutreMail=other@univ.example, mail",
        "-supannAutreMail, supannAutreMail",
        "-supannAliasLogin, supannAliasLogin",
        "#mail=1, mail",
        "=supannAliasLogin=AL, supannAliasLogin"
    })
    void noNameNorKeyIsTakenFromAPerson(String change, String named) throws Exception {
        for (String who : List.of("operator", "daemon")) {
            LDAPResult result = modify(who, directory.person("alice"), modifications(change));
            assertThat(result.getResultCode()).isEqualTo(ResultCode.CONSTRAINT_VIOLATION);
            assertThat(result.getDiagnosticMessage()).contains(named);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-objectClass=sesameAccount -sesameState -sesameTimeline -sesameSourceKey",
                "=objectClass=top|person|organizationalPerson|inetOrgPerson|supannPerson",
                "-objectClass",
                "+objectClass=sesameTombstone"
            })
    void anAccountStaysAnAccount(String change) throws Exception {
        for (String who : List.of("operator", "daemon")) {
            assertThat(modify(who, directory.person("alice"), modifications(change))
                            .getResultCode())
                    .isEqualTo(ResultCode.UNWILLING_TO_PERFORM);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=uid=alice",
                "+sesameSourceKey=harpege:7",
                "=sesameSourceKey=apogee:1|siham:1|harpege:7",
                "=mail=alice.new@univ.example +supannAutreMail=alice@univ.example",
                "=mail=alice@univ.example =supannAutreMail=alice.old@univ.example|alice.new@univ.example",
                "=mail=ALICE@univ.example",
                "-mail +mail=alice@univ.example",
                "+mail=alice.old@univ.example",
                "=sn=other",
                "+eduPersonPrincipalName=alice@univ.example"
            })
    void whatTakesNothingAwayIsAllowed(String change) throws Exception {
        assertThat(modify("daemon", directory.person("alice"), modifications(change))
                        .getResultCode())
                .isEqualTo(ResultCode.SUCCESS);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "+mail=alice@univ.example, mail",
        "+mail=Alice@UNIV.example, mail",
        "+rfc822Mailbox=alice@univ.example, mail",
        "+mail=alice.old@univ.example, mail",
        "+mail=alice, mail",
        "+supannAutreMail=alice@univ.example, supannAutreMail",
        "+supannAliasLogin=al, supannAliasLogin",
        "+supannAliasLogin=alice, supannAliasLogin",
        "+supannAliasLogin=Alice, supannAliasLogin",
        "+supannAliasLogin=AL, supannAliasLogin",
        "+supannAliasLogin=alice@univ.example, supannAliasLogin",
        "+eduPersonPrincipalName=alice@univ.example, eduPersonPrincipalName",
        "+eduPersonPrincipalNamePrior=Alice, eduPersonPrincipalNamePrior",
        "+eduPersonUniqueId=alice@univ.example, eduPersonUniqueId",
        "+sesameSourceKey=siham:1, sesameSourceKey",
        "+mail=staff@univ.example, mail",
        "-mail=bob@univ.example +mail=alice@univ.example +supannAutreMail=bob@univ.example, mail"
    })
    void nobodyIsGivenWhatIsSomebodyElses(String change, String named) throws Exception {
        for (String who : List.of("operator", "daemon")) {
            LDAPResult result = modify(who, directory.person("bob"), modifications(change));
            assertThat(result.getResultCode()).isEqualTo(ResultCode.CONSTRAINT_VIOLATION);
            assertThat(result.getDiagnosticMessage()).startsWith(named).doesNotContainIgnoringCase("alice");
        }
    }

    @Test
    void noNewPersonIsGivenWhatIsSomebodyElses() throws Exception {
        Entry alias = person("carol", "carol@univ.example");
        alias.addAttribute("supannAliasLogin", "bob");
        Entry key = person("carol", "carol@univ.example");
        key.addAttribute("sesameSourceKey", "siham:1");
        for (Entry refused :
                List.of(person("carol", "ALICE.OLD@univ.example"), person("al", "carol@univ.example"), alias, key)) {
            LDAPResult result = add(refused);
            assertThat(result.getResultCode()).as(refused.toLDIFString()).isEqualTo(ResultCode.CONSTRAINT_VIOLATION);
            assertThat(result.getDiagnosticMessage()).doesNotContain("ou=people");
        }
        assertThat(add(person("ALICE", "new@univ.example")).getResultCode()).isEqualTo(ResultCode.ENTRY_ALREADY_EXISTS);
    }

    @Test
    void norAGroupNorAService() throws Exception {
        assertThat(add(group("cn=list", "alice@univ.example")).getResultCode())
                .isEqualTo(ResultCode.CONSTRAINT_VIOLATION);
        assertThat(add(group("mail=bob@univ.example", "list@univ.example")).getResultCode())
                .isEqualTo(ResultCode.CONSTRAINT_VIOLATION);
        String staff = "cn=staff,ou=groups," + BASE;
        assertThat(modify("operator", staff, modifications("+mail=alice@univ.example"))
                        .getResultCode())
                .isEqualTo(ResultCode.CONSTRAINT_VIOLATION);
        try (LDAPConnection operator = directory.as("operator")) {
            for (String rdn : List.of("uid=alice", "mail=bob@univ.example", "cn=x+uid=AL")) {
                assertThat(Callers.refusal(() -> operator.modifyDN(staff, rdn, false)))
                        .as(rdn)
                        .isEqualTo(ResultCode.CONSTRAINT_VIOLATION);
                assertThat(Callers.refusal(() -> operator.modifyDN(staff, rdn, false, "ou=structures," + BASE)))
                        .as(rdn + " and moved")
                        .isEqualTo(ResultCode.CONSTRAINT_VIOLATION);
            }
        }
        assertThat(modify("operator", staff, modifications("+mail=everybody@univ.example"))
                        .getResultCode())
                .isEqualTo(ResultCode.SUCCESS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "uid=dan,ou=groups,dc=univ,dc=example",
                "cn=dan,ou=people,dc=univ,dc=example",
                "uid=dan+cn=dan,ou=people,dc=univ,dc=example",
                "uid=dan,uid=bob,ou=people,dc=univ,dc=example"
            })
    void anAccountStandsWhereItIsFound(String dn) throws Exception {
        Entry elsewhere = person("dan", "dan@univ.example");
        elsewhere.setDN(dn);
        assertThat(add(elsewhere).getResultCode()).isEqualTo(ResultCode.NAMING_VIOLATION);
    }

    @Test
    void anAccountHasOneUid() throws Exception {
        Entry two = person("dan", "dan@univ.example");
        two.addAttribute("uid", "daniel");
        assertThat(add(two).getResultCode()).isEqualTo(ResultCode.NAMING_VIOLATION);
    }

    @Test
    void whoBecomesAnAccountIsLookedAtAsANewOne() throws Exception {
        Entry visitor = new Entry(directory.person("visitor"));
        visitor.addAttribute("objectClass", "top", "person", "organizationalPerson", "inetOrgPerson");
        visitor.addAttribute("uid", "visitor");
        visitor.addAttribute("cn", "visitor");
        visitor.addAttribute("sn", "visitor");
        visitor.addAttribute("mail", "shared@univ.example");
        assertThat(add(visitor).getResultCode()).isEqualTo(ResultCode.SUCCESS);
        assertThat(add(group("cn=shared", "shared@univ.example")).getResultCode())
                .isEqualTo(ResultCode.SUCCESS);
        LDAPResult result = modify(
                "operator",
                directory.person("visitor"),
                modifications("+objectClass=sesameAccount +sesameState=active +sesameTimeline=active"));
        assertThat(result.getResultCode()).isEqualTo(ResultCode.CONSTRAINT_VIOLATION);
    }

    @Test
    void evenTheAdministratorDeletesRenamesAndMovesNobody() throws Exception {
        CoreSession administrator = directory.administrator();
        Dn alice = new Dn(directory.person("alice"));
        Dn groups = new Dn("ou=groups," + BASE);
        assertThatThrownBy(() -> administrator.delete(alice)).isInstanceOf(LdapUnwillingToPerformException.class);
        assertThatThrownBy(() -> administrator.rename(alice, new Rdn("uid=carol"), true))
                .isInstanceOf(LdapUnwillingToPerformException.class);
        assertThatThrownBy(() -> administrator.move(alice, groups)).isInstanceOf(LdapUnwillingToPerformException.class);
        assertThatThrownBy(() -> administrator.moveAndRename(alice, groups, new Rdn("uid=carol"), true))
                .isInstanceOf(LdapUnwillingToPerformException.class);
        assertThatThrownBy(() -> administrator.rename(new Dn("ou=people," + BASE), new Rdn("ou=persons"), true))
                .isInstanceOf(LdapUnwillingToPerformException.class);
        assertThatThrownBy(() -> administrator.move(new Dn("ou=people," + BASE), groups))
                .isInstanceOf(LdapUnwillingToPerformException.class);
        assertThat(administrator.exists(alice)).isTrue();
    }
}
