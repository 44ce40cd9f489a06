package fr.sesame.directory.ldap;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import fr.sesame.account.Account;
import fr.sesame.account.Affiliation;
import fr.sesame.account.CivilIdentity;
import fr.sesame.account.GivenValue;
import fr.sesame.account.InvalidValueException;
import fr.sesame.account.Lock;
import fr.sesame.account.Login;
import fr.sesame.account.MailAddress;
import fr.sesame.account.PersonAttributes;
import fr.sesame.account.PersonNumber;
import fr.sesame.account.SourceKey;
import fr.sesame.account.Timeline;
import fr.sesame.schema.AffiliationText;
import fr.sesame.schema.Attributes;
import fr.sesame.schema.DayText;
import fr.sesame.schema.GivenText;
import fr.sesame.schema.LockText;
import fr.sesame.schema.ObjectClasses;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An account as an entry, and back. What is not ours in an entry (passwords, what a person wrote) is never touched. */
final class EntryMapping {
    static final String[] OBJECT_CLASSES = {
        "top",
        "person",
        "organizationalPerson",
        ObjectClasses.INET_ORG_PERSON,
        ObjectClasses.SUPANN_PERSON,
        ObjectClasses.SESAME_ACCOUNT
    };

    /** What an account is read from. */
    static final String[] READ = {
        Attributes.UID,
        Attributes.MAIL,
        Attributes.SUPANN_OTHER_MAIL,
        Attributes.SN,
        Attributes.GIVEN_NAME,
        Attributes.SUPANN_BIRTH_NAME,
        Attributes.SUPANN_BIRTH_DATE,
        Attributes.PERSON_NUMBER,
        Attributes.AFFILIATION,
        Attributes.TIMELINE,
        Attributes.LOCK,
        Attributes.GIVEN
    };

    /** What else is written of an account: it follows from what is read. */
    private static final List<String> FOLLOWING = List.of(
            Attributes.CN,
            Attributes.DISPLAY_NAME,
            Attributes.SOURCE_KEY,
            Attributes.SUPANN_INE,
            Attributes.SUPANN_REF_ID,
            Attributes.SUPANN_EMPLOYEE_ID,
            Attributes.SUPANN_STUDENT_ID);

    /** All that Sésame decides itself: no source gives any of it in so many words. */
    static final Set<String> OWN = Stream.of(List.of(READ), FOLLOWING, List.of("objectClass"))
            .flatMap(List::stream)
            .collect(Collectors.toUnmodifiableSet());

    /** Of which others may write single values at the same time. */
    private static final Set<String> REPLACED = OWN.stream()
            .filter(name -> !name.equals(Attributes.SUPANN_OTHER_MAIL) && !name.equals(Attributes.GIVEN))
            .collect(Collectors.toUnmodifiableSet());

    private final Tree tree;
    private final Map<String, String> supannIdentifiers;
    /** The attributes that sources give, and those that they gave before the configuration was changed, as soon as one is seen. */
    private final Set<String> attributes = new ConcurrentSkipListSet<>();

    /**
     * @param supannIdentifiers by source: the SUPANN attribute that carries its key, such as supannEtuId
     * @param attributes that sources give
     */
    EntryMapping(Tree tree, Map<String, String> supannIdentifiers, Collection<String> attributes) {
        this.tree = tree;
        this.supannIdentifiers = Map.copyOf(supannIdentifiers);
        this.attributes.addAll(attributes);
    }

    /** What an account is read from; longer once an entry had values of a source in a further attribute. */
    String[] read() {
        return Stream.concat(Arrays.stream(READ), attributes.stream()).toArray(String[]::new);
    }

    /** The entry of a new account, but for the visible state. */
    Entry entry(Account account) {
        Entry entry = new Entry(tree.person(account.login()));
        entry.addAttribute("objectClass", OBJECT_CLASSES);
        entry.addAttribute(Attributes.UID, account.login().value());
        lasting(account).forEach((name, values) -> add(entry, name, values));
        return entry;
    }

    private static void add(Entry entry, String name, SortedSet<String> values) {
        if (!values.isEmpty()) {
            entry.addAttribute(name, values.toArray(String[]::new));
        }
    }

    /** What has to be changed so that the entry of the one becomes the entry of the other, but for the visible state. */
    List<Modification> modifications(Account before, Account after) {
        Map<String, SortedSet<String>> old = lasting(before);
        Map<String, SortedSet<String>> made = lasting(after);
        List<Modification> modifications = new ArrayList<>();
        SortedSet<String> names = new TreeSet<>(made.keySet());
        names.addAll(old.keySet());
        for (String name : names) {
            SortedSet<String> was = old.getOrDefault(name, Collections.emptySortedSet());
            SortedSet<String> is = made.getOrDefault(name, Collections.emptySortedSet());
            if (is.equals(was)) {
                continue;
            }
            if (REPLACED.contains(name)) {
                modifications.add(modification(ModificationType.REPLACE, name, is));
            } else {
                modifications.addAll(difference(name, was, is));
            }
        }
        return modifications;
    }

    /** Value by value, so that a directory in which somebody has changed one meanwhile refuses, and nothing of theirs is lost. */
    static List<Modification> difference(String name, SortedSet<String> before, SortedSet<String> after) {
        SortedSet<String> gone = new TreeSet<>(before);
        gone.removeAll(after);
        SortedSet<String> gained = new TreeSet<>(after);
        gained.removeAll(before);
        List<Modification> modifications = new ArrayList<>();
        if (!gone.isEmpty()) {
            modifications.add(modification(ModificationType.DELETE, name, gone));
        }
        if (!gained.isEmpty()) {
            modifications.add(modification(ModificationType.ADD, name, gained));
        }
        return modifications;
    }

    private static Modification modification(ModificationType type, String name, SortedSet<String> values) {
        return new Modification(type, name, values.toArray(String[]::new));
    }

    /** Every value that follows from an account, by attribute, but for login and visible state. */
    Map<String, SortedSet<String>> lasting(Account account) {
        CivilIdentity civil = account.civil();
        String fullName = civil.givenName() + " " + civil.familyName();
        Map<String, SortedSet<String>> values = new LinkedHashMap<>();
        values.put(Attributes.MAIL, one(account.mail().value()));
        values.put(Attributes.SUPANN_OTHER_MAIL, account.otherMails());
        values.put(Attributes.CN, one(fullName));
        values.put(Attributes.DISPLAY_NAME, one(fullName));
        values.put(Attributes.SN, one(civil.familyName()));
        values.put(Attributes.GIVEN_NAME, one(civil.givenName()));
        values.put(Attributes.SUPANN_BIRTH_NAME, one(civil.birthName()));
        values.put(Attributes.SUPANN_BIRTH_DATE, one(civil.birthDate().toString()));
        values.put(Attributes.TIMELINE, one(account.timeline().toString()));
        Lock lock = account.lock();
        values.put(Attributes.LOCK, one(lock == null ? null : LockText.format(lock)));
        values.put(
                Attributes.AFFILIATION,
                all(account.affiliations().stream().map(AffiliationText::format).toList()));
        values.put(
                Attributes.PERSON_NUMBER,
                all(account.numbers().stream().map(PersonNumber::toString).toList()));
        values.put(
                Attributes.SUPANN_INE,
                all(account.numbers().stream()
                        .filter(number -> number.kind().equals("ine"))
                        .map(PersonNumber::value)
                        .toList()));
        values.put(
                Attributes.SOURCE_KEY,
                all(account.keys().stream().map(SourceKey::toString).toList()));
        values.put(
                Attributes.SUPANN_REF_ID,
                all(account.keys().stream()
                        .map(key -> "{" + key.source().toUpperCase(Locale.ROOT) + "}" + key.value())
                        .toList()));
        new TreeSet<>(supannIdentifiers.values())
                .forEach(attribute -> values.put(
                        attribute,
                        all(account.keys().stream()
                                .filter(key -> attribute.equals(supannIdentifiers.get(key.source())))
                                .map(SourceKey::value)
                                .toList())));
        values.putAll(account.attributes().values());
        values.put(
                Attributes.GIVEN,
                all(account.attributes().given().stream().map(GivenText::format).toList()));
        return values;
    }

    private static SortedSet<String> one(@Nullable String value) {
        return value == null ? new TreeSet<>() : all(List.of(value));
    }

    private static SortedSet<String> all(Collection<String> values) {
        return new TreeSet<>(values);
    }

    /** @throws InvalidValueException naming the entry, if somebody has written into it what cannot be */
    Account account(Entry entry) {
        return account(entry, Timeline::parse);
    }

    /**
     * The same.
     *
     * @param timelines reads the text form of a timeline, as {@link Timeline#parse} does
     */
    Account account(Entry entry, Function<String, Timeline> timelines) {
        try {
            return account(entry, given(entry), attributes, timelines);
        } catch (InvalidValueException e) {
            throw new InvalidValueException("the entry " + entry.getDN() + " is not an account: " + e.getMessage());
        }
    }

    /** The same of an entry that has what is the account's, all of it, and nothing else. */
    Account accountOfAll(Entry entry) {
        try {
            List<String> others = entry.getAttributes().stream()
                    .map(Attribute::getName)
                    .filter(name -> !OWN.contains(name))
                    .toList();
            return account(entry, given(entry), others, Timeline::parse);
        } catch (InvalidValueException e) {
            throw new InvalidValueException("the entry " + entry.getDN() + " is not an account: " + e.getMessage());
        }
    }

    private SortedSet<GivenValue> given(Entry entry) {
        SortedSet<GivenValue> given = new TreeSet<>();
        for (String value : values(entry, Attributes.GIVEN)) {
            GivenValue one = GivenText.parse(value);
            if (OWN.contains(one.attribute())) {
                throw new InvalidValueException("no source gives " + one.attribute() + ", as '" + value + "' says");
            }
            given.add(one);
            attributes.add(one.attribute());
        }
        return given;
    }

    private static Account account(
            Entry entry, SortedSet<GivenValue> given, Collection<String> names, Function<String, Timeline> timelines) {

        SortedSet<PersonNumber> numbers = new TreeSet<>();
        values(entry, Attributes.PERSON_NUMBER).forEach(value -> numbers.add(PersonNumber.parse(value)));
        SortedSet<Affiliation> affiliations = new TreeSet<>();
        values(entry, Attributes.AFFILIATION).forEach(value -> affiliations.add(AffiliationText.parse(value)));
        Map<String, SortedSet<String>> attributes = new TreeMap<>();
        for (String name : names) {
            if (entry.hasAttribute(name)) {
                attributes.put(name, all(values(entry, name)));
            }
        }
        String lock = entry.getAttributeValue(Attributes.LOCK);
        return new Account(
                new Login(need(entry, Attributes.UID)),
                new MailAddress(need(entry, Attributes.MAIL)),
                new CivilIdentity(
                        need(entry, Attributes.SUPANN_BIRTH_NAME),
                        need(entry, Attributes.SN),
                        need(entry, Attributes.GIVEN_NAME),
                        DayText.parse(need(entry, Attributes.SUPANN_BIRTH_DATE))),
                numbers,
                affiliations,
                timelines.apply(need(entry, Attributes.TIMELINE)),
                lock == null ? null : LockText.parse(lock),
                all(values(entry, Attributes.SUPANN_OTHER_MAIL)),
                PersonAttributes.of(given, attributes));
    }

    private static String need(Entry entry, String attribute) {
        String value = entry.getAttributeValue(attribute);
        if (value == null) {
            throw new InvalidValueException("it has no " + attribute);
        }
        return value;
    }

    private static List<String> values(Entry entry, String name) {
        Attribute attribute = entry.getAttribute(name);
        return attribute == null ? List.of() : List.of(Objects.requireNonNull(attribute.getValues()));
    }
}
