package fr.sesame.server.fuzz;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** The errors and exceptions that this process logs while it is open, and those that no thread has caught. */
final class Log extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private static final int MOST = 100;

    private final Queue<String> problems = new ConcurrentLinkedQueue<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();

    private Log() {}

    static Log open() {
        Log log = new Log();
        log.setContext(log.root.getLoggerContext());
        log.start();
        log.root.addAppender(log);
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> log.note(thread.getName() + " died of " + e));
        return log;
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (event.getLevel().isGreaterOrEqual(Level.ERROR) || event.getThrowableProxy() != null) {
            note(event.getLoggerName() + ": " + event.getFormattedMessage()
                    + (event.getThrowableProxy() == null
                            ? ""
                            : " " + ThrowableProxyUtil.asString(event.getThrowableProxy())));
        }
    }

    private void note(String problem) {
        if (problems.size() < MOST) {
            problems.add(problem);
        }
    }

    Queue<String> problems() {
        return problems;
    }

    @Override
    public void close() {
        root.detachAppender(this);
        Thread.setDefaultUncaughtExceptionHandler(before);
    }
}
