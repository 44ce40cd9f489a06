package fr.sesame.cli;

import fr.sesame.account.CivilIdentity;
import fr.sesame.account.InvalidValueException;
import fr.sesame.account.Login;
import fr.sesame.account.PersonNumber;
import fr.sesame.account.Population;
import fr.sesame.account.StructureCode;
import fr.sesame.local.LocalRequest;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The fields of one request as somebody wrote them, whether as options or in a row of a file. */
final class RequestForm {
    static final String FAMILY = "family";
    static final String GIVEN = "given";
    static final String BIRTH_DATE = "birth-date";
    static final String BIRTH_NAME = "birth-name";
    static final String POPULATION = "population";
    static final String STRUCTURE = "structure";
    static final String SPONSOR = "sponsor";
    static final String BEGIN = "begin";
    static final String END = "end";
    static final String HR_NUMBER = "hr-number";
    static final String INE = "ine";
    static final String REASON = "reason";

    /** All of them, in the order in which a file is best written. */
    static final List<String> FIELDS = List.of(
            FAMILY, GIVEN, BIRTH_NAME, BIRTH_DATE, POPULATION, STRUCTURE, SPONSOR, BEGIN, END, HR_NUMBER, INE, REASON);

    private static final Map<String, String> NUMBERS = Map.of(HR_NUMBER, "hr", INE, "ine");

    private final String origin;
    private final Map<String, String> values;
    private final List<String> problems;

    private RequestForm(String origin, Map<String, String> values, List<String> problems) {
        this.origin = origin;
        this.values = values;
        this.problems = problems;
    }

    /**
     * The request, or empty if something is wrong with it.
     *
     * @param origin what every problem begins with
     * @param values by field; a blank one is not there
     * @param problems all that is wrong is added
     */
    static Optional<LocalRequest> read(String origin, Map<String, String> values, List<String> problems) {
        return new RequestForm(origin, values, problems).read();
    }

    private Optional<LocalRequest> read() {
        int before = problems.size();
        String family = needed(FAMILY, text -> text);
        String given = needed(GIVEN, text -> text);
        LocalDate birth = needed(BIRTH_DATE, LocalDate::parse);
        String birthName = optional(BIRTH_NAME, text -> text);
        Population population = needed(POPULATION, Population::new);
        StructureCode structure = needed(STRUCTURE, StructureCode::new);
        Login sponsor = optional(SPONSOR, Login::new);
        LocalDate begin = optional(BEGIN, LocalDate::parse);
        LocalDate end = optional(END, LocalDate::parse);
        String reason = needed(REASON, text -> text);
        Set<PersonNumber> numbers = new HashSet<>();
        NUMBERS.forEach((field, kind) -> {
            PersonNumber number = optional(field, text -> new PersonNumber(kind, text));
            if (number != null) {
                numbers.add(number);
            }
        });
        if (problems.size() > before
                || family == null
                || given == null
                || birth == null
                || population == null
                || structure == null
                || reason == null) {
            return Optional.empty();
        }
        CivilIdentity civil = new CivilIdentity(birthName == null ? family : birthName, family, given, birth);
        return Optional.of(
                new LocalRequest(origin, civil, numbers, population, structure, sponsor, begin, end, reason));
    }

    private <T> @Nullable T needed(String field, Function<String, T> parser) {
        String text = values.getOrDefault(field, "");
        if (text.isBlank()) {
            problems.add(origin + "there is no " + field);
            return null;
        }
        return optional(field, parser);
    }

    private <T> @Nullable T optional(String field, Function<String, T> parser) {
        String text = values.getOrDefault(field, "").strip();
        if (text.isEmpty()) {
            return null;
        }
        try {
            return parser.apply(text);
        } catch (InvalidValueException e) {
            problems.add(origin + field + ": " + e.getMessage());
        } catch (DateTimeException e) {
            problems.add(origin + field + ": '" + text + "' is no day; expected one such as 2027-06-30");
        }
        return null;
    }
}
