package fr.sesame.cli;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who is to have an account, as options. Which of them are needed is the form's to say, all at once. */
final class RequestOptions {
    @Option(names = "--family", paramLabel = "NAME", description = "The name in use.")
    private @Nullable String family;

    @Option(names = "--given", paramLabel = "NAME", description = "The first given name.")
    private @Nullable String given;

    @Option(names = "--birth-name", paramLabel = "NAME", description = "The name at birth; default: the name in use.")
    private @Nullable String birthName;

    @Option(names = "--birth-date", paramLabel = "DATE", description = "The day of birth, such as 1984-02-29.")
    private @Nullable String birthDate;

    @Option(names = "--population", paramLabel = "NAME", description = "Why: partner, hosted, …")
    private @Nullable String population;

    @Option(names = "--structure", paramLabel = "CODE", description = "Where.")
    private @Nullable String structure;

    @Option(names = "--sponsor", paramLabel = "UID", description = "The login of who answers for the person.")
    private @Nullable String sponsor;

    @Option(names = "--begin", paramLabel = "DATE", description = "The first day; default: today.")
    private @Nullable String begin;

    @Option(names = "--end", paramLabel = "DATE", description = "The last day, inclusive.")
    private @Nullable String end;

    @Option(names = "--hr-number", paramLabel = "NUMBER", description = "The human resources number, if there is one.")
    private @Nullable String hrNumber;

    @Option(names = "--ine", paramLabel = "NUMBER", description = "The national student number, if there is one.")
    private @Nullable String ine;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, in words.")
    private @Nullable String reason;

    /** What was given, by field. */
    Map<String, String> values() {
        Map<String, String> values = new HashMap<>();
        put(values, RequestForm.FAMILY, family);
        put(values, RequestForm.GIVEN, given);
        put(values, RequestForm.BIRTH_NAME, birthName);
        put(values, RequestForm.BIRTH_DATE, birthDate);
        put(values, RequestForm.POPULATION, population);
        put(values, RequestForm.STRUCTURE, structure);
        put(values, RequestForm.SPONSOR, sponsor);
        put(values, RequestForm.BEGIN, begin);
        put(values, RequestForm.END, end);
        put(values, RequestForm.HR_NUMBER, hrNumber);
        put(values, RequestForm.INE, ine);
        put(values, RequestForm.REASON, reason);
        return values;
    }

    private static void put(Map<String, String> values, String field, @Nullable String value) {
        if (value != null) {
            values.put(field, value);
        }
    }
}
