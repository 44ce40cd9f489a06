package fr.sesame.bench;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import java.io.IOException;
import java.util.SplittableRandom;

/** That both servers give the same answers: otherwise one of them would be measured doing less. */
final class SameEntries {
    private static final int SAMPLES = 50;

    private SameEntries() {}

    /** @throws IOException with both entries, if some entry is not the same to a service that reads it */
    static void check(Running slapd, Running sesame, Settings settings) throws LDAPException, IOException {
        refuseWrongPassword(slapd);
        refuseWrongPassword(sesame);
        SplittableRandom random = new SplittableRandom(settings.seed());
        try (LDAPConnection one = reader(slapd);
                LDAPConnection other = reader(sesame)) {
            for (int i = 0; i < SAMPLES; i++) {
                int number = i == 0 ? settings.entries() : 1 + random.nextInt(settings.entries());
                Entry ofSlapd = one.getEntry(Tree.person(number));
                Entry ofSesame = other.getEntry(Tree.person(number));
                if (ofSlapd == null || !ofSlapd.equals(ofSesame)) {
                    throw new IOException("not the same entry: slapd has " + ofSlapd + ", Sésame has " + ofSesame);
                }
            }
        }
    }

    /** Fast binds are worth nothing where the password does not matter. */
    private static void refuseWrongPassword(Running server) throws IOException {
        try (LDAPConnection bound =
                new LDAPConnection("127.0.0.1", server.port(), Tree.person(1), Tree.PASSWORD + "?")) {
            throw new IOException(server.contestant().name() + " lets a wrong password in: " + bound);
        } catch (LDAPException e) {
            if (!e.getResultCode().equals(ResultCode.INVALID_CREDENTIALS)) {
                throw new IOException(server.contestant().name() + " does not refuse a wrong password but fails", e);
            }
        }
    }

    private static LDAPConnection reader(Running server) throws LDAPException {
        return new LDAPConnection("127.0.0.1", server.port(), Tree.READER, Tree.SERVICE_PASSWORD);
    }
}
