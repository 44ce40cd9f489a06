package fr.sesame.server;

import java.nio.charset.StandardCharsets;
import org.apache.directory.api.ldap.model.constants.LdapSecurityConstants;
import org.apache.directory.api.ldap.model.password.PasswordUtil;

/** Hashes as an earlier directory has them. */
final class OldHashes {
    private OldHashes() {}

    static String ssha(String password) {
        return new String(
                PasswordUtil.createStoragePassword(
                        password.getBytes(StandardCharsets.UTF_8), LdapSecurityConstants.HASH_METHOD_SSHA),
                StandardCharsets.UTF_8);
    }
}
