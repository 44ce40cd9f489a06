package fr.sesame.directory.ldap;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import fr.sesame.account.Account;
import fr.sesame.account.Affiliation;
import fr.sesame.account.CivilIdentity;
import fr.sesame.account.InvalidValueException;
import fr.sesame.account.Lock;
import fr.sesame.account.Login;
import fr.sesame.account.MailAddress;
import fr.sesame.account.PersonNumber;
import fr.sesame.account.SourceKey;
import fr.sesame.account.Timeline;
import fr.sesame.schema.AffiliationText;
import fr.sesame.schema.Attributes;
import fr.sesame.schema.DayText;
import fr.sesame.schema.LockText;
import fr.sesame.schema.ObjectClasses;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An account as an entry, and back. What is not ours in an entry (passwords, what a person wrote) is never touched. */
final class EntryMapping {
    private static final String[] OBJECT_CLASSES = {
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
        Attributes.SN,
        Attributes.GIVEN_NAME,
        Attributes.SUPANN_BIRTH_NAME,
        Attributes.SUPANN_BIRTH_DATE,
        Attributes.PERSON_NUMBER,
        Attributes.AFFILIATION,
        Attributes.TIMELINE,
        Attributes.LOCK
    };

    private final Tree tree;
    private final Map<String, String> supannIdentifiers;

    /** @param supannIdentifiers by source: the SUPANN attribute that carries its key, such as supannEtuId */
    EntryMapping(Tree tree, Map<String, String> supannIdentifiers) {
        this.tree = tree;
        this.supannIdentifiers = Map.copyOf(supannIdentifiers);
    }

    /** The entry of a new account, but for the visible state. */
    Entry entry(Account account) {
        Entry entry = new Entry(tree.person(account.login()));
        entry.addAttribute("objectClass", OBJECT_CLASSES);
        entry.addAttribute(Attributes.UID, account.login().value());
        entry.addAttribute(Attributes.MAIL, account.mail().value());
        lasting(account).forEach((name, values) -> add(entry, name, values));
        return entry;
    }

    private static void add(Entry entry, String name, SortedSet<String> values) {
        if (!values.isEmpty()) {
            entry.addAttribute(name, values.toArray(String[]::new));
        }
    }

    /** What has to be replaced so that the entry of the one becomes the entry of the other, but for the visible state. */
    List<Modification> modifications(Account before, Account after) {
        Map<String, SortedSet<String>> old = lasting(before);
        List<Modification> modifications = new ArrayList<>();
        lasting(after).forEach((name, values) -> {
            if (!values.equals(old.get(name))) {
                modifications.add(replace(name, values));
            }
        });
        return modifications;
    }

    private static Modification replace(String name, SortedSet<String> values) {
        return new Modification(ModificationType.REPLACE, name, values.toArray(String[]::new));
    }

    /** Every value that follows from an account, by attribute, but for login, mail address and visible state. */
    Map<String, SortedSet<String>> lasting(Account account) {
        CivilIdentity civil = account.civil();
        String fullName = civil.givenName() + " " + civil.familyName();
        Map<String, SortedSet<String>> values = new LinkedHashMap<>();
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
            SortedSet<PersonNumber> numbers = new TreeSet<>();
            values(entry, Attributes.PERSON_NUMBER).forEach(value -> numbers.add(PersonNumber.parse(value)));
            SortedSet<Affiliation> affiliations = new TreeSet<>();
            values(entry, Attributes.AFFILIATION).forEach(value -> affiliations.add(AffiliationText.parse(value)));
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
                    lock == null ? null : LockText.parse(lock));
        } catch (InvalidValueException e) {
            throw new InvalidValueException("the entry " + entry.getDN() + " is not an account: " + e.getMessage());
        }
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
