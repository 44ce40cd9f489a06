package fr.sesame.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped logback.xml: how an event looks in each of its formats. */
class LogLinesTest {
    private static final Instant AT = Instant.parse("2026-11-25T02:30:02.114Z");

    private static List<Appender<ILoggingEvent>> appenders(String format, LoggerContext context) throws Exception {
        try (InputStream shipped = LogLinesTest.class.getResourceAsStream("/logback.xml")) {
            assertThat(shipped).isNotNull();
            String text = new String(shipped.readAllBytes(), StandardCharsets.UTF_8).replace("${format}", format);
            JoranConfigurator configurator = new JoranConfigurator();
            context.setMDCAdapter(new LogbackMDCAdapter());
            configurator.setContext(context);
            configurator.doConfigure(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        }
        assertThat(context.getStatusManager().getCopyOfStatusList())
                .filteredOn(status -> status.getLevel() > ch.qos.logback.core.status.Status.INFO)
                .isEmpty();
        List<Appender<ILoggingEvent>> appenders = new ArrayList<>();
        context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)
                .iteratorForAppenders()
                .forEachRemaining(appenders::add);
        return appenders;
    }

    private static String written(String format, Level level, String message, Throwable thrown) throws Exception {
        LoggerContext context = new LoggerContext();
        try {
            List<Appender<ILoggingEvent>> appenders = appenders(format, context);
            assertThat(appenders)
                    .singleElement()
                    .satisfies(one -> assertThat(one.getName()).isEqualTo("stderr"));
            Logger logger = context.getLogger("fr.sesame.run.Runner");
            LoggingEvent event = new LoggingEvent(Logger.class.getName(), logger, level, message, thrown, null);
            event.setInstant(AT);
            event.setMDCPropertyMap(Map.of(RunContext.KEY, "20261125T023000.009Z"));
            byte[] bytes = ((OutputStreamAppender<ILoggingEvent>) appenders.get(0))
                    .getEncoder()
                    .encode(event);
            return new String(bytes, StandardCharsets.UTF_8);
        } finally {
            context.stop();
        }
    }

    private static Throwable nested() {
        return new IllegalStateException("the outer\nof two", new IOException("le câble\r\nest coupé"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "journal", "json"})
    void anEventIsOneLine(String format) throws Exception {
        String line = written(
                format, Level.ERROR, "first\n2026-11-25T00:00:00.000Z INFO  forged\u2028\u001b[31mred", nested());
        assertThat(line).endsWith("\n");
        assertThat(line.strip()).doesNotContain("\n", "\r", "\u001b").contains("est coupé", "LogLinesTest");
        if (!format.equals("json")) { // where it is a letter like others
            assertThat(line).doesNotContain("\u2028");
        }
    }

    @Test
    void textHasItsTimeWithAZone() throws Exception {
        String line = written("text", Level.WARN, "disk nearly full", null);
        assertThat(line).endsWith("WARN  f.sesame.run.Runner run=20261125T023000.009Z disk nearly full\n");
        String time = line.substring(0, line.indexOf(' '));
        assertThat(OffsetDateTime.parse(time).toInstant()).isEqualTo(AT);
    }

    @ParameterizedTest
    @CsvSource({"ERROR, <3>", "WARN, <4>", "INFO, <6>", "DEBUG, <7>", "TRACE, <7>"})
    void theJournalGetsItsPriority(String level, String priority) throws Exception {
        assertThat(written("journal", Level.valueOf(level), "something", null))
                .startsWith(priority + level)
                .endsWith(" run=20261125T023000.009Z something\n");
    }

    @Test
    void jsonIsAnObjectWithTheSameThings() throws Exception {
        JsonNode event = new ObjectMapper().readTree(written("json", Level.ERROR, "two\nlines", nested()));
        assertThat(OffsetDateTime.parse(event.get("time").asText()).toInstant()).isEqualTo(AT);
        assertThat(event.get("level").asText()).isEqualTo("ERROR");
        assertThat(event.get("logger").asText()).isEqualTo("fr.sesame.run.Runner");
        assertThat(event.get("message").asText()).isEqualTo("two\nlines");
        assertThat(event.get("run").asText()).isEqualTo("20261125T023000.009Z");
        assertThat(event.get("exception").asText()).contains("IllegalStateException", "Caused by: java.io.IOException");
        assertThat(event.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("time", "level", "logger", "thread", "message", "run", "exception");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"-, info", "'', info", "debug, debug", "TRACE, trace", "verbose, info"})
    void anotherLevelThanThereAreIsTheUsualOne(String said, String level) {
        assertThat(new WantedLevel().value(said)).isEqualTo(level);
    }

    @Test
    void theJournalIsKnownByItsFile(@TempDir Path dir) throws Exception {
        Path file = Files.writeString(dir.resolve("stream"), "");
        String itself = Files.getAttribute(file, "unix:dev") + ":" + Files.getAttribute(file, "unix:ino");
        assertThat(WantedFormat.isJournal(itself, file)).isTrue();
        assertThat(WantedFormat.isJournal(null, file)).isFalse();
        assertThat(WantedFormat.isJournal("8:1", file)).isFalse();
        assertThat(WantedFormat.isJournal(itself, dir.resolve("none"))).isFalse();
        assertThat(new WantedFormat().value("json")).isEqualTo("json");
    }
}
