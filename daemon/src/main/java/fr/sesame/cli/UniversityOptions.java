package fr.sesame.cli;

import fr.sesame.demo.UniversitySettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which imaginary university: the small one that is shipped, or one that is generated. */
final class UniversityOptions {
    private static final int PEOPLE = 3_000;
    private static final long SEED = 1;
    private static final int FIRST_DAY = 1;
    private static final double CHANGED_PERCENT = 0.5;
    /** Of the imaginary university, as its configuration is shipped. */
    private static final ZoneId ZONE = ZoneId.of("Europe/Paris");

    @Option(
            names = "--people",
            paramLabel = "N",
            description =
                    "A generated university of so many people, 20 to 1000000; default, with any of the options below: "
                            + PEOPLE + ".")
    private @Nullable Integer people;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "Who they are: the same seed makes the same files. Default: " + SEED + ".")
    private @Nullable Long seed;

    @Option(
            names = "--today",
            paramLabel = "YYYY-MM-DD",
            description = "The day of the first extracts, which all dates follow; default: today.")
    private @Nullable LocalDate today;

    @Option(
            names = "--day",
            paramLabel = "D",
            description =
                    "The extracts of that morning: 2 is the one after the first night. Default: " + FIRST_DAY + ".")
    private @Nullable Integer day;

    @Option(
            names = "--changed-percent",
            paramLabel = "P",
            description = "To how many in a hundred something happens in a night. Default: " + CHANGED_PERCENT + ".")
    private @Nullable Double changedPercent;

    @Option(
            names = "--extracts",
            paramLabel = "DIR",
            description =
                    "Only writes the extracts into that folder, and beside them what must come of them; serves nothing.")
    private @Nullable Path extracts;

    /** Where the extracts are to be written, if that is all. */
    Optional<Path> extracts() {
        return Optional.ofNullable(extracts);
    }

    /** The generated one, if one is asked for. */
    Optional<UniversitySettings> university(Clock clock) {
        boolean asked = people != null || seed != null || today != null || day != null || changedPercent != null;
        if (!asked && extracts == null) {
            return Optional.empty();
        }
        return Optional.of(new UniversitySettings(
                people == null ? PEOPLE : people,
                seed == null ? SEED : seed,
                today == null ? LocalDate.ofInstant(clock.instant(), ZONE) : today,
                day == null ? FIRST_DAY : day,
                changedPercent == null ? CHANGED_PERCENT : changedPercent));
    }
}
