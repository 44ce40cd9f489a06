package fr.sesame.server.door;

import java.util.Optional;

/**
 * How clients get in.
 *
 * @param tls TLS, if there is a certificate
 * @param plainPasswords from where a password may come without TLS
 * @param limits the most that a client may send
 */
public record DoorSettings(Optional<TlsSettings> tls, PlainPasswords plainPasswords, Limits limits) {
    /** Without TLS: only this host can bind. */
    public static final DoorSettings PLAIN =
            new DoorSettings(Optional.empty(), PlainPasswords.LOOPBACK, Limits.DEFAULT);
}
