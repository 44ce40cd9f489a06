package fr.sesame.cli;

import fr.sesame.password.rules.Owner;
import fr.sesame.password.rules.PasswordCheck;
import fr.sesame.password.rules.PasswordProfile;
import fr.sesame.password.rules.WellKnownPasswords;
import fr.sesame.setup.Answers;
import fr.sesame.setup.FirstInstallation;
import fr.sesame.source.PasswordFile;
import fr.sesame.source.SourceException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "init",
        mixinStandardHelpOptions = true,
        description = {
            "The first start: writes a commented configuration that 'sesame check' accepts, and the first operator's secret."
                    + " All files or none, and never over one that is there.",
            "On a terminal it asks for what no option says, and judges each answer as it is given. A password is asked for twice, or read"
                    + " from a file, and never taken from the command line."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:something is there already, or could not be written; nothing was written",
            "2:an option is missing or wrong; nothing was written"
        })
final class InitCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Option(
            names = "--lang",
            paramLabel = "LANG",
            defaultValue = "fr",
            description = "fr or en, also of what is written for people; default: fr.")
    private LanguageOption.Language language = LanguageOption.Language.fr;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "What Sésame writes is under it; default: /var/lib/sesame.")
    private @Nullable String state;

    @Option(names = "--name", paramLabel = "TEXT", description = "The institution's name.")
    private @Nullable String name;

    @Option(names = "--uai", paramLabel = "CODE", description = "Its national code, such as 0751717J.")
    private @Nullable String uai;

    @Option(names = "--mail-domain", paramLabel = "DOMAIN", description = "The domain of its addresses.")
    private @Nullable String mailDomain;

    @Option(names = "--base", paramLabel = "DN", description = "What everything is under, such as dc=univ,dc=example.")
    private @Nullable String base;

    @Option(names = "--zone", paramLabel = "ZONE", description = "In which its days begin; default: Europe/Paris.")
    private @Nullable String zone;

    @Option(
            names = "--tls-certificate",
            paramLabel = "FILE",
            description = "PEM: the server's, then those that lead to its authority; default: no TLS.")
    private @Nullable String certificate;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "PEM: its private key, not encrypted.")
    private @Nullable String key;

    @Option(
            names = "--sources",
            paramLabel = "NAMES",
            description = "Those to begin with, such as apogee,siham; the order is that of belief.")
    private @Nullable String sources;

    @Option(
            names = "--operator",
            paramLabel = "NAME",
            description = "Who administers first: binds as cn=NAME,ou=services,<base>.")
    private @Nullable String operator;

    @Option(
            names = "--operator-password-file",
            paramLabel = "FILE",
            description = "The first line is the operator's password; of its owner alone.")
    private @Nullable Path passwordFile;

    @Option(names = "--ldap-port", paramLabel = "PORT", defaultValue = "10389", description = "Default: 10389.")
    private int ldapPort;

    @Option(
            names = "--ldaps-port",
            paramLabel = "PORT",
            defaultValue = "10636",
            description = "With a certificate; default: 10636.")
    private int ldapsPort;

    @Option(names = "--http-port", paramLabel = "PORT", defaultValue = "8389", description = "Default: 8389.")
    private int httpPort;

    private final Path home;
    private final Clock clock;
    private final Terminal terminal;
    private final @Nullable Prompts prompts;

    /** @param prompts who answers, if there is a terminal */
    InitCommand(Path home, Clock clock, Terminal terminal, @Nullable Prompts prompts) {
        this.home = home;
        this.clock = clock;
        this.terminal = terminal;
        this.prompts = prompts;
    }

    @Override
    public Integer call() throws Exception {
        InitWords words = new InitWords(Locale.forLanguageTag(language.name()));
        Path folder = common.configuration().toAbsolutePath().normalize();
        FirstInstallation installation = new FirstInstallation(home, folder);
        List<Path> found = installation.inTheWay();
        if (!found.isEmpty()) {
            terminal.say(words.say("taken", Interview.list(found)));
            return ExitCode.REFUSED;
        }
        Interview interview = new Interview(installation, words);
        List<String> problems = takeOptions(interview, words);
        if (!problems.isEmpty()) {
            problems.forEach(terminal::say);
            terminal.say(words.say("nothing"));
            return ExitCode.USAGE;
        }
        String password = ask(interview, words);
        if (password == null) {
            terminal.say(words.say("nothing"));
            return ExitCode.REFUSED;
        }
        Answers answers = interview.answers(words.language(), new Answers.Ports(ldapPort, ldapsPort, httpPort));
        found = installation.inTheWay(answers, password);
        if (!found.isEmpty()) {
            terminal.say(words.say("taken", Interview.list(found)));
            return ExitCode.REFUSED;
        }
        try {
            installation.make(answers, password);
        } catch (IOException e) {
            terminal.say(words.say("failed", e));
            terminal.say(words.say("nothing"));
            return ExitCode.REFUSED;
        }
        tellWhatIsNext(answers, folder, words);
        return ExitCode.OK;
    }

    /** What is wrong with the options, and, where nobody can be asked, which are missing. */
    private List<String> takeOptions(Interview interview, InitWords words) throws IOException {
        Map<Question, String> given = new EnumMap<>(Question.class);
        putIfSaid(given, Question.STATE, state);
        putIfSaid(given, Question.NAME, name);
        putIfSaid(given, Question.UAI, uai);
        putIfSaid(given, Question.MAIL_DOMAIN, mailDomain);
        putIfSaid(given, Question.BASE, base);
        putIfSaid(given, Question.ZONE, zone);
        putIfSaid(given, Question.CERTIFICATE, certificate);
        putIfSaid(given, Question.KEY, key);
        putIfSaid(given, Question.SOURCES, sources);
        putIfSaid(given, Question.OPERATOR, operator);
        List<String> problems = new ArrayList<>();
        for (Map.Entry<Question, String> answer : given.entrySet()) {
            interview
                    .answer(answer.getKey(), answer.getValue())
                    .ifPresent(problem -> problems.add(answer.getKey().option() + ": " + problem));
        }
        if (certificate != null && key == null) {
            problems.add(Question.KEY.option() + ": " + words.say("key.missing"));
        }
        if (prompts == null) {
            List<String> missing = interview.missing().stream()
                    .filter(question -> !given.containsKey(question))
                    .map(Question::option)
                    .collect(Collectors.toCollection(ArrayList::new));
            if (passwordFile == null) {
                missing.add("--operator-password-file");
            }
            if (!missing.isEmpty()) {
                problems.add(words.say("missing", String.join(", ", missing)));
            }
        }
        return problems;
    }

    private static void putIfSaid(Map<Question, String> given, Question question, @Nullable String answer) {
        if (answer != null) {
            given.put(question, answer);
        }
    }

    /** Asks for what is missing; if nothing is, for nothing. The password at the end, or null if somebody gives up. */
    private @Nullable String ask(Interview interview, InitWords words) throws IOException {
        if (prompts != null && (!interview.missing().isEmpty() || passwordFile == null)) {
            terminal.say(words.say("welcome"));
            for (Question question : Question.values()) {
                if (!interview.ask(question, prompts, terminal)) {
                    return null;
                }
            }
        }
        if (passwordFile != null) {
            return fromFile(passwordFile, interview.operator(), words);
        }
        return prompts == null ? null : typed(prompts, interview.operator(), words);
    }

    private @Nullable String fromFile(Path file, String who, InitWords words) {
        try {
            String password = PasswordFile.read(file).lines().findFirst().orElse("");
            List<String> weaknesses = weaknesses(password, who, words.language());
            weaknesses.forEach(weakness -> terminal.say(file + ": " + weakness));
            return weaknesses.isEmpty() ? password : null;
        } catch (SourceException e) {
            terminal.say(String.valueOf(e.getMessage()));
            return null;
        }
    }

    private @Nullable String typed(Prompts from, String who, InitWords words) {
        while (true) {
            char[] once = from.secret(words.say("password.ask", who) + words.say("colon"));
            if (once == null) {
                return null;
            }
            String password = new String(once);
            List<String> weaknesses = weaknesses(password, who, words.language());
            weaknesses.forEach(terminal::say);
            if (!weaknesses.isEmpty()) {
                continue;
            }
            char[] again = from.secret(words.say("password.again") + words.say("colon"));
            if (again == null) {
                return null;
            }
            if (Arrays.equals(once, again)) {
                return password;
            }
            terminal.say(words.say("password.differ"));
        }
    }

    /** By the rules that the configuration begins with. */
    private static List<String> weaknesses(String password, String who, Locale language) {
        return new PasswordCheck(PasswordProfile.ANSSI_CNIL.rules(), WellKnownPasswords.shipped())
                .check(password, new Owner(who, List.of(), null), former -> false).stream()
                        .map(weakness -> weakness.sentence(language))
                        .toList();
    }

    private void tellWhatIsNext(Answers answers, Path folder, InitWords words) throws IOException {
        terminal.say(words.say("done", folder, answers.state()));
        terminal.say(words.say("operator", "cn=" + answers.operator() + ",ou=services," + answers.base()));
        answers.tls().ifPresent(tls -> {
            Instant end = FirstInstallation.endOf(tls);
            if (!end.isAfter(clock.instant())) {
                terminal.say(words.say("expired", tls.certificate(), end));
            }
        });
        terminal.say(words.say("extracts", answers.state().resolve("extracts")));
        terminal.say(words.say("next"));
        terminal.say("  sesame check --config " + folder);
        // Whoever else would start it makes files that the service cannot write.
        Optional<String> service = FirstInstallation.serviceOf(answers.state(), System.getProperty("user.name", ""));
        terminal.say(service.map(owner -> "  systemctl start sesame    # " + words.say("or") + " runuser -u " + owner
                        + " -- sesame serve --config " + folder)
                .orElse("  sesame serve --config " + folder));
    }
}
