package fr.sesame.server;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPResult;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import java.nio.file.Path;

/** A directory with alice, bob and a structure, asked by name: anonymous, a person, a service. */
final class Callers implements AutoCloseable {
    private final TestDirectory directory;

    Callers(Path folder) throws Exception {
        directory = TestDirectory.start(folder);
        directory.addPerson("alice", "active", null);
        directory.addPerson("bob", "active", null);
        try (LDAPConnection operator = directory.as("operator")) {
            operator.add(
                    "dn: supannCodeEntite=SCI,ou=structures," + TestDirectory.BASE,
                    "objectClass: top",
                    "objectClass: organizationalUnit",
                    "objectClass: supannEntite",
                    "ou: SCI",
                    "supannCodeEntite: SCI");
        }
    }

    LDAPConnection as(String who) throws LDAPException {
        return switch (who) {
            case "anonymous" -> directory.anonymous();
            case "operator", "daemon", "cas" -> directory.as(who);
            default -> new LDAPConnection("127.0.0.1", directory.port(), directory.person(who), TestDirectory.PASSWORD);
        };
    }

    String dn(String what) {
        return switch (what) {
            case "root" -> "";
            case "schema" -> "cn=schema";
            case "base" -> TestDirectory.BASE;
            case "people", "groups", "structures", "services" -> "ou=" + what + "," + TestDirectory.BASE;
            case "SCI" -> "supannCodeEntite=SCI,ou=structures," + TestDirectory.BASE;
            case "operator", "cas" -> directory.service(what);
            case "system" -> "ou=system";
            case "admin" -> "uid=admin,ou=system";
            case "stockSchema" -> "ou=schema";
            default -> directory.person(what);
        };
    }

    static SearchResult search(LDAPConnection connection, SearchRequest request) {
        try {
            return connection.search(request);
        } catch (LDAPSearchException e) {
            return e.getSearchResult();
        }
    }

    interface Attempt {
        LDAPResult run() throws LDAPException;
    }

    static ResultCode refusal(Attempt attempt) {
        try {
            return attempt.run().getResultCode();
        } catch (LDAPException e) {
            return e.getResultCode();
        }
    }

    @Override
    public void close() {
        directory.close();
    }
}
