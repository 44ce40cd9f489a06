package fr.sesame.server.door;

/** Something that no client may send: the connection ends. The message is for the client, and has nothing of the request in it. */
final class BadRequestException extends Exception {
    private static final long serialVersionUID = 1L;

    private final DoorEvent event;

    BadRequestException(DoorEvent event, String message) {
        super(message, null, false, false); // a stranger makes as many as they like
        this.event = event;
    }

    DoorEvent event() {
        return event;
    }
}
