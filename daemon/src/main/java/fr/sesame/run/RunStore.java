package fr.sesame.run;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import fr.sesame.account.HoldReason;
import fr.sesame.account.SourceKey;
import fr.sesame.reconcile.SourceReport;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Runs as folders that an administrator can read: {@code report.json} and, for each source, {@code plan-SOURCE.txt}. The
 * name of a folder is the instant of its begin in UTC, so that they sort by time.
 */
public final class RunStore {
    private static final String REPORT = "report.json";
    /** A year of the nightly runs of five sources, each a run of its own. */
    private static final int KEPT = 2000;

    private final Path folder;
    private final ObjectMapper json;

    /** @throws RunException if the folder cannot be made */
    public RunStore(Path folder) throws RunException {
        this.folder = folder;
        this.json = new ObjectMapper()
                .registerModule(new JavaTimeModule())
                .registerModule(new SimpleModule()
                        .addSerializer(SourceKey.class, new Text<>(SourceKey.class))
                        .addDeserializer(SourceKey.class, new FromText<>(SourceKey.class, SourceKey::parse))
                        .addSerializer(HoldReason.class, new Text<>(HoldReason.class))
                        .addDeserializer(HoldReason.class, new FromText<>(HoldReason.class, HoldReason::new)))
                .setVisibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES) // a report of a newer version
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .enable(SerializationFeature.INDENT_OUTPUT);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new RunException("cannot make the folder of runs " + folder + ": " + e.getMessage(), e);
        }
    }

    RunLock lock() throws RunException {
        return RunLock.take(folder.resolve(".lock"));
    }

    /** Where the files of that run are. */
    public Path folderOf(RunReport run) {
        return folder.resolve(run.id());
    }

    /** Writes the run, whole or not at all, and clears away the oldest ones. */
    void save(RunReport run) throws RunException {
        Path made = folder.resolve("." + run.id());
        try {
            Files.createDirectories(made);
            for (SourceReport source : run.sources()) {
                Files.write(made.resolve("plan-" + source.source() + ".txt"), source.plan());
            }
            json.writeValue(made.resolve(REPORT).toFile(), withoutPlans(run));
            Files.move(made, folderOf(run), StandardCopyOption.ATOMIC_MOVE);
            List<String> ids = ids();
            for (String old : ids.subList(Math.min(KEPT, ids.size()), ids.size())) {
                delete(folder.resolve(old));
            }
        } catch (IOException e) {
            throw new RunException("cannot write the run to " + made + ": " + e.getMessage(), e);
        }
    }

    /** A plan has a file of its own: one line for each change would drown the report. */
    private static RunReport withoutPlans(RunReport run) {
        return new RunReport(
                run.id(),
                run.startedAt(),
                run.took(),
                run.dryRun(),
                run.sources().stream().map(SourceReport::withoutPlan).toList());
    }

    private static void delete(Path run) throws IOException {
        try (Stream<Path> files = Files.walk(run)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** The newest report of that source that fits, dry runs left out. */
    public Optional<SourceReport> last(String source, Predicate<SourceReport> fits) throws RunException {
        for (String id : ids()) {
            Optional<RunReport> run = read(id);
            if (run.isPresent() && !run.get().dryRun()) {
                for (SourceReport report : run.get().sources()) {
                    if (report.source().equals(source) && fits.test(report)) {
                        return Optional.of(report);
                    }
                }
            }
        }
        return Optional.empty();
    }

    /**
     * The report of that source whose run of it began at that instant: what a change of an account is as of. Empty if a kill has
     * prevented the report, or it was cleared away.
     */
    public Optional<SourceReport> find(String source, Instant startedAt) throws RunException {
        String latest = Runner.id(startedAt);
        for (String id : ids()) {
            if (id.compareTo(latest) <= 0) {
                Optional<RunReport> run = read(id);
                if (run.isPresent()) {
                    if (!run.get().dryRun()) {
                        for (SourceReport report : run.get().sources()) {
                            if (report.source().equals(source)
                                    && report.startedAt().equals(startedAt)) {
                                return Optional.of(report);
                            }
                        }
                    }
                    if (run.get().startedAt().plus(run.get().took()).isBefore(startedAt)) {
                        return Optional.empty(); // runs do not overlap
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** The name of the newest run, dry runs too; empty if there is none. Reads no report. */
    public Optional<String> newest() throws RunException {
        return ids().stream().findFirst();
    }

    /** Newest first. */
    private List<String> ids() throws RunException {
        List<String> ids = new ArrayList<>();
        try (DirectoryStream<Path> runs = Files.newDirectoryStream(folder, "[0-9]*")) {
            runs.forEach(run -> ids.add(run.getFileName().toString()));
        } catch (IOException e) {
            throw new RunException("cannot list the runs in " + folder + ": " + e.getMessage(), e);
        }
        ids.sort(Comparator.reverseOrder());
        return ids;
    }

    private Optional<RunReport> read(String id) throws RunException {
        Path file = folder.resolve(id).resolve(REPORT);
        try {
            return Optional.of(json.readValue(Files.readAllBytes(file), RunReport.class));
        } catch (NoSuchFileException e) {
            return Optional.empty(); // cleared away by another process meanwhile
        } catch (IOException e) {
            throw new RunException("cannot read " + file + ": " + e.getMessage() + "; move its folder away", e);
        }
    }

    private static final class Text<T> extends StdSerializer<T> {
        private static final long serialVersionUID = 1L;

        Text(Class<T> type) {
            super(type);
        }

        @Override
        public void serialize(T value, JsonGenerator generator, SerializerProvider provider) throws IOException {
            generator.writeString(value.toString());
        }
    }

    private static final class FromText<T> extends StdDeserializer<T> {
        private static final long serialVersionUID = 1L;

        private final transient Function<String, T> parse;

        FromText(Class<T> type, Function<String, T> parse) {
            super(type);
            this.parse = parse;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return parse.apply(parser.getValueAsString());
        }
    }
}
