package fr.sesame.bench;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.extensions.PasswordModifyExtendedRequest;

/**
 * People whose clients bind all day long, as a mail program does. Each has chosen a password since the import, so that the hash is
 * one that the server makes by default: Argon2id in Sésame, salted SHA-1 in slapd.
 */
final class Regulars {
    static final String PASSWORD = "Tulipes-Bleues-42";

    private Regulars() {}

    /** Each replaces the password of all by the new one, over LDAP. */
    static void chooseTheirPasswords(Running server) throws LDAPException {
        for (int number = 1; number <= Tree.REGULARS; number++) {
            String dn = Tree.person(number);
            try (LDAPConnection connection = new LDAPConnection("127.0.0.1", server.port(), dn, Tree.PASSWORD)) {
                var result = connection.processExtendedOperation(
                        new PasswordModifyExtendedRequest(dn, Tree.PASSWORD, PASSWORD));
                if (!result.getResultCode().equals(ResultCode.SUCCESS)) {
                    throw new LDAPException(
                            result.getResultCode(),
                            server.contestant().name() + " refuses a new password: " + result.getDiagnosticMessage());
                }
            }
        }
    }
}
