package fr.sesame.server.door;

import java.time.Duration;

/**
 * The most that the directory takes from a client, before it is asked who that is.
 *
 * @param connections open connections in all; those from this host are counted, but never refused
 * @param connectionsPerAddress open connections from one address, or from one /64 of IPv6
 * @param handshake how long a TLS handshake may take
 * @param firstRequest how long a new connection may say nothing
 * @param pdu how long a request may take to arrive once it has begun
 * @param idle how long a connection on which somebody is bound may rest
 * @param idleUnbound how long any other may
 * @param stalled how long a client may leave an answer unread
 * @param pduBytes the length of a request
 * @param pduBytesUnbound the same where nobody is bound
 * @param requestsInFlight requests of one connection that are being done; more are read later
 * @param filterDepth how deep a filter may be nested; {@code (uid=a)} is 1, {@code (!(uid=a))} 2
 * @param filterNodes components of a filter, {@code &}, {@code |} and {@code !} among them
 * @param valueBytes the length of a value in a filter or comparison
 * @param nameBytes the length of a DN
 * @param attributes how many attributes a search may ask for
 */
public record Limits(
        int connections,
        int connectionsPerAddress,
        Duration handshake,
        Duration firstRequest,
        Duration pdu,
        Duration idle,
        Duration idleUnbound,
        Duration stalled,
        int pduBytes,
        int pduBytesUnbound,
        int requestsInFlight,
        int filterDepth,
        int filterNodes,
        int valueBytes,
        int nameBytes,
        int attributes) {

    /** What is right for a university of any size. */
    public static final Limits DEFAULT = new Limits(
            8192,
            256,
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ofMinutes(15),
            Duration.ofMinutes(2),
            Duration.ofMinutes(2),
            1024 * 1024,
            64 * 1024,
            128,
            32,
            512,
            4096,
            2048,
            256);
}
