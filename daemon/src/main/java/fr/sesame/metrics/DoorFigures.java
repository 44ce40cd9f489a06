package fr.sesame.metrics;

import java.util.List;
import java.util.OptionalDouble;

/** The figures of the directory's ports, asked for when somebody scrapes. */
public interface DoorFigures {
    /** Connections that are open. */
    int connections();

    /** Everything that is counted. */
    List<Count> counts();

    /** When the certificate ends, in seconds of the epoch; empty without TLS. */
    OptionalDouble certificateNotAfter();

    /** Whether newer files of the certificate are there and cannot be served. */
    boolean isReloadFailing();

    /**
     * A counter.
     *
     * @param name of the meter
     * @param reason its label
     * @param value now
     */
    record Count(Name name, String reason, long value) {}

    /** The meters that are counted by reason. */
    enum Name {
        CONNECTIONS_REFUSED("sesame.ldap.connections.refused", "Connections that were closed as they came"),
        CONNECTIONS_CLOSED("sesame.ldap.connections.closed", "Connections that the directory has ended"),
        REQUESTS_REFUSED("sesame.ldap.requests.refused", "Requests that were refused before they were decoded or done");

        private final String meter;
        private final String description;

        Name(String meter, String description) {
            this.meter = meter;
            this.description = description;
        }

        String meter() {
            return meter;
        }

        String description() {
            return description;
        }
    }
}
