package fr.sesame.interceptors.audit;

/**
 * Where an act comes from.
 *
 * @param address the client's IP address; {@code internal} for what this process does itself
 * @param mechanism how the client has bound, or wants to: {@code none}, {@code simple} or {@code external}
 * @param tls whether the connection is encrypted
 * @param connection the number of the connection since the start of this process; 0 if there is none
 */
public record Origin(String address, String mechanism, boolean tls, long connection) {
    private static final int MOST = 64;

    /** This process itself. */
    public static final Origin INTERNAL = new Origin("internal", "none", false, 0);

    public Origin {
        address = PrintableText.of(address, MOST);
        mechanism = PrintableText.of(mechanism, MOST);
    }
}
