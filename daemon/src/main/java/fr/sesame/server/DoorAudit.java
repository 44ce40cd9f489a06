package fr.sesame.server;

import fr.sesame.interceptors.Auditor;
import fr.sesame.interceptors.audit.Kind;
import fr.sesame.interceptors.audit.Reason;
import fr.sesame.interceptors.audit.Subject;
import fr.sesame.server.door.DoorEvent;
import fr.sesame.server.door.DoorListener;
import org.apache.mina.core.session.IoSession;

/** Makes security events of what the door refuses. A connection that only fell asleep, or speaks no LDAP, is none. */
final class DoorAudit implements DoorListener {
    private final Auditor auditor;

    DoorAudit(Auditor auditor) {
        this.auditor = auditor;
    }

    @Override
    public void happened(IoSession session, DoorEvent event, String name) {
        switch (event) {
            case IDLE, SILENT, NOT_LDAP, ATTRIBUTE_NAME -> {}
            case PLAIN_PASSWORD ->
                auditor.refusedAtTheDoor(
                        session,
                        name.isEmpty() ? Kind.TLS_REFUSED : Kind.BIND,
                        Reason.CONFIDENTIALITY,
                        name.isEmpty() ? Subject.NOBODY : Subject.unknown(name),
                        event.word());
            case PLAIN_AFTER_STARTTLS ->
                auditor.refusedAtTheDoor(
                        session, Kind.TLS_REFUSED, Reason.CONFIDENTIALITY, Subject.NOBODY, event.word());
            case TLS_FAILED, SLOW_HANDSHAKE ->
                auditor.refusedAtTheDoor(session, Kind.TLS_REFUSED, Reason.HANDSHAKE, Subject.NOBODY, event.word());
            default -> auditor.refusedAtTheDoor(session, Kind.LIMIT, Reason.TOO_MUCH, Subject.NOBODY, event.word());
        }
    }
}
