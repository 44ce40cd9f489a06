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
import fr.sesame.directory.ChangeText;
import fr.sesame.reconcile.ExtractMemory;
import fr.sesame.reconcile.Marks;
import fr.sesame.reconcile.Remembered;
import fr.sesame.reconcile.SourceReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Runs as folders that an administrator can read: {@code report.json} and {@code report.txt}; for each source what was planned
 * ({@code plan-SOURCE.ldif}, in words {@code plan-SOURCE.txt}) and what undoes it ({@code undo-SOURCE.ldif});
 * {@code extracts.sha256}; and {@code configuration.txt}. The name of a folder is the instant of its begin in UTC, so that they sort by
 * time. A folder without a report is of a run that was cut short.
 */
public final class RunStore {
    /** There until the audit trail has been told what somebody decided. */
    private static final String UNTOLD = "audit.pending";

    private static final String REPORT = "report.json";
    /** A year of the nightly runs of five sources, each a run of its own. */
    private static final int KEPT = 2000;

    private final Path folder;
    private final ChangeText text;
    private final Supplier<String> configuration;
    private final ObjectMapper json;

    /**
     * @param text the form of the changes in plans
     * @param configuration the text of the configuration that runs are made with, without secrets
     * @throws RunException if the folder cannot be made
     */
    public RunStore(Path folder, ChangeText text, Supplier<String> configuration) throws RunException {
        this.folder = folder;
        this.text = text;
        this.configuration = configuration;
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

    /** What is remembered of each source between its runs. */
    public ExtractMemory memory() {
        return new RememberedFiles(folder, json);
    }

    /** How far each source has been read, by the configuration and the program as they are now. */
    public Marks marks() {
        String version = String.valueOf(RunStore.class.getPackage().getImplementationVersion());
        byte[] settings = (version + "\n" + configuration.get()).getBytes(StandardCharsets.UTF_8);
        return new MarkFiles(
                folder, json, HexFormat.of().formatHex(RunFolder.sha256().digest(settings)));
    }

    /** The directory is not what it was: every source is to be read whole. */
    public void forgetMarks() throws RunException {
        try {
            MarkFiles.forgetAll(folder);
        } catch (IOException e) {
            throw new RunException("cannot delete what says how far sources were read: " + e.getMessage(), e);
        }
    }

    /** Begins the folder of a run. */
    RunFolder begin(String id) throws RunException {
        Path made = folder.resolve(id);
        try {
            return new RunFolder(Files.createDirectory(made), text, new RememberedFiles(made, json));
        } catch (IOException e) {
            throw new RunException("cannot make the folder of the run " + made + ": " + e.getMessage(), e);
        }
    }

    /** The changes that were planned for that source in that run. */
    List<ChangeText.Step> planned(String id, String source) throws RunException {
        return steps(RunFolder.plan(folder.resolve(id), source));
    }

    /** What undoes them. */
    List<ChangeText.Step> undo(String id, String source) throws RunException {
        return steps(RunFolder.undo(folder.resolve(id), source));
    }

    private List<ChangeText.Step> steps(Path file) throws RunException {
        try {
            return text.read(file);
        } catch (IOException e) {
            throw new RunException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** @throws RunException if there is no such run, nor what is left of one */
    public void checkIsThere(String id) throws RunException {
        if (!ids().contains(id)) {
            throw new RunException("there is no run '" + id + "'; see: sesame runs");
        }
    }

    /** What is to be remembered of that source if its plan in that run is carried out; nothing if the run did not plan a whole extract. */
    Remembered plannedMemory(String id, String source) throws RunException {
        try {
            return new RememberedFiles(folder.resolve(id), json).of(source);
        } catch (IOException e) {
            throw new RunException(String.valueOf(e.getMessage()), e);
        }
    }

    /** The sources whose plans are in the folder of that run, whether it came to an end or not. */
    List<String> plannedSources(String id) throws RunException {
        checkIsThere(id);
        List<String> sources = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.resolve(id), "plan-*.ldif")) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                sources.add(name.substring("plan-".length(), name.length() - ".ldif".length()));
            }
        } catch (IOException e) {
            throw new RunException("cannot list the plans of the run " + id + ": " + e.getMessage(), e);
        }
        sources.sort(null);
        return sources;
    }

    /** Whether the plan of that source is as it was written. */
    boolean isAsWritten(String id, SourceReport source) throws RunException {
        Path file = RunFolder.plan(folder.resolve(id), source.source());
        try {
            String now = HexFormat.of().formatHex(RunFolder.sha256().digest(Files.readAllBytes(file)));
            return now.equals(source.planSha256());
        } catch (IOException e) {
            throw new RunException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    RunLock lock() throws RunException {
        return RunLock.take(folder.resolve(".lock"));
    }

    /** Where the files of that run are. */
    public Path folderOf(RunReport run) {
        return folderOf(run.id());
    }

    /** Where the files of the run of that name are. */
    public Path folderOf(String id) {
        return folder.resolve(id);
    }

    /** Ends the folder of a run, and clears away the oldest ones. */
    void save(RunReport run) throws RunException {
        Path made = folderOf(run);
        try {
            Files.createDirectories(made);
            List<String> checksums = new ArrayList<>();
            for (SourceReport source : run.sources()) {
                var facts = source.facts();
                if (facts != null && !facts.sha256().isEmpty()) {
                    checksums.add(facts.sha256() + "  " + facts.origin());
                }
            }
            Files.write(made.resolve("extracts.sha256"), checksums);
            Files.writeString(made.resolve("configuration.txt"), configuration.get());
            Files.write(made.resolve("report.txt"), RunText.lines(run));
            if (run.decided() != null) {
                Files.writeString(made.resolve(UNTOLD), "");
            }
            Path report = made.resolve(REPORT + ".new");
            json.writeValue(report.toFile(), withoutPlans(run));
            Files.move(report, made.resolve(REPORT), StandardCopyOption.ATOMIC_MOVE);
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
                run.sources().stream().map(SourceReport::withoutPlan).toList(),
                run.decided());
    }

    private static void delete(Path run) throws IOException {
        try (Stream<Path> files = Files.walk(run)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Of reads of changes that found nothing, one after another, the newest is kept. */
    void dropQuiet(RunReport run) throws RunException {
        if (!isQuiet(run)) {
            return;
        }
        List<String> ids = ids();
        int place = ids.indexOf(run.id()) + 1;
        if (place > 0 && place < ids.size()) {
            Path before = folder.resolve(ids.get(place));
            try {
                if (read(ids.get(place)).filter(RunStore::isQuiet).isPresent()) {
                    delete(before);
                }
            } catch (IOException e) {
                throw new RunException("cannot delete " + before + ": " + e.getMessage(), e);
            }
        }
    }

    private static boolean isQuiet(RunReport run) {
        return !run.dryRun()
                && run.decided() == null
                && run.sources().stream()
                        .allMatch(source -> source.isOfChanges()
                                && source.outcome() == SourceReport.Outcome.UNCHANGED
                                && source.messages().isEmpty());
    }

    private static boolean isOfExtracts(RunReport run) {
        Decided decided = run.decided();
        return !run.dryRun() && (decided == null || decided.what() == Decided.What.APPROVE);
    }

    /** The runs that somebody decided and that the audit trail does not know yet, the oldest first. */
    public List<RunReport> untold() throws RunException {
        List<RunReport> untold = new ArrayList<>();
        for (String id : ids()) {
            if (Files.exists(folder.resolve(id).resolve(UNTOLD))) {
                read(id).ifPresent(untold::add);
            }
        }
        Collections.reverse(untold);
        return untold;
    }

    /** The audit trail knows that run. */
    public void told(RunReport run) throws RunException {
        Path file = folderOf(run).resolve(UNTOLD);
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new RunException("cannot delete " + file + ": " + e.getMessage(), e);
        }
    }

    /** The newest report of that source that fits; dry runs are left out, and runs that read no extract. */
    public Optional<SourceReport> last(String source, Predicate<SourceReport> fits) throws RunException {
        for (String id : ids()) {
            Optional<RunReport> run = read(id);
            if (run.isPresent() && isOfExtracts(run.get())) {
                for (SourceReport report : run.get().sources()) {
                    if (report.source().equals(source) && fits.test(report)) {
                        return Optional.of(report);
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** The newest run that has read a whole extract of that source, however it ended; dry runs are left out. */
    public Optional<RunReport> newest(String source) throws RunException {
        for (String id : ids()) {
            Optional<RunReport> run = read(id).filter(RunStore::isOfExtracts);
            if (run.isPresent()
                    && run.get().sources().stream()
                            .anyMatch(report -> report.source().equals(source) && !report.isOfChanges())) {
                return run;
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

    /** The name of the newest run that came to an end, dry runs too; empty if there is none. Reads no report. */
    public Optional<String> newest() throws RunException {
        return ids().stream()
                .filter(id -> Files.exists(folder.resolve(id).resolve(REPORT)))
                .findFirst();
    }

    /** The report of that run; empty if it did not come to an end, or is not there. */
    public Optional<RunReport> report(String id) throws RunException {
        return read(id);
    }

    /** The names of all runs, newest first; of those that were cut short too. */
    public List<String> ids() throws RunException {
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
