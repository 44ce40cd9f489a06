package fr.sesame.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.function.Predicate;
import org.slf4j.LoggerFactory;

/** All events of this process while it is open, Sésame's own from TRACE on, those of libraries as in production. */
public final class Events implements AutoCloseable {
    private final Logger root = ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger("ROOT");
    private final Logger ours = root.getLoggerContext().getLogger("fr.sesame");
    private final ListAppender<ILoggingEvent> kept = new ListAppender<>() {
        @Override
        protected void append(ILoggingEvent event) {
            event.prepareForDeferredProcessing(); // or the context would be that of whoever looks
            super.append(event);
        }
    };

    public Events() {
        kept.setContext(root.getLoggerContext());
        kept.start();
        root.addAppender(kept);
        ours.addAppender(kept);
        ours.setAdditive(false); // nobody has to read all of it
        ours.setLevel(Level.TRACE);
    }

    /** As they would be written, with their whole exceptions. */
    public List<String> matching(Predicate<ILoggingEvent> which) {
        synchronized (kept) {
            return List.copyOf(kept.list).stream()
                    .filter(which)
                    .map(Events::written)
                    .toList();
        }
    }

    /** Those of that level and above. */
    public List<String> from(Level level) {
        return matching(event -> event.getLevel().isGreaterOrEqual(level));
    }

    private static String written(ILoggingEvent event) {
        return event.getLevel() + " " + event.getLoggerName() + " " + event.getMDCPropertyMap() + " "
                + event.getFormattedMessage()
                + (event.getThrowableProxy() == null
                        ? ""
                        : "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }

    @Override
    public void close() {
        root.detachAppender(kept);
        ours.detachAppender(kept);
        ours.setAdditive(true);
        ours.setLevel(null);
        kept.stop();
    }
}
