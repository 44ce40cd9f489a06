package fr.sesame.password;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Slow hashes, a few at a time, so that a storm of wrong passwords leaves the processors to the others. Who comes when all
 * slots are taken waits in turn, for a while, in a short queue of which one client gets half; else it is {@link Busy}.
 *
 * <p>The work is done by the thread that asks, which must be one that may wait: not one that reads from the network.
 */
public final class HashingSlots {
    private final SlotSettings settings;
    private final Semaphore slots;
    private final AtomicInteger waiting = new AtomicInteger();
    private final ConcurrentMap<String, Integer> waitingByClient = new ConcurrentHashMap<>();
    private final LongAdder done = new LongAdder();
    private final LongAdder refused = new LongAdder();

    public HashingSlots(SlotSettings settings) {
        this.settings = settings;
        this.slots = new Semaphore(settings.slots(), true);
    }

    /**
     * Does the work when a slot is free.
     *
     * @param client who it is for, such as an address
     * @throws Busy if it was not done
     */
    public <T> T run(String client, Supplier<T> work) throws Busy {
        if (!acquired(client)) {
            refused.increment();
            throw new Busy("%d slow hashes at a time, %d waiting".formatted(settings.slots(), waiting.get()));
        }
        try {
            return work.get();
        } finally {
            done.increment();
            slots.release();
        }
    }

    private boolean acquired(String client) {
        try {
            // With a time of zero it does not overtake who waits.
            return slots.tryAcquire(0, TimeUnit.NANOSECONDS) || acquiredInTurn(client);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server stops
            return false;
        }
    }

    private boolean acquiredInTurn(String client) throws InterruptedException {
        int ofClient = waitingByClient.merge(client, 1, Integer::sum);
        try {
            boolean room = waiting.incrementAndGet() <= settings.queue() && ofClient <= share();
            return room && slots.tryAcquire(settings.patience().toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            waiting.decrementAndGet();
            waitingByClient.computeIfPresent(client, (name, count) -> count == 1 ? null : count - 1);
        }
    }

    private int share() {
        return Math.max(1, settings.queue() / 2);
    }

    /** How many are being computed now. */
    public int inUse() {
        return settings.slots() - slots.availablePermits();
    }

    /** How many wait now. */
    public int waiting() {
        return waiting.get();
    }

    /** How many had their slot since the start. */
    public long done() {
        return done.sum();
    }

    /** How many were {@link Busy} since the start. */
    public long refused() {
        return refused.sum();
    }
}
