package fr.sesame.interceptors;

import java.util.List;
import org.apache.directory.api.ldap.extras.controls.ppolicy.PasswordPolicyErrorEnum;
import org.apache.directory.api.ldap.model.exception.LdapException;

/** What a new password is measured by, and how it is kept. */
public interface PasswordQuality {
    /**
     * Something that is wrong with a password.
     *
     * @param error for programs
     * @param text for whoever chose it
     */
    record Flaw(PasswordPolicyErrorEnum error, String text) {}

    /**
     * Who will use it, as far as it must not be like them.
     *
     * @param login the login, empty if it has none
     * @param names names and mail addresses
     */
    record Owner(String login, List<String> names) {}

    /**
     * Everything that is wrong with it; empty if it is good.
     *
     * @param recent hashes of the passwords that it must not be, the present one first
     * @throws LdapException result 51 if too many are being looked at
     */
    List<Flaw> flaws(byte[] password, Owner owner, List<byte[]> recent) throws LdapException;

    /**
     * The hash that is stored.
     *
     * @throws LdapException result 51 if too many are being made
     */
    byte[] hash(byte[] password) throws LdapException;

    /** A hash of no password: nobody knows what matches it. */
    byte[] hashOfNobody();

    /** Whether it is the password of that hash. */
    boolean matches(byte[] password, byte[] hash);

    /** Whether a value is a hash of a scheme that is known. */
    boolean isHash(byte[] value);

    /** Whether a hash is not one that would be made today. */
    boolean isOutdated(byte[] hash);

    /** How many passwords are kept beside the present one, so that none of them is taken again. */
    int remembered();

    /** One that a person can copy from a sheet of paper, and that nothing is wrong with. */
    byte[] generate();
}
