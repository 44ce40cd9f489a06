package fr.sesame.server.door;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.apache.mina.core.session.IoSession;

/** How often each event was; passes each on. Thread-safe. */
public final class DoorCounts {
    private final DoorListener listener;
    private final Map<DoorEvent, LongAdder> counts = new EnumMap<>(DoorEvent.class);

    DoorCounts(DoorListener listener) {
        this.listener = listener;
        for (DoorEvent event : DoorEvent.values()) {
            counts.put(event, new LongAdder());
        }
    }

    void count(IoSession session, DoorEvent event) {
        count(session, event, "");
    }

    void count(IoSession session, DoorEvent event, String name) {
        adder(event).increment();
        listener.happened(session, event, name);
    }

    public long of(DoorEvent event) {
        return adder(event).sum();
    }

    private LongAdder adder(DoorEvent event) {
        LongAdder adder = counts.get(event);
        if (adder == null) {
            throw new IllegalStateException("every event has its counter");
        }
        return adder;
    }
}
