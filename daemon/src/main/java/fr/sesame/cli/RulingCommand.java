package fr.sesame.cli;

import fr.sesame.account.Ruling;
import fr.sesame.account.SourceKey;
import fr.sesame.directory.Directory;
import fr.sesame.reconcile.Pairs;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Somebody decides of two whether they are one person. */
abstract sealed class RulingCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Mixin
    private final LanguageOption language = new LanguageOption();

    @Parameters(
            index = "0",
            paramLabel = "A",
            description = "A login, or a record: SOURCE:KEY, such as apogee:20100000.")
    private String one = "";

    @Parameters(index = "1", paramLabel = "B", description = "The other.")
    private String other = "";

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "How it is known.")
    private String reason = "";

    @Option(names = "--by", paramLabel = "NAME", description = "Who decided it; default: the user who runs this.")
    private String by = System.getProperty("user.name", "");

    private final Ruling.Verdict verdict;
    private final Installation.Opener opener;
    private final Terminal terminal;

    RulingCommand(Ruling.Verdict verdict, Installation.Opener opener, Terminal terminal) {
        this.verdict = verdict;
        this.opener = opener;
        this.terminal = terminal;
    }

    @Command(
            name = "same",
            mixinStandardHelpOptions = true,
            description = {
                "Remembers for ever that two are one person: the next run gives the record to the account.",
                "Taken back before that run by: sesame different."
            })
    static final class Same extends RulingCommand {
        Same(Installation.Opener opener, Terminal terminal) {
            super(Ruling.Verdict.SAME, opener, terminal);
        }
    }

    @Command(
            name = "different",
            mixinStandardHelpOptions = true,
            description = {
                "Remembers for ever that two are not one person, whatever their names and numbers say: the next run gives the record an"
                        + " account of its own.",
                "Taken back before that run by: sesame same."
            })
    static final class Different extends RulingCommand {
        Different(Installation.Opener opener, Terminal terminal) {
            super(Ruling.Verdict.DIFFERENT, opener, terminal);
        }
    }

    @Override
    public Integer call() throws Exception {
        Installation installation = opener.open(common.configuration());
        Speech speech = language.speech(installation);
        Set<SourceKey> held = LastHeld.of(installation).stream()
                .filter(record -> !record.doubts().isEmpty())
                .map(record -> record.key())
                .collect(Collectors.toSet());
        try (Directory directory = installation.connect()) {
            Pairs.Decided decided =
                    installation.pairs(directory).decide(one, other, verdict, by, reason, held::contains);
            decided.before()
                    .ifPresent(before -> terminal.say(speech.say(
                            "ruling.before",
                            before.verdict().word(),
                            before.act().by(),
                            speech.instant(before.act().at()),
                            before.act().reason())));
            terminal.say(speech.say(
                    "ruling."
                            + decided.effect()
                                    .name()
                                    .toLowerCase(java.util.Locale.ROOT)
                                    .replace('_', '-'),
                    decided.record()
                            .map(Object::toString)
                            .orElse(decided.ruling().one()),
                    decided.account()
                            .map(Object::toString)
                            .orElse(decided.ruling().other()),
                    decided.record().map(SourceKey::source).orElse("")));
            return ExitCode.OK;
        }
    }
}
