package fr.sesame.cli;

import fr.sesame.account.HeldRecord;
import fr.sesame.account.HoldReason;
import fr.sesame.account.SourceKey;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "held",
        mixinStandardHelpOptions = true,
        description = {
            "The records that are not taken over, and why: those of the last extract of each source that was accepted.",
            "What the directory already knows of such a key stays as it is."
        })
final class HeldCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Mixin
    private final FormatOption format = new FormatOption();

    private final Installation.Opener opener;
    private final Terminal terminal;

    HeldCommand(Installation.Opener opener, Terminal terminal) {
        this.opener = opener;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        Installation installation = opener.open(common.configuration());
        Table table = new Table("source", "key", "reason", "detail");
        List<HeldRecord> held = LastHeld.of(installation);
        addRows(held, table);
        table.print(format.format(), terminal.out());
        return ExitCode.OK;
    }

    /** Several rows of one key that are held for one reason are one line. */
    private static void addRows(Iterable<HeldRecord> held, Table table) {
        record Line(SourceKey key, HoldReason reason) {}
        Set<Line> seen = new HashSet<>();
        for (HeldRecord record : held) {
            if (seen.add(new Line(record.key(), record.reason()))) {
                table.row(record.key().source(), record.key().value(), record.reason(), record.detail());
            }
        }
    }

    static Map<HoldReason, Integer> byReason(Iterable<HeldRecord> held) {
        Map<HoldReason, Integer> counts = new TreeMap<>();
        Set<Object> seen = new HashSet<>();
        for (HeldRecord record : held) {
            if (seen.add(Map.entry(record.key(), record.reason()))) {
                counts.merge(record.reason(), 1, Integer::sum);
            }
        }
        return counts;
    }
}
