package fr.sesame.server.door;

/** What the door does to a client, each of which is counted. */
public enum DoorEvent {
    /** There are too many connections. */
    TOO_MANY(Kind.CONNECTION_REFUSED, "all"),
    /** There are too many connections from that address. */
    TOO_MANY_FROM_ADDRESS(Kind.CONNECTION_REFUSED, "address"),

    IDLE(Kind.CONNECTION_CLOSED, "idle"),
    SILENT(Kind.CONNECTION_CLOSED, "first_request"),
    SLOW_HANDSHAKE(Kind.CONNECTION_CLOSED, "handshake_time"),
    SLOW_REQUEST(Kind.CONNECTION_CLOSED, "request_time"),
    /** It leaves its answers unread. */
    STALLED(Kind.CONNECTION_CLOSED, "stalled"),
    /** The handshake failed, or what came was no TLS. */
    TLS_FAILED(Kind.CONNECTION_CLOSED, "tls"),
    /** Something came in the clear after StartTLS was asked for. */
    PLAIN_AFTER_STARTTLS(Kind.CONNECTION_CLOSED, "plain_after_starttls"),
    /** What came was no LDAP. */
    NOT_LDAP(Kind.CONNECTION_CLOSED, "protocol"),
    REQUEST_TOO_LONG(Kind.CONNECTION_CLOSED, "request_bytes"),

    FILTER_DEPTH(Kind.REQUEST_REFUSED, "filter_depth"),
    FILTER_NODES(Kind.REQUEST_REFUSED, "filter_nodes"),
    VALUE_BYTES(Kind.REQUEST_REFUSED, "value_bytes"),
    NAME_BYTES(Kind.REQUEST_REFUSED, "name_bytes"),
    ATTRIBUTES(Kind.REQUEST_REFUSED, "attributes"),
    /** The name of an attribute that is none: ApacheDS's schema fails over a letter that is not ASCII. */
    ATTRIBUTE_NAME(Kind.REQUEST_REFUSED, "attribute_name"),
    /** A password without TLS. */
    PLAIN_PASSWORD(Kind.REQUEST_REFUSED, "plain_password");

    /** What became of it. */
    public enum Kind {
        CONNECTION_REFUSED,
        CONNECTION_CLOSED,
        REQUEST_REFUSED
    }

    private final Kind kind;
    private final String word;

    DoorEvent(Kind kind, String word) {
        this.kind = kind;
        this.word = word;
    }

    public Kind kind() {
        return kind;
    }

    /** For the client. */
    String text() {
        return switch (this) {
            case TOO_MANY -> "too many connections";
            case TOO_MANY_FROM_ADDRESS -> "too many connections from your address";
            case IDLE -> "nothing was asked for too long";
            case ATTRIBUTE_NAME -> "what is to be the name of an attribute is none";
            case SILENT -> "nothing was asked";
            default -> "more than this directory takes: " + word;
        };
    }

    /** As it is in the label of a metric, and in the log. */
    public String word() {
        return word;
    }
}
