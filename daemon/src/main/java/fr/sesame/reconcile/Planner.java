package fr.sesame.reconcile;

import fr.sesame.account.Account;
import fr.sesame.account.Affiliation;
import fr.sesame.account.AttributeRules;
import fr.sesame.account.Calendar;
import fr.sesame.account.CivilIdentity;
import fr.sesame.account.GivenValue;
import fr.sesame.account.HeldRecord;
import fr.sesame.account.HoldReason;
import fr.sesame.account.Login;
import fr.sesame.account.MailAddress;
import fr.sesame.account.PersonAttributes;
import fr.sesame.account.PersonNumber;
import fr.sesame.account.PersonRecord;
import fr.sesame.account.SourceKey;
import fr.sesame.account.Structure;
import fr.sesame.account.StructureCode;
import fr.sesame.account.Timeline;
import fr.sesame.directory.Change;
import fr.sesame.directory.Snapshot;
import fr.sesame.identity.Correlation;
import fr.sesame.identity.Correlator;
import fr.sesame.identity.ErasedPeople;
import fr.sesame.identity.Hints;
import fr.sesame.identity.LoginAttribution;
import fr.sesame.identity.Person;
import fr.sesame.identity.Rulings;
import fr.sesame.identity.TombstoneKey;
import fr.sesame.identity.UnreadablePeople;
import fr.sesame.source.Extract;
import fr.sesame.source.StructureSource;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Compares what a source says with what the directory has. Pure: neither reads nor writes anything.
 *
 * <p>Only the affiliations of that source change. A record that is held leaves what the directory knows of its key as it
 * is; a record that enough accepted extracts in a row no longer have ({@link Absences}) ends on the day on which that counts. If a
 * row of the extract could not be told whose it is, absence proves nothing in that run.
 */
public final class Planner {
    private final Calendar calendar;
    private final Correlator correlator;
    private final LoginAttribution attribution;
    private final List<String> sourceOrder;
    private final TombstoneKey key;
    private final AttributeRules attributes;

    /** One for which the sources are masters of all attributes. */
    public Planner(
            Calendar calendar,
            Correlator correlator,
            LoginAttribution attribution,
            List<String> sourceOrder,
            TombstoneKey key) {
        this(calendar, correlator, attribution, sourceOrder, key, new AttributeRules(Map.of(), sourceOrder));
    }

    /**
     * @param sourceOrder all sources, as the configuration lists them: the names a person bears come from the last one
     * @param key by which erased people are recognised
     * @param attributes who is master of each attribute
     */
    public Planner(
            Calendar calendar,
            Correlator correlator,
            LoginAttribution attribution,
            List<String> sourceOrder,
            TombstoneKey key,
            AttributeRules attributes) {
        this.calendar = calendar;
        this.correlator = correlator;
        this.attribution = attribution;
        this.sourceOrder = List.copyOf(sourceOrder);
        this.key = key;
        this.attributes = attributes;
    }

    /** What the extract would change at that instant. */
    public Plan plan(Snapshot snapshot, Extract extract, Instant now) {
        return plan(snapshot, extract, now, Set.of());
    }

    /**
     * What the extract would change at that instant.
     *
     * @param others the keys of records of which somebody has decided that they are another person than whoever they almost are
     */
    public Plan plan(Snapshot snapshot, Extract extract, Instant now, Set<SourceKey> others) {
        return plan(snapshot, extract, now, others, Absences.atOnce(calendar.dayOf(now)));
    }

    /**
     * What the extract would change at that instant.
     *
     * @param others the keys of records of which somebody has decided that they are another person than whoever they almost are
     * @param absences counts what the extract does not have
     */
    public Plan plan(Snapshot snapshot, Extract extract, Instant now, Set<SourceKey> others, Absences absences) {
        return plan(snapshot, extract, now, others, absences, timelines());
    }

    /** For some plans one after another: what the calendar makes of the same dates is worked out once. */
    Timelines timelines() {
        return new Timelines(calendar);
    }

    Plan plan(
            Snapshot snapshot,
            Extract extract,
            Instant now,
            Set<SourceKey> others,
            Absences absences,
            Timelines timelines) {
        Rulings rulings = new Rulings(snapshot.rulings());
        Settled settled = Settled.of(snapshot.accounts(), extract, rulings);
        Hints hints = new Hints(rulings, others, extract.formerKeys());
        Correlation correlation = correlator.correlate(snapshot.accounts(), settled.open(), hints);
        List<HeldRecord> held = new ArrayList<>(extract.held());
        held.addAll(correlation.held());
        UnreadablePeople unreadable = new UnreadablePeople(snapshot.unreadable());
        ErasedPeople erased = new ErasedPeople(snapshot.tombstones(), key);
        NotYet notYet = new NotYet(calendar, calendar.dayOf(now));
        OneSource scope = new OneSource(
                extract.source(),
                heldKeys(held, extract.formerKeys()),
                extract.formerKeys(),
                !extract.facts().isPart() && held.stream().noneMatch(HeldRecord::isAboutNobodyKnown),
                calendar.dayOf(now),
                absences);
        Map<Login, List<PersonRecord>> known = new HashMap<>(settled.records());
        List<Person.Newcomer> newcomers = new ArrayList<>();
        for (Person person : correlation.people()) {
            if (person instanceof Person.Known found) {
                known.merge(found.account().login(), found.records(), Planner::both);
            } else if (person instanceof Person.Newcomer newcomer) {
                List<HeldRecord> heldBack = unreadable.held(newcomer);
                if (heldBack.isEmpty()) {
                    heldBack = erased.held(newcomer);
                }
                if (heldBack.isEmpty()) {
                    heldBack = notYet.held(newcomer);
                }
                held.addAll(heldBack);
                if (heldBack.isEmpty()) {
                    newcomers.add(newcomer);
                }
            }
        }
        List<Change> changes = new ArrayList<>();
        LoginAttribution.Giving giving = attribution.giving(snapshot.accounts(), snapshot.takenNames());
        for (LoginAttribution.Attributed attributed : giving.newcomers(newcomers)) {
            changes.add(new Change.CreateAccount(create(attributed)));
        }
        int unchanged = 0;
        for (Account before : snapshot.accounts()) {
            List<PersonRecord> records = known.getOrDefault(before.login(), List.of());
            Account after = update(before, records, scope, timelines, giving);
            if (after == before || after.equals(before)) {
                unchanged++;
            } else {
                changes.add(new Change.UpdateAccount(before, after));
            }
        }
        held.addAll(absences.waiting());
        held.sort(Comparator.naturalOrder());
        return new Plan(extract.source(), now, changes, held, extract.records().size(), unchanged);
    }

    /** Under its new key or its old one, what is known of a held record stays. */
    private static Set<SourceKey> heldKeys(Collection<HeldRecord> held, Map<SourceKey, SourceKey> formerKeys) {
        Set<SourceKey> keys = new HashSet<>();
        for (HeldRecord record : held) {
            if (record.reason().equals(HoldReason.BAD_VALUE)) {
                continue; // the record itself is taken over
            }
            keys.add(record.key());
            SourceKey former = formerKeys.get(record.key());
            if (former != null) {
                keys.add(former);
            }
        }
        return keys;
    }

    private Account create(LoginAttribution.Attributed attributed) {
        List<PersonRecord> records = attributed.person().records();
        SortedSet<Affiliation> affiliations = new TreeSet<>();
        SortedSet<PersonNumber> numbers = new TreeSet<>();
        for (PersonRecord record : records) {
            affiliations.addAll(record.affiliations());
            numbers.addAll(record.numbers());
        }
        CivilIdentity civil = Objects.requireNonNull(lastNamed(records), "a person has a record")
                .civil();
        Timeline timeline = calendar.timeline(affiliations);
        SortedSet<GivenValue> given = new TreeSet<>();
        records.forEach(record -> given.addAll(given(record, null, PersonAttributes.NONE)));
        return new Account(attributed.login(), attributed.mail(), civil, numbers, affiliations, timeline, null)
                .withAttributes(attributes.after(
                        PersonAttributes.NONE, records.get(0).key().source(), given));
    }

    /** What the record gives, and what it gave, be it under its former key, of what it holds. */
    private static SortedSet<GivenValue> given(
            PersonRecord record, @Nullable SourceKey former, PersonAttributes before) {
        SortedSet<GivenValue> given = new TreeSet<>();
        record.given()
                .values()
                .forEach((name, values) ->
                        values.forEach(value -> given.add(new GivenValue(record.key(), name, value))));
        if (!record.given().held().isEmpty()) {
            before.given().stream()
                    .filter(old -> record.given().held().contains(old.attribute()))
                    .filter(old -> old.key().equals(record.key()) || old.key().equals(former))
                    .forEach(old -> given.add(new GivenValue(record.key(), old.attribute(), old.value())));
        }
        return given;
    }

    private static List<PersonRecord> both(List<PersonRecord> settled, List<PersonRecord> correlated) {
        List<PersonRecord> both = new ArrayList<>(settled);
        both.addAll(correlated);
        return both;
    }

    private Account update(
            Account before,
            List<PersonRecord> records,
            OneSource scope,
            Timelines timelines,
            LoginAttribution.Giving giving) {
        if (saysNothingNew(before, records, scope)) {
            return timelines.agree(before) ? before : settled(before); // else the calendar's rules are others by now
        }
        SortedSet<Affiliation> affiliations = new TreeSet<>();
        Set<SourceKey> present = new HashSet<>();
        Set<SourceKey> replaced = new HashSet<>();
        SortedSet<PersonNumber> numbers = new TreeSet<>(before.numbers());
        for (PersonRecord record : records) {
            present.add(record.key());
            SourceKey former = scope.formerKeys.get(record.key());
            if (former != null && !former.equals(record.key())) {
                replaced.add(former);
            }
            affiliations.addAll(record.affiliations());
            numbers.addAll(record.numbers());
        }
        for (Affiliation old : before.affiliations()) {
            if (replaced.contains(old.key()) && !present.contains(old.key())) {
                affiliations.add(gone(old, scope.today)); // what it says is said under the new key
            } else if (!old.key().source().equals(scope.source) || scope.heldKeys.contains(old.key())) {
                affiliations.add(old);
            } else if (!present.contains(old.key())) {
                affiliations.add(absent(old, scope));
            }
        }
        CivilIdentity civil = civilOf(before, affiliations, records);
        MailAddress mail = isRenamed(before, civil, records, scope) ? giving.renamed(before, civil) : before.mail();
        Account addressed = mail.equals(before.mail()) ? before : before.withMail(mail);
        return new Account(
                before.login(),
                mail,
                civil,
                numbers,
                affiliations,
                timelines.of(affiliations),
                before.lock(),
                addressed.otherMails(),
                attributesOf(before, affiliations, records, scope));
    }

    /** By a record that the account had before: a student who is hired takes the names of the other source, and keeps the address. */
    private boolean isRenamed(Account before, CivilIdentity civil, List<PersonRecord> records, OneSource scope) {
        PersonRecord naming = civil.equals(before.civil()) ? null : lastNamed(records);
        if (naming == null) {
            return false;
        }
        Set<SourceKey> keys = before.keys();
        return keys.contains(naming.key())
                || Optional.ofNullable(scope.formerKeys.get(naming.key()))
                        .filter(keys::contains)
                        .isPresent();
    }

    /** What no record stands behind any more is given no more: it went to another account, has ended, or is gone. */
    private PersonAttributes attributesOf(
            Account before, SortedSet<Affiliation> affiliations, List<PersonRecord> records, OneSource scope) {
        PersonAttributes known = before.attributes();
        if (known.given().isEmpty()
                && records.stream().allMatch(record -> record.given().values().isEmpty())) {
            return known;
        }
        SortedSet<GivenValue> given = new TreeSet<>();
        Set<SourceKey> present = new HashSet<>();
        for (PersonRecord record : records) {
            present.add(record.key());
            given.addAll(given(record, scope.formerKeys.get(record.key()), known));
        }
        for (GivenValue old : known.given()) {
            if (!present.contains(old.key()) && stands(old.key(), affiliations, scope)) {
                given.add(old);
            }
        }
        return attributes.after(known, scope.source, given);
    }

    private boolean stands(SourceKey key, SortedSet<Affiliation> affiliations, OneSource scope) {
        boolean looked = key.source().equals(scope.source) && scope.absenceProves && !scope.heldKeys.contains(key);
        return affiliations.stream()
                .filter(affiliation -> affiliation.key().equals(key))
                .anyMatch(affiliation ->
                        !looked || (affiliation.facts().gone() == null && !isOver(affiliation, scope.today)));
    }

    /** Whether the source says of it what is known: in an ordinary night that is nearly everybody. */
    private boolean saysNothingNew(Account before, List<PersonRecord> records, OneSource scope) {
        int said = 0;
        for (PersonRecord record : records) {
            if (scope.formerKeys.containsKey(record.key())
                    || !before.affiliations().containsAll(record.affiliations())
                    || !before.numbers().containsAll(record.numbers())) {
                return false;
            }
            said += record.affiliations().size();
        }
        int known = 0;
        for (Affiliation affiliation : before.affiliations()) {
            known += affiliation.key().source().equals(scope.source) ? 1 : 0;
        }
        return said == known
                && civilOf(before, before.affiliations(), records).equals(before.civil())
                && attributesOf(before, before.affiliations(), records, scope).equals(before.attributes());
    }

    private Affiliation absent(Affiliation affiliation, OneSource scope) {
        return !isOver(affiliation, scope.today) && scope.absences.isGone(affiliation.key(), scope.absenceProves)
                ? affiliation.goneOn(scope.today)
                : affiliation;
    }

    private Affiliation gone(Affiliation affiliation, LocalDate today) {
        return isOver(affiliation, today) ? affiliation : affiliation.goneOn(today);
    }

    /** What has ended by itself is not touched again when its record is cleared away. */
    private boolean isOver(Affiliation affiliation, LocalDate today) {
        return calendar.ruleOf(affiliation.population())
                .closing(affiliation.facts())
                .filter(day -> day.isBefore(today))
                .isPresent();
    }

    /** Names come from the last of the person's sources, so that runs of single sources do not take turns at them. */
    private CivilIdentity civilOf(Account before, Collection<Affiliation> affiliations, List<PersonRecord> records) {
        PersonRecord record = lastNamed(records);
        if (record == null) {
            return before.civil();
        }
        int last = affiliations.stream().mapToInt(a -> rank(a.key())).max().orElse(-1);
        return rank(record.key()) == last ? record.civil() : before.civil();
    }

    private @Nullable PersonRecord lastNamed(List<PersonRecord> records) {
        return records.stream()
                .max(Comparator.comparingInt((PersonRecord record) -> rank(record.key()))
                        .thenComparing(PersonRecord::key))
                .orElse(null);
    }

    private int rank(SourceKey key) {
        return sourceOrder.indexOf(key.source());
    }

    /**
     * The changes of a plan, as if what it takes for gone were gone on another day. Nothing else is changed: what was gone before stays
     * gone on its day.
     */
    List<Change> goneOn(Plan plan, LocalDate day) {
        LocalDate own = calendar.dayOf(plan.asOf());
        return plan.changes().stream().map(change -> goneOn(change, own, day)).toList();
    }

    private Change goneOn(Change change, LocalDate own, LocalDate day) {
        if (!(change instanceof Change.UpdateAccount update)) {
            return change;
        }
        SortedSet<Affiliation> affiliations = new TreeSet<>();
        for (Affiliation affiliation : update.after().affiliations()) {
            boolean gone = own.equals(affiliation.facts().gone())
                    && !update.before().affiliations().contains(affiliation);
            affiliations.add(gone ? affiliation.goneOn(day) : affiliation);
        }
        return new Change.UpdateAccount(update.before(), with(update.after(), affiliations));
    }

    /**
     * What undoes these changes, the last first. Nothing is deleted: an account that was made keeps login and mail address, and its
     * records end on the day of the plan; a structure that was made stays.
     */
    public List<Change> undo(Plan plan) {
        LocalDate day = calendar.dayOf(plan.asOf());
        List<Change> undo = new ArrayList<>();
        for (Change change : plan.changes()) {
            if (change instanceof Change.CreateAccount create) {
                Account ended = ended(create.account(), day);
                if (!ended.equals(create.account())) {
                    undo.add(new Change.UpdateAccount(create.account(), ended));
                }
            } else if (change instanceof Change.UpdateAccount update) {
                undo.add(new Change.UpdateAccount(update.after(), keepingAddress(update)));
            } else if (change instanceof Change.UpdateStructure update) {
                undo.add(new Change.UpdateStructure(update.after(), update.before()));
            }
        }
        Collections.reverse(undo);
        return undo;
    }

    /** An address that was given out once is nobody else's, whatever is undone. */
    private static Account keepingAddress(Change.UpdateAccount update) {
        MailAddress was = update.before().mail();
        MailAddress is = update.after().mail();
        return was.equals(is) ? update.before() : update.before().withMail(is).withMail(was);
    }

    private Account ended(Account account, LocalDate day) {
        OneSource scope = new OneSource("", Set.of(), Map.of(), true, day, Absences.atOnce(day));
        SortedSet<Affiliation> affiliations = new TreeSet<>();
        account.affiliations().forEach(affiliation -> affiliations.add(absent(affiliation, scope)));
        return with(account, affiliations);
    }

    /** The civil day of that instant. */
    LocalDate dayOf(Instant now) {
        return calendar.dayOf(now);
    }

    /** The account with the timeline that follows from its records. */
    public Account settled(Account account) {
        return with(account, account.affiliations());
    }

    private Account with(Account account, SortedSet<Affiliation> affiliations) {
        return account.withRecords(affiliations, calendar.timeline(affiliations));
    }

    /**
     * What the extract of the structures would change. A structure that is no longer in it stays, and is held.
     *
     * @param absences is told of each that is missing
     */
    public Plan planStructures(Snapshot snapshot, StructureSource.Structures extract, Instant now, Absences absences) {
        Map<StructureCode, Structure> known = new TreeMap<>();
        snapshot.structures().forEach(structure -> known.put(structure.code(), structure));
        List<Change> changes = new ArrayList<>();
        int unchanged = 0;
        for (Structure structure : extract.structures()) {
            Structure before = known.remove(structure.code());
            if (before == null) {
                changes.add(new Change.CreateStructure(structure));
            } else if (before.equals(structure)) {
                unchanged++;
            } else {
                changes.add(new Change.UpdateStructure(before, structure));
            }
        }
        List<HeldRecord> held = new ArrayList<>(extract.held());
        for (Structure structure : known.values()) {
            SourceKey key = new SourceKey(STRUCTURES, structure.code().value());
            absences.isGone(key, true);
            held.add(new HeldRecord(
                    key,
                    HoldReason.STRUCTURE_GONE,
                    "the extract does not have '" + structure.label() + "' any more; it stays as it is"));
        }
        held.sort(Comparator.naturalOrder());
        return new Plan(STRUCTURES, now, changes, held, extract.structures().size(), unchanged);
    }

    /** The name under which the structures are reported, beside the sources. */
    public static final String STRUCTURES = "structures";

    private record OneSource(
            String source,
            Set<SourceKey> heldKeys,
            Map<SourceKey, SourceKey> formerKeys,
            boolean absenceProves,
            LocalDate today,
            Absences absences) {}
}
