package fr.sesame.identity;

import fr.sesame.account.Account;
import fr.sesame.account.PersonRecord;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * How long it takes to say who is who: {@code java … fr.sesame.identity.CorrelationTimes [accounts] [records]}. One in ten records is
 * somebody who has an account of another source, one in a hundred almost; the others are new, and each is compared with care. The second
 * line is a source that everybody filled with 1 January 1970.
 */
final class CorrelationTimes {
    private static final String[] GIVEN = {
        "Marie",
        "Jean",
        "Camille",
        "Léa",
        "Hugo",
        "Inès",
        "Jean-Pierre",
        "Marie-Claude",
        "Mohamed",
        "Zoë",
        "Louis",
        "Chloé"
    };
    private static final String[] SYLLABLES = {
        "ma", "ri", "du", "pont", "ber", "nard", "le", "roux", "gar", "nier", "mo", "rel", "vil", "lard", "fon", "taine"
    };

    private CorrelationTimes() {}

    public static void main(String[] arguments) {
        int accounts = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        int records = arguments.length > 1 ? Integer.parseInt(arguments[1]) : accounts;
        for (int i = 0; i < 3; i++) {
            measure(accounts, records, false);
        }
        measure(accounts, records, true);
    }

    private static void measure(int accounts, int records, boolean oneDay) {
        Random random = new Random(7);
        List<Account> known = new ArrayList<>();
        List<String> civils = new ArrayList<>();
        for (int i = 0; i < accounts; i++) {
            String civil = civil(random, oneDay);
            civils.add(civil);
            known.add(People.account("u" + i + " siham:" + i + " " + civil));
        }
        List<PersonRecord> said = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            int kind = random.nextInt(100);
            String civil = kind < 11 ? civils.get(random.nextInt(accounts)) : civil(random, oneDay);
            said.add(People.record("apogee:" + i + " " + (kind == 0 ? "X" + civil : civil)));
        }
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long cpu = threads.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        Correlation correlation = new Correlator(List.of("siham", "apogee")).correlate(known, said);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        Duration worked = Duration.ofNanos(threads.getCurrentThreadCpuTime() - cpu);
        System.out.printf(
                "%d accounts, %d records%s: %d people, %d held, %d ms, %d ms of them on the processor%n",
                accounts,
                records,
                oneDay ? ", all born on one day" : "",
                correlation.people().size(),
                correlation.held().size(),
                took.toMillis(),
                worked.toMillis());
    }

    private static String civil(Random random, boolean oneDay) {
        StringBuilder family = new StringBuilder();
        int syllables = 2 + random.nextInt(3);
        for (int i = 0; i < syllables; i++) {
            family.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
        }
        LocalDate born =
                oneDay ? LocalDate.of(1970, 1, 1) : LocalDate.of(1998, 1, 1).plusDays(random.nextInt(3_000));
        return family + "/" + GIVEN[random.nextInt(GIVEN.length)] + "/" + born;
    }
}
