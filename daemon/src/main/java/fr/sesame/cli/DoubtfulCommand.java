package fr.sesame.cli;

import fr.sesame.account.Account;
import fr.sesame.account.Clue;
import fr.sesame.account.Doubt;
import fr.sesame.account.HeldRecord;
import fr.sesame.account.Ruling;
import fr.sesame.directory.Directory;
import fr.sesame.directory.DirectoryException;
import fr.sesame.identity.AlikeAccounts;
import fr.sesame.identity.Rulings;
import fr.sesame.run.RunException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "doubtful",
        mixinStandardHelpOptions = true,
        description = {
            "The pairs that may be one person, the most alike first: a record that is held, and whom it may be, with the evidence in"
                    + " points of 100 and since when.",
            "Somebody decides: sesame same A B, or sesame different A B. What was decided and waits for the next run is in the last"
                    + " column.",
            "With --accounts: accounts that the directory has already, in pairs that may be one person; of such two somebody makes one"
                    + " (sesame merge KEEP OTHER), or tells them apart (sesame different A B), and they are not listed again."
        })
final class DoubtfulCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Mixin
    private final FormatOption format = new FormatOption();

    @Mixin
    private final LanguageOption language = new LanguageOption();

    @Option(names = "--accounts", description = "Compares the accounts with each other, instead of what is held.")
    private boolean accounts;

    private final Installation.Opener opener;
    private final Terminal terminal;

    DoubtfulCommand(Installation.Opener opener, Terminal terminal) {
        this.opener = opener;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        Installation installation = opener.open(common.configuration());
        Speech speech = language.speech(installation);
        Table table = new Table(
                "score",
                "record",
                "name",
                "born",
                "other",
                "keys",
                "other name",
                "other born",
                "evidence",
                "since",
                "decided");
        try (Directory directory = installation.connect()) {
            Rulings rulings = new Rulings(directory.rulings());
            (accounts ? alike(directory, rulings) : held(installation))
                    .forEach(doubt -> table.row(
                            doubt.score(),
                            doubt.record().name(),
                            doubt.record().person(),
                            doubt.record().born(),
                            doubt.other().name(),
                            doubt.other().keys().stream().map(Object::toString).collect(Collectors.joining(" ")),
                            doubt.other().person(),
                            doubt.other().born(),
                            evidence(doubt, speech),
                            doubt.since() == null ? "" : doubt.since(),
                            decided(doubt, rulings)));
        }
        table.print(format.format(), terminal.out());
        return ExitCode.OK;
    }

    private static List<Doubt> held(Installation installation) throws RunException {
        return LastHeld.of(installation).stream()
                .map(HeldRecord::doubts)
                .flatMap(List::stream)
                .distinct()
                .sorted(Comparator.comparingInt((Doubt doubt) -> -doubt.score())
                        .thenComparing(doubt -> doubt.record().name())
                        .thenComparing(doubt -> doubt.other().name()))
                .toList();
    }

    private List<Doubt> alike(Directory directory, Rulings rulings) throws DirectoryException {
        List<Account> all = new ArrayList<>();
        directory.forEachAccount(all::add, e -> terminal.say("not compared: " + e.getMessage()));
        return AlikeAccounts.of(all, rulings);
    }

    static String evidence(Doubt doubt, Speech speech) {
        return doubt.clues().stream()
                .map((Clue clue) -> speech.say("clue." + clue.word()) + " " + clue.points())
                .collect(Collectors.joining(", "));
    }

    private static String decided(Doubt doubt, Rulings rulings) {
        return rulings.between(names(doubt.record()), names(doubt.other()))
                .map(Ruling::verdict)
                .map(Ruling.Verdict::word)
                .orElse("");
    }

    private static Set<String> names(Doubt.Side side) {
        return Stream.concat(Stream.of(side.name()), side.keys().stream().map(Object::toString))
                .collect(Collectors.toCollection(HashSet::new));
    }
}
