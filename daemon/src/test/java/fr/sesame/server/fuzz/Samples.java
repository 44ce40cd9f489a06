package fr.sesame.server.fuzz;

import com.unboundid.asn1.ASN1Boolean;
import com.unboundid.asn1.ASN1Integer;
import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1Sequence;
import com.unboundid.ldap.protocol.AbandonRequestProtocolOp;
import com.unboundid.ldap.protocol.AddRequestProtocolOp;
import com.unboundid.ldap.protocol.BindRequestProtocolOp;
import com.unboundid.ldap.protocol.CompareRequestProtocolOp;
import com.unboundid.ldap.protocol.DeleteRequestProtocolOp;
import com.unboundid.ldap.protocol.ExtendedRequestProtocolOp;
import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.protocol.ModifyDNRequestProtocolOp;
import com.unboundid.ldap.protocol.ModifyRequestProtocolOp;
import com.unboundid.ldap.protocol.ProtocolOp;
import com.unboundid.ldap.protocol.SearchRequestProtocolOp;
import com.unboundid.ldap.protocol.UnbindRequestProtocolOp;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.ManageDsaITRequestControl;
import com.unboundid.ldap.sdk.controls.ProxiedAuthorizationV2RequestControl;
import com.unboundid.ldap.sdk.controls.ServerSideSortRequestControl;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import com.unboundid.ldap.sdk.controls.SortKey;
import fr.sesame.server.TestDirectory;
import java.util.ArrayList;
import java.util.List;

/** Right requests of every kind, as a client's library makes them. */
final class Samples {
    private static final String PEOPLE = "ou=people," + TestDirectory.BASE;
    private static final String ALICE = "uid=alice," + PEOPLE;
    private static final String BOB = "uid=bob," + PEOPLE;
    private static final List<Control> CONTROLS = List.of(
            new SimplePagedResultsControl(2),
            new Control("1.3.6.1.4.1.42.2.27.8.5.1"),
            new ManageDsaITRequestControl(true),
            new ProxiedAuthorizationV2RequestControl("dn:cn=operator,ou=services," + TestDirectory.BASE),
            new ServerSideSortRequestControl(false, new SortKey("cn")),
            new Control(
                    "2.16.840.1.113730.3.4.3",
                    false,
                    new ASN1OctetString(
                            new ASN1Sequence(new ASN1Integer(15), new ASN1Boolean(true), new ASN1Boolean(false))
                                    .encode())));

    private final List<byte[]> samples = new ArrayList<>();
    private int id;

    private Samples() {}

    static List<byte[]> all() throws LDAPException {
        Samples all = new Samples();
        all.binds();
        all.searches();
        all.writes();
        all.others();
        return List.copyOf(all.samples);
    }

    private void add(ProtocolOp operation) {
        samples.add(new LDAPMessage(++id, operation).encode().encode());
        Control control = CONTROLS.get(id % CONTROLS.size());
        samples.add(new LDAPMessage(++id, operation, List.of(control)).encode().encode());
    }

    private void binds() {
        add(new BindRequestProtocolOp("", ""));
        add(new BindRequestProtocolOp(ALICE, "wrong"));
        add(new BindRequestProtocolOp(ALICE, TestDirectory.PASSWORD));
        add(new BindRequestProtocolOp(BOB, ""));
        add(new BindRequestProtocolOp("cn=operator,ou=services," + TestDirectory.BASE, "wrong"));
        add(new BindRequestProtocolOp("", "PLAIN", new ASN1OctetString("\0alice\0" + TestDirectory.PASSWORD)));
        add(new BindRequestProtocolOp("", "EXTERNAL", null));
        add(new BindRequestProtocolOp("", "CRAM-MD5", null));
    }

    private void searches() throws LDAPException {
        for (String filter : List.of(
                "(objectClass=*)",
                "(uid=alice)",
                "(&(objectClass=person)(|(uid=b*)(mail=*b*@univ*example))(!(sn=x)))",
                "(sesameNextChange<=20261123120000Z)",
                "(cn>=a)",
                "(cn~=alice)",
                "(cn:caseExactMatch:=alice)",
                "(ou:dn:=people)",
                "(userPassword=*)",
                "(entryUUID=00000000-0000-0000-0000-000000000000)")) {
            for (SearchScope scope : List.of(SearchScope.BASE, SearchScope.ONE, SearchScope.SUB)) {
                add(new SearchRequestProtocolOp(
                        scope.equals(SearchScope.BASE) ? ALICE : PEOPLE,
                        scope,
                        DereferencePolicy.ALWAYS,
                        id % 3,
                        id % 5,
                        id % 2 == 0,
                        Filter.create(filter),
                        List.of("*", "+", "userPassword")));
            }
        }
        add(new SearchRequestProtocolOp(
                "",
                SearchScope.BASE,
                DereferencePolicy.NEVER,
                0,
                0,
                false,
                Filter.create("(objectClass=*)"),
                List.of("+")));
        add(new SearchRequestProtocolOp(
                "cn=schema",
                SearchScope.BASE,
                DereferencePolicy.NEVER,
                0,
                0,
                false,
                Filter.create("(objectClass=subschema)"),
                List.of("objectClasses")));
    }

    private void writes() {
        add(new ModifyRequestProtocolOp(
                ALICE,
                List.of(
                        new Modification(ModificationType.REPLACE, "mail", "other@univ.example"),
                        new Modification(ModificationType.ADD, "description", "a", "b"),
                        new Modification(ModificationType.DELETE, "sesameLock"),
                        new Modification(ModificationType.INCREMENT, "uidNumber", "1"))));
        add(new ModifyRequestProtocolOp(
                ALICE, List.of(new Modification(ModificationType.REPLACE, "userPassword", "another"))));
        add(new AddRequestProtocolOp(
                "uid=eve," + PEOPLE,
                List.of(
                        new Attribute("objectClass", "top", "person"),
                        new Attribute("cn", "eve"),
                        new Attribute("sn", "eve"),
                        new Attribute("userPassword", "{SSHA}xxxx"))));
        add(new DeleteRequestProtocolOp(BOB));
        add(new ModifyDNRequestProtocolOp(BOB, "uid=robert", true, null));
        add(new ModifyDNRequestProtocolOp(BOB, "uid=bob", false, "ou=services," + TestDirectory.BASE));
    }

    private void others() {
        add(new CompareRequestProtocolOp(ALICE, "userPassword", new ASN1OctetString(TestDirectory.PASSWORD)));
        add(new CompareRequestProtocolOp(BOB, "uid", new ASN1OctetString("bob")));
        add(new AbandonRequestProtocolOp(id));
        add(new ExtendedRequestProtocolOp("1.3.6.1.4.1.4203.1.11.3", null)); // who am I
        add(new ExtendedRequestProtocolOp("1.3.6.1.4.1.1466.20037", null)); // StartTLS
        add(new ExtendedRequestProtocolOp("1.3.6.1.1.8", inside(new ASN1Sequence(new ASN1Integer(id))))); // cancel
        add(new ExtendedRequestProtocolOp("1.3.6.1.1.21.1", null)); // transaction
        add(new ExtendedRequestProtocolOp("1.3.6.1.4.1.18060.0.1.3", null)); // ApacheDS's shutdown
        add(new ExtendedRequestProtocolOp("1.2.3.4", new ASN1OctetString("x")));
        add(new ExtendedRequestProtocolOp(
                "1.3.6.1.4.1.4203.1.11.1", // password modify
                inside(new ASN1Sequence(
                        new ASN1OctetString((byte) 0x80, ALICE),
                        new ASN1OctetString((byte) 0x81, "wrong"),
                        new ASN1OctetString((byte) 0x82, "another")))));
        add(new UnbindRequestProtocolOp());
    }

    private static ASN1OctetString inside(ASN1Sequence value) {
        return new ASN1OctetString(value.encode());
    }
}
