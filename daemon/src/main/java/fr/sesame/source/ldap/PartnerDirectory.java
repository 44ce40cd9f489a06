package fr.sesame.source.ldap;

import fr.sesame.account.InvalidValueException;
import fr.sesame.directory.ldap.Encryption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Where a directory of others is, and who we are there.
 *
 * @param host its name, as its certificate has it
 * @param port a TCP port
 * @param encryption how the way there is encrypted; in the clear on this host alone
 * @param trust a PEM file of the authorities that its certificate is believed from; none: those of the JDK
 * @param user the DN we bind as, who may do nothing but read
 * @param passwordFile with its password
 */
public record PartnerDirectory(
        String host, int port, Encryption encryption, Optional<Path> trust, String user, Path passwordFile) {
    private static final Set<String> THIS_HOST = Set.of("localhost", "127.0.0.1", "::1");

    /** @throws InvalidValueException if a password would cross the network in the clear */
    public PartnerDirectory {
        if (encryption == Encryption.NONE && !THIS_HOST.contains(host)) {
            throw new InvalidValueException("the way to " + host
                    + " is not encrypted; expected starttls or ldaps, since a password crosses it");
        }
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
