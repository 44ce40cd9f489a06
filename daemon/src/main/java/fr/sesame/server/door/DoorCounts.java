package fr.sesame.server.door;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** How often each event was. Thread-safe. */
public final class DoorCounts {
    private final Map<DoorEvent, LongAdder> counts = new EnumMap<>(DoorEvent.class);

    DoorCounts() {
        for (DoorEvent event : DoorEvent.values()) {
            counts.put(event, new LongAdder());
        }
    }

    void count(DoorEvent event) {
        adder(event).increment();
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
