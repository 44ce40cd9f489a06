package fr.sesame.config;

import fr.sesame.directory.ldap.Encryption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The directory that the daemon and the commands connect to.
 *
 * @param base the DN under which everything is
 * @param host where it listens
 * @param port where it listens
 * @param server which server it is
 * @param encryption how the way there is encrypted
 * @param trust a PEM file of the authorities that its certificate is believed from; none: those of the JDK
 * @param user the DN that the daemon binds as
 * @param passwordFile where that user's password is, alone in the file
 */
public record DirectorySettings(
        String base,
        String host,
        int port,
        DirectoryServer server,
        Encryption encryption,
        Optional<Path> trust,
        String user,
        Path passwordFile) {}
