package fr.sesame.config;

import java.nio.file.Path;

/**
 * The directory that the daemon and the commands connect to.
 *
 * @param base the DN under which everything is
 * @param host where it listens
 * @param port where it listens
 * @param server which server it is
 * @param user the DN that the daemon binds as
 * @param passwordFile where that user's password is, alone in the file
 */
public record DirectorySettings(
        String base, String host, int port, DirectoryServer server, String user, Path passwordFile) {}
