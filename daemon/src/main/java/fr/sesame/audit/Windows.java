package fr.sesame.audit;

import fr.sesame.interceptors.audit.SecurityEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Counts what is the same but for its time. The first is told at once; those that follow within the length of a window become one
 * count at its end. For one thread.
 */
final class Windows {
    private final Duration length;
    /** In the order in which they end. */
    private final Map<SecurityEvent, Window> open = new LinkedHashMap<>();

    private final Map<String, Integer> byAddress = new HashMap<>();

    /** Several of one kind. */
    record Count(SecurityEvent what, long times, Instant first, Instant last) {}

    private static final class Window {
        final Instant begin;
        final boolean variable;
        long times;

        @Nullable
        Instant first;

        @Nullable
        Instant last;

        Window(Instant begin, boolean variable) {
            this.begin = begin;
            this.variable = variable;
        }
    }

    Windows(Duration length) {
        this.length = length;
    }

    int size() {
        return open.size();
    }

    /** How many open windows of that address have names that whoever sends them may choose. */
    int variable(String address) {
        return byAddress.getOrDefault(address, 0);
    }

    /** Whether there is an open window for it. */
    boolean has(SecurityEvent what) {
        return open.containsKey(what);
    }

    /**
     * Counts one.
     *
     * @param what the same for all that are the same: without time and connection
     * @return whether it is the first
     */
    boolean isFirst(SecurityEvent what, Instant at, boolean variable) {
        Window window = open.get(what);
        if (window == null) {
            put(what, new Window(at, variable));
            return true;
        }
        window.times++;
        window.first = window.first == null ? at : window.first;
        window.last = at;
        return false;
    }

    private void put(SecurityEvent what, Window window) {
        open.put(what, window);
        if (window.variable) {
            byAddress.merge(what.origin().address(), 1, Integer::sum);
        }
    }

    /** Tells the counts whose window has ended; a new one begins, so that they stay counts while they go on. */
    void end(Instant now, Consumer<Count> told) {
        Map<SecurityEvent, Window> again = new LinkedHashMap<>();
        Iterator<Map.Entry<SecurityEvent, Window>> all = open.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<SecurityEvent, Window> next = all.next();
            Window window = next.getValue();
            if (window.begin.plus(length).isAfter(now)) {
                break;
            }
            all.remove();
            if (window.variable) {
                byAddress.computeIfPresent(next.getKey().origin().address(), (address, n) -> n == 1 ? null : n - 1);
            }
            if (tell(next.getKey(), window, told)) {
                again.put(next.getKey(), new Window(now, window.variable));
            }
        }
        again.forEach(this::put);
    }

    /** Tells all counts, whenever their window would have ended. */
    void endAll(Consumer<Count> told) {
        open.forEach((what, window) -> tell(what, window, told));
        open.clear();
        byAddress.clear();
    }

    private static boolean tell(SecurityEvent what, Window window, Consumer<Count> told) {
        if (window.first == null || window.last == null) {
            return false;
        }
        told.accept(new Count(what, window.times, window.first, window.last));
        return true;
    }
}
