package fr.sesame.server;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import fr.sesame.access.AccessSettings;
import fr.sesame.access.AttributeGroup;
import fr.sesame.access.AttributeSet;
import fr.sesame.access.Place;
import fr.sesame.access.Role;
import fr.sesame.access.SearchLimits;
import fr.sesame.access.ServiceAccess;
import fr.sesame.password.AddressRange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A directory with white pages and somebody in every role: alice, of whom much is known; sam (support), olga (security
 * officer), rita (registrar), otto (operator); backup, that copies everything; far, that may act from elsewhere alone.
 */
final class University implements AutoCloseable {
    static final String GROUPS = "ou=groups," + TestDirectory.BASE;
    static final Map<Role, String> HOLDERS =
            Map.of(Role.SUPPORT, "sam", Role.SECURITY_OFFICER, "olga", Role.REGISTRAR, "rita", Role.OPERATOR, "otto");

    /** An attribute of each group that an entry of a person can have, and a value of it. */
    static final Map<String, List<String>> VALUES = values();

    final TestDirectory directory;

    University(Path folder) throws Exception {
        Map<String, String> services = new LinkedHashMap<>(TestDirectory.SERVICES);
        services.put("backup", "of backup");
        services.put("far", "of far");
        services.put("portal", "of portal");
        services.put("unnamed", "of unnamed");
        directory = TestDirectory.start(folder, services, settings());
        for (String uid : List.of("alice", "bob", "paul", "petra", "sam", "olga", "rita", "otto")) {
            directory.addPerson(uid, "active", null);
        }
        directory.addPerson("hidden", "active", null);
        directory.addPerson(
                "locked", "active", "[kind=technical][since=2026-11-01T00:00:00Z][by=rssi][reason=phishing]");
        directory.addPerson("gone", "active 20260101000000Z=inactive", null);
        directory.addPerson("late", "pending+bind", null);
        try (LDAPConnection operator = directory.as("operator")) {
            for (Map.Entry<String, List<String>> value : VALUES.entrySet()) {
                String name = value.getValue().get(0);
                if (!List.of("objectClass", "entryUUID", "entryCSN", "uid", "userPassword")
                        .contains(name)) {
                    operator.modify(
                            directory.person("alice"),
                            replace(name, value.getValue().get(1)));
                }
            }
            operator.modify(directory.person("hidden"), replace("supannListeRouge", "TRUE"));
            for (Map.Entry<Role, String> holder : HOLDERS.entrySet()) {
                operator.add(group(holder.getKey(), holder.getValue()));
            }
            operator.add(structure());
        }
    }

    private static Map<String, List<String>> values() {
        Map<String, List<String>> values = new LinkedHashMap<>();
        values.put("object-class", List.of("objectClass", "person"));
        values.put("entry", List.of("entryUUID", "00000000-0000-0000-0000-000000000000"));
        values.put("trail", List.of("entryCSN", "20261123120000.000000Z#000000#000#000000"));
        values.put("login", List.of("uid", "alice"));
        values.put("name", List.of("sn", "alice"));
        values.put("mail", List.of("mail", "alice@univ.example"));
        values.put("other-mail", List.of("supannAutreMail", "a@univ.example"));
        values.put("office-phone", List.of("telephoneNumber", "+33 1 00 00 00 00"));
        values.put("other-phones", List.of("mobile", "+33 6 00 00 00 00"));
        values.put("private-phones", List.of("homePhone", "+33 2 00 00 00 00"));
        values.put("private", List.of("supannMailPerso", "alice@home.example"));
        values.put("web-site", List.of("labeledURI", "https://alice.example"));
        values.put("liste-rouge", List.of("supannListeRouge", "FALSE"));
        values.put("office", List.of("roomNumber", "B12"));
        values.put("photo", List.of("photo", "no picture"));
        values.put("structure", List.of("supannEntiteAffectation", "SCI"));
        values.put("description", List.of("description", "known for her work"));
        values.put("profile", List.of("title", "professor"));
        values.put("numbers", List.of("employeeNumber", "110089"));
        values.put("identity-keys", List.of("sesamePersonNumber", "hr:110089"));
        values.put("birth", List.of("supannOIDCDateDeNaissance", "1980-01-01"));
        values.put("state", List.of("sesameState", "active"));
        values.put("life-cycle", List.of("sesameTimeline", "active"));
        values.put("affiliations", List.of("sesameAffiliation", "[source=siham][key=110089][population=staff]"));
        values.put(
                "lock",
                List.of(
                        "sesameLock",
                        "[kind=technical][since=2026-01-01T00:00:00Z][until=2026-02-01T00:00:00Z][by=rssi][reason=old]"));
        values.put("password", List.of("userPassword", TestDirectory.PASSWORD));
        values.put("projection", List.of("supannRessourceEtat", "{COMPTE}A:SupannActif"));
        values.put("consent", List.of("supannConsentement", "photo"));
        values.put("membership", List.of("sesameMemberOf", "staff"));
        values.put("-", List.of("destinationIndicator", "FRANCE"));
        return values;
    }

    private static AccessSettings settings() {
        ServiceAccess far = new ServiceAccess(
                Role.SERVICE,
                AccessSettings.SINGLE_SIGN_ON_READS,
                AttributeSet.NONE,
                Set.of(Place.PEOPLE),
                List.of(AddressRange.parse("192.0.2.0/24"), AddressRange.parse("2001:db8::/32")),
                SearchLimits.NONE);
        ServiceAccess backup = new ServiceAccess(
                Role.REPLICATION,
                AttributeSet.NONE,
                AttributeSet.NONE,
                Set.of(),
                List.of(AddressRange.parse("127.0.0.0/8"), AddressRange.parse("::1")),
                SearchLimits.NONE);
        ServiceAccess portal = new ServiceAccess(
                Role.SERVICE,
                AttributeSet.of(AttributeGroup.LOGIN),
                AttributeSet.of(AttributeGroup.CONSENT),
                Set.of(Place.PEOPLE),
                List.of(),
                new SearchLimits(2, 0));
        return new AccessSettings(
                true,
                AccessSettings.SELF_WRITES,
                Map.of(
                        Role.SUPPORT, groupDn(Role.SUPPORT),
                        Role.SECURITY_OFFICER, groupDn(Role.SECURITY_OFFICER),
                        Role.REGISTRAR, groupDn(Role.REGISTRAR),
                        Role.OPERATOR, groupDn(Role.OPERATOR)),
                Set.of(),
                Set.of("hosted", "partner"),
                Map.of(
                        "cas", ServiceAccess.reading(AccessSettings.SINGLE_SIGN_ON_READS),
                        "far", far,
                        "backup", backup,
                        "portal", portal),
                Map.of(),
                AccessSettings.standardLimits());
    }

    static String groupDn(Role role) {
        return "cn=sesame-" + role.word() + "," + GROUPS;
    }

    Entry group(Role role, String... members) {
        List<String> names = new ArrayList<>();
        for (String member : members) {
            names.add(directory.person(member));
        }
        return new Entry(
                groupDn(role),
                new Attribute("objectClass", "top", "groupOfNames"),
                new Attribute("cn", "sesame-" + role.word()),
                new Attribute("member", names));
    }

    private static Entry structure() {
        return new Entry(
                "supannCodeEntite=SCI,ou=structures," + TestDirectory.BASE,
                new Attribute("objectClass", "top", "organizationalUnit", "supannEntite"),
                new Attribute("ou", "SCI"),
                new Attribute("description", "known for its work"),
                new Attribute("supannCodeEntite", "SCI"));
    }

    static Modification replace(String name, String... values) {
        return new Modification(ModificationType.REPLACE, name, values);
    }

    /** By the column of the hand-written tables, or by name. */
    LDAPConnection as(String who) throws LDAPException {
        return switch (who) {
            case "white", "anonymous" -> directory.anonymous();
            case "self" -> person("alice");
            case "sup" -> person("sam");
            case "off" -> person("olga");
            case "reg" -> person("rita");
            case "cas" -> directory.as("cas");
            case "oper" -> directory.as("operator");
            case "daem" -> directory.as("daemon");
            case "repl" -> service("backup");
            case "far", "portal", "unnamed" -> service(who);
            default -> person(who);
        };
    }

    private LDAPConnection service(String name) throws LDAPException {
        return new LDAPConnection("127.0.0.1", directory.port(), directory.service(name), "of " + name);
    }

    private LDAPConnection person(String uid) throws LDAPException {
        return new LDAPConnection("127.0.0.1", directory.port(), directory.person(uid), TestDirectory.PASSWORD);
    }

    @Override
    public void close() {
        directory.close();
    }
}
