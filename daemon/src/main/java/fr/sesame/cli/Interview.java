package fr.sesame.cli;

import fr.sesame.account.InvalidValueException;
import fr.sesame.config.SingleSetting;
import fr.sesame.setup.Answers;
import fr.sesame.setup.FirstInstallation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The answers to {@code sesame init}, each judged as it is given. */
final class Interview {
    private static final Pattern UAI = Pattern.compile("[0-9]{7}[A-Z]");
    private static final String STATE = "/var/lib/sesame";
    private static final String ZONE = "Europe/Paris";

    private final Map<Question, String> answers = new EnumMap<>(Question.class);
    private final FirstInstallation installation;
    private final InitWords words;

    Interview(FirstInstallation installation, InitWords words) {
        this.installation = installation;
        this.words = words;
    }

    /**
     * Takes an answer, or says what is wrong with it.
     *
     * @return why it is not taken, empty if it is
     */
    Optional<String> answer(Question question, String text) throws IOException {
        String answer = inItsForm(question, text.strip());
        Optional<String> problem = problem(question, answer);
        if (problem.isEmpty()) {
            answers.put(question, answer);
        }
        return problem;
    }

    private static String inItsForm(Question question, String text) {
        return switch (question) {
            case UAI -> text.toUpperCase(Locale.ROOT);
            case MAIL_DOMAIN -> text.toLowerCase(Locale.ROOT);
            default -> text;
        };
    }

    private Optional<String> problem(Question question, String text) throws IOException {
        return switch (question) {
            case STATE -> state(text);
            case NAME ->
                when(text.isEmpty() || text.codePoints().anyMatch(Character::isISOControl), "name.wrong", text);
            case UAI ->
                when(!SingleSetting.UAI.accepts(text), UAI.matcher(text).matches() ? "uai.letter" : "uai.wrong", text);
            case MAIL_DOMAIN -> when(!SingleSetting.MAIL_DOMAIN.accepts(text), "mail-domain.wrong", text);
            case ZONE -> when(!SingleSetting.ZONE.accepts(text), "zone.wrong", text);
            case BASE -> when(!SingleSetting.BASE.accepts(text), "base.wrong", text);
            case CERTIFICATE -> readable(text);
            case KEY -> key(text);
            case SOURCES -> sources(text);
            case OPERATOR -> when(!SingleSetting.SERVICE.accepts(text), "operator.wrong", text);
        };
    }

    private Optional<String> when(boolean wrong, String key, Object... values) {
        return wrong ? Optional.of(words.say(key, values)) : Optional.empty();
    }

    private Optional<String> state(String text) throws IOException {
        Path state = path(text);
        if (state == null || !state.isAbsolute() || (Files.exists(state) && !Files.isDirectory(state))) {
            return Optional.of(words.say("state.wrong", text));
        }
        List<Path> found = installation.inTheWay(state);
        return when(!found.isEmpty(), "state.taken", list(found));
    }

    private Optional<String> readable(String text) {
        Path file = path(text);
        return when(file == null || !Files.isReadable(file) || Files.isDirectory(file), "certificate.wrong", text);
    }

    private Optional<String> key(String text) {
        Path key = path(text);
        Path certificate = path(answers.getOrDefault(Question.CERTIFICATE, ""));
        if (certificate == null || answers.get(Question.CERTIFICATE) == null) {
            return Optional.of(words.say("key.alone"));
        }
        if (key == null || text.isEmpty()) {
            return Optional.of(words.say("key.wrong", text));
        }
        try {
            FirstInstallation.endOf(new Answers.Tls(certificate.toAbsolutePath(), key.toAbsolutePath()));
            return Optional.empty();
        } catch (InvalidValueException e) {
            return Optional.of(words.say("key.wrong", e.getMessage()));
        }
    }

    private Optional<String> sources(String text) {
        List<String> shipped = installation.shippedSources();
        List<String> chosen = words(text);
        boolean wrong = chosen.isEmpty()
                || !shipped.containsAll(chosen)
                || chosen.stream().distinct().count() < chosen.size();
        return when(wrong, "sources.wrong", text, String.join(", ", shipped));
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split("[,\\s]+", -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static @Nullable Path path(String text) {
        try {
            return Path.of(text).normalize();
        } catch (InvalidPathException e) {
            return null;
        }
    }

    /** What is taken if somebody says nothing; null if somebody has to say something. */
    @Nullable
    String suggestion(Question question) {
        return switch (question) {
            case STATE -> STATE;
            case ZONE -> ZONE;
            case BASE ->
                Optional.ofNullable(answers.get(Question.MAIL_DOMAIN))
                        .map(domain -> "dc=" + domain.replace(".", ",dc="))
                        .orElse(null);
            case SOURCES -> String.join(", ", installation.shippedSources());
            default -> null;
        };
    }

    /** Whether it is answered, or not to be asked. */
    boolean isSettled(Question question) {
        return answers.containsKey(question)
                || (question == Question.KEY && !answers.containsKey(Question.CERTIFICATE));
    }

    /** Asks until the answer is one; false if nobody answers any more. */
    boolean ask(Question question, Prompts prompts, Terminal terminal) throws IOException {
        String suggestion = suggestion(question);
        String shown = suggestion == null ? "" : " [" + suggestion + "]";
        while (!isSettled(question)) {
            String typed = prompts.line(words.say(question.key() + ".ask") + shown + words.say("colon"));
            if (typed == null) {
                return false;
            }
            if (typed.isBlank() && suggestion == null && question == Question.CERTIFICATE) {
                return true; // without TLS
            }
            answer(question, typed.isBlank() && suggestion != null ? suggestion : typed)
                    .ifPresent(terminal::say);
        }
        return true;
    }

    /** The needed questions that nobody has answered. */
    List<Question> missing() {
        return Arrays.stream(Question.values())
                .filter(Question::isNeeded)
                .filter(question -> !isSettled(question))
                .toList();
    }

    /** Where the state will be. */
    Path state() {
        return Path.of(answers.getOrDefault(Question.STATE, STATE)).normalize();
    }

    /** Who administers first. */
    String operator() {
        return answer(Question.OPERATOR);
    }

    private String answer(Question question) {
        String answer = answers.get(question);
        if (answer == null) {
            throw new IllegalStateException(question + " has no answer");
        }
        return answer;
    }

    /** All that was said. */
    Answers answers(Locale language, Answers.Ports ports) {
        Optional<Answers.Tls> tls = Optional.ofNullable(answers.get(Question.CERTIFICATE))
                .map(certificate -> new Answers.Tls(
                        Path.of(certificate).toAbsolutePath().normalize(),
                        Path.of(answer(Question.KEY)).toAbsolutePath().normalize()));
        return new Answers(
                state(),
                language,
                answer(Question.NAME),
                answer(Question.UAI),
                answer(Question.MAIL_DOMAIN),
                answers.getOrDefault(Question.ZONE, ZONE),
                answer(Question.BASE),
                tls,
                words(answer(Question.SOURCES)),
                operator(),
                ports);
    }

    static String list(List<Path> paths) {
        return paths.stream().map(Path::toString).collect(Collectors.joining(", "));
    }
}
