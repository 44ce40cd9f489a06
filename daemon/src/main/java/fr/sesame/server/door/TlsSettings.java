package fr.sesame.server.door;

import java.nio.file.Path;
import java.util.Optional;

/**
 * TLS, for LDAPS and StartTLS alike.
 *
 * @param ldapsPort the TCP port of LDAPS; 0 takes a free one
 * @param key where the certificate and its key are
 * @param clientAuthorities a PEM file of the authorities whose client certificates are believed; none: no client is asked for one
 */
public record TlsSettings(int ldapsPort, KeyFiles key, Optional<Path> clientAuthorities) {}
