package fr.sesame.server;

import fr.sesame.access.AccessSettings;
import fr.sesame.interceptors.Diagnostics;
import fr.sesame.password.PasswordSettings;
import fr.sesame.schema.Projections;
import fr.sesame.server.door.DoorSettings;
import java.nio.file.Path;
import java.util.Map;

/**
 * What the embedded directory is started with.
 *
 * @param data the folder of its files
 * @param base the DN at its top, such as {@code dc=univ,dc=example}
 * @param address the address it listens on
 * @param port the TCP port of LDAP; 0 takes a free one
 * @param maxStoreBytes the most that the file of the entries may grow to
 * @param door TLS, and the limits on what clients may send
 * @param passwords what is decided about passwords
 * @param diagnostics what the text of a refused bind may tell
 * @param services by name: the passwords of the services that bind, {@code cn=<name>,ou=services,<base>}
 * @param access who may do what
 * @param projections what the entries show of their accounts
 */
public record ServerSettings(
        Path data,
        String base,
        String address,
        int port,
        long maxStoreBytes,
        DoorSettings door,
        PasswordSettings passwords,
        Diagnostics diagnostics,
        Map<String, String> services,
        AccessSettings access,
        Projections projections) {
    public ServerSettings {
        services = Map.copyOf(services);
    }

    /** Without the passwords. */
    @Override
    public String toString() {
        return base + " on " + address + ":" + port + ", data in " + data;
    }
}
