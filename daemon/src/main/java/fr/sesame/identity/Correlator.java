package fr.sesame.identity;

import fr.sesame.account.Account;
import fr.sesame.account.HeldRecord;
import fr.sesame.account.PersonRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Says which records are one person's (sources.md, "One person, several records"). In the order of evidence: the source's
 * own key, if an account has it, or the key that the record had before; what somebody has decided; the numbers that several sources
 * share, kind by kind; else birth name, first given name and birth date, folded. Equal names with another birth date are two persons.
 * A near miss between two sources ({@link Resemblance}) is neither merged nor created: the later source's record is held.
 *
 * <p>Who was told apart is never joined, whatever names and numbers say.
 *
 * <p>The outcome does not depend on the order in which accounts and records come. Time grows with their number, not with
 * its square.
 */
public final class Correlator {
    /** The human resources number counts before the national student number. */
    public static final List<String> DEFAULT_NUMBER_KINDS = List.of("hr", "ine");

    private final List<String> sourceOrder;
    private final List<String> numberKinds;

    /**
     * @param sourceOrder the names of the sources, the one that is believed first; others come after, by name
     * @param numberKinds the kinds of numbers that prove a person, the strongest first; others prove nothing
     */
    public Correlator(List<String> sourceOrder, List<String> numberKinds) {
        this.sourceOrder = List.copyOf(sourceOrder);
        this.numberKinds = List.copyOf(numberKinds);
    }

    /** With the human resources number and the national student number. */
    public Correlator(List<String> sourceOrder) {
        this(sourceOrder, DEFAULT_NUMBER_KINDS);
    }

    /** Every record, in one person or held. */
    public Correlation correlate(Collection<Account> accounts, Collection<PersonRecord> records) {
        return correlate(accounts, records, Hints.NONE);
    }

    /**
     * Every record, in one person or held.
     *
     * @param hints what is known beside that, above all what somebody has decided
     */
    public Correlation correlate(Collection<Account> accounts, Collection<PersonRecord> records, Hints hints) {
        Evidence evidence = new Evidence(numberKinds);
        List<Group> groups = new ArrayList<>();
        Concerned concerned = new Concerned(records, hints);
        List<Account> looked = accounts.stream().filter(concerned::isConcerned).toList();
        for (Account account : sorted(looked, Comparator.comparing(Account::login))) {
            Group group = new Group(account, groups.size());
            groups.add(group);
            evidence.note(group, account, group.members().get(0).identity());
        }
        List<HeldRecord> held = new ArrayList<>();
        Placing placing = new Placing(evidence, hints, groups, held);
        int accountsBefore = groups.size();
        List<PersonRecord> ordered = sorted(records, recordOrder());
        List<Integer> newKeys = new ArrayList<>();
        // Those whose key an account has are certain: the others are compared with what these say today.
        for (int i = 0; i < ordered.size(); i++) {
            if (placing.knows(ordered.get(i))) {
                placing.place(ordered.get(i), accountsBefore + i);
            } else {
                newKeys.add(i);
            }
        }
        newKeys.forEach(i -> placing.place(ordered.get(i), accountsBefore + i));
        NearMisses near = new NearMisses(roots(groups), hints);
        held.addAll(near.held());
        Collections.sort(held);
        return new Correlation(people(roots(groups), near.doubtful()), held);
    }

    private static List<Person> people(Set<Group> groups, Set<Group> doubtful) {
        List<Person> people = new ArrayList<>();
        groups.stream()
                .filter(group -> !doubtful.contains(group))
                .filter(group -> !group.records().isEmpty())
                .sorted(Comparator.comparingInt(Group::firstRecord))
                .forEach(group -> people.add(group.person()));
        return people;
    }

    private static Set<Group> roots(List<Group> groups) {
        Set<Group> roots = new LinkedHashSet<>();
        groups.forEach(group -> roots.add(group.root()));
        return roots;
    }

    private Comparator<PersonRecord> recordOrder() {
        return Comparator.comparingInt(
                        (PersonRecord record) -> place(record.key().source()))
                .thenComparing(PersonRecord::key)
                // One key twice in a run: no order between them has a meaning, but it must be the same in every run.
                .thenComparing(record -> record.civil().toString())
                .thenComparing(record -> record.affiliations().toString());
    }

    private int place(String source) {
        int place = sourceOrder.indexOf(source);
        return place < 0 ? sourceOrder.size() : place;
    }

    private static <T> List<T> sorted(Collection<T> values, Comparator<T> order) {
        return values.stream().sorted(order).toList();
    }
}
