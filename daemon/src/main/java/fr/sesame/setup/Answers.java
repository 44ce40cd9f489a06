package fr.sesame.setup;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What an institution says at the first start.
 *
 * @param state the folder that everything is written under, absolute
 * @param language of what is written for people
 * @param name the institution's
 * @param uai its national code
 * @param mailDomain the domain of its addresses
 * @param zone in which its days begin
 * @param base the DN under which everything is
 * @param tls the server's certificate and key
 * @param sources the shipped ones to begin with, in the order in which they are believed
 * @param operator the first one's name: {@code cn=<operator>,ou=services,<base>}
 * @param ports where the service listens
 */
public record Answers(
        Path state,
        Locale language,
        String name,
        String uai,
        String mailDomain,
        String zone,
        String base,
        Optional<Tls> tls,
        List<String> sources,
        String operator,
        Ports ports) {

    public Answers {
        sources = List.copyOf(sources);
    }

    /**
     * PEM files, absolute.
     *
     * @param certificate the server's, then those that lead to its authority
     * @param key its private key
     */
    public record Tls(Path certificate, Path key) {}

    /** The TCP ports: of LDAP and StartTLS, of LDAPS, of {@code /metrics} and {@code /health}. */
    public record Ports(int ldap, int ldaps, int http) {}
}
