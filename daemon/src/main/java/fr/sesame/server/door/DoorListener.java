package fr.sesame.server.door;

import org.apache.mina.core.session.IoSession;

/** Is told of everything that the door does to a client; on the threads of the network, which must not wait. */
@FunctionalInterface
public interface DoorListener {
    /** @param name the DN that a refused bind names; empty if there is none */
    void happened(IoSession session, DoorEvent event, String name);
}
