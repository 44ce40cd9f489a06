package fr.sesame.interceptors;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.directory.api.ldap.model.constants.LdapSecurityConstants;
import org.apache.directory.api.ldap.model.password.PasswordUtil;

/** Compares passwords with stored hashes. */
public final class StoredCredentials implements CredentialCheck, PasswordQuality {
    private static final byte[] NOBODY = PasswordUtil.createStoragePassword(
            "nobody has this password".getBytes(StandardCharsets.UTF_8), LdapSecurityConstants.HASH_METHOD_SSHA512);

    @Override
    public Verdict check(Claim claim) {
        boolean matches = false;
        for (byte[] stored : claim.stored()) {
            matches |= isHash(stored) && PasswordUtil.compareCredentials(claim.password(), stored);
        }
        if (claim.stored().isEmpty()) {
            PasswordUtil.compareCredentials(claim.password(), NOBODY);
        }
        return matches ? Verdict.RIGHT : Verdict.WRONG;
    }

    @Override
    public boolean matches(byte[] password, byte[] hash) {
        return isHash(hash) && PasswordUtil.compareCredentials(password, hash);
    }

    @Override
    public boolean isQuick(Claim claim) {
        return true;
    }

    @Override
    public List<Flaw> flaws(byte[] password, Owner owner, List<byte[]> recent) {
        return List.of();
    }

    @Override
    public byte[] hash(byte[] password) {
        return PasswordUtil.createStoragePassword(password, LdapSecurityConstants.HASH_METHOD_SSHA512);
    }

    @Override
    public boolean isHash(byte[] value) {
        return value.length > 0 && value[0] == '{' && PasswordUtil.findAlgorithm(value) != null;
    }

    @Override
    public int remembered() {
        return 5;
    }

    @Override
    public byte[] generate() {
        return "Generated-2026".getBytes(StandardCharsets.UTF_8);
    }
}
