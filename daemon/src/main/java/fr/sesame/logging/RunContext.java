package fr.sesame.logging;

import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** While it is open, what this thread logs, and the threads that work for it, belongs to a run. */
public final class RunContext implements AutoCloseable {
    /** The name that the run's identifier has in each event. */
    public static final String KEY = "run";

    private final @Nullable String before = MDC.get(KEY);

    private RunContext(String run) {
        MDC.put(KEY, run);
    }

    /** @param run the run's identifier, which is the name of its folder too */
    public static RunContext of(String run) {
        return new RunContext(run);
    }

    /** That work, with the context of whoever hands it over, in whatever thread it will be done. */
    public static <T> Callable<T> carriedBy(Callable<T> work) {
        Map<String, String> context = MDC.getCopyOfContextMap();
        return () -> {
            Map<String, String> own = MDC.getCopyOfContextMap();
            set(context);
            try {
                return work.call();
            } finally {
                set(own);
            }
        };
    }

    private static void set(@Nullable Map<String, String> context) {
        if (context == null) {
            MDC.clear();
        } else {
            MDC.setContextMap(context);
        }
    }

    @Override
    public void close() {
        if (before == null) {
            MDC.remove(KEY);
        } else {
            MDC.put(KEY, before);
        }
    }
}
