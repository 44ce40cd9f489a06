package fr.sesame.logging;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.regex.Pattern;

/**
 * A message and its exception on one line: what would begin another becomes {@code  | }, and other control characters, which could
 * write anything onto a terminal, a question mark. {@code %oneLine{N}} shows N frames of each exception.
 */
public final class OneLine extends ThrowableProxyConverter {
    private static final Pattern BREAK = Pattern.compile("\\s*\\R\\s*");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\t]]");

    @Override
    public String convert(ILoggingEvent event) {
        String message = String.valueOf(event.getFormattedMessage());
        String text = event.getThrowableProxy() == null ? message : message + "\n" + super.convert(event);
        return CONTROL.matcher(BREAK.matcher(text.strip()).replaceAll(" | ")).replaceAll("?");
    }
}
