package fr.sesame.config;

import fr.sesame.server.door.DoorSettings;

/**
 * What the embedded server listens on.
 *
 * @param address the address, such as 127.0.0.1, or 0.0.0.0 for all
 * @param ldapPort for LDAP
 * @param httpPort for metrics and health
 * @param maxStoreBytes the most that the file of the directory's entries may grow to
 * @param activeDirectoryCodes whether a refused bind says why by a sub-code in its text
 * @param door TLS, and the limits on what clients may send
 */
public record ServerSettings(
        String address,
        int ldapPort,
        int httpPort,
        long maxStoreBytes,
        boolean activeDirectoryCodes,
        DoorSettings door) {}
