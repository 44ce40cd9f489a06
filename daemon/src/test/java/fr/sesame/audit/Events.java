package fr.sesame.audit;

import fr.sesame.interceptors.audit.Kind;
import fr.sesame.interceptors.audit.Origin;
import fr.sesame.interceptors.audit.Outcome;
import fr.sesame.interceptors.audit.Reason;
import fr.sesame.interceptors.audit.SecurityEvent;
import fr.sesame.interceptors.audit.Subject;
import java.time.Instant;

/** Events for tests. */
final class Events {
    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private Events() {}

    static SecurityEvent accepted(Instant at, Kind kind, String uid) {
        return new SecurityEvent(
                at, kind, Outcome.ACCEPTED, Reason.NONE, known(uid), Subject.NOBODY, from("10.0.0.1"), "");
    }

    static SecurityEvent refused(Instant at, Subject who, String address) {
        Reason reason = who.known() ? Reason.WRONG_PASSWORD : Reason.UNKNOWN;
        return new SecurityEvent(at, Kind.BIND, Outcome.REFUSED, reason, who, Subject.NOBODY, from(address), "");
    }

    static Subject known(String uid) {
        return Subject.known("uid=" + uid + ",ou=people,dc=univ,dc=example");
    }

    static Subject unknown(String uid) {
        return Subject.unknown("uid=" + uid + ",ou=people,dc=univ,dc=example");
    }

    static Origin from(String address) {
        return new Origin(address, "simple", true, 7);
    }
}
