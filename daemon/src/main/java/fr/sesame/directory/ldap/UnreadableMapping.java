package fr.sesame.directory.ldap;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import fr.sesame.account.InvalidValueException;
import fr.sesame.account.PersonNumber;
import fr.sesame.account.SourceKey;
import fr.sesame.account.UnreadableAccount;
import fr.sesame.schema.Attributes;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What can be read of an entry that is no account. */
final class UnreadableMapping {
    private UnreadableMapping() {}

    /** @param why it is none */
    static UnreadableAccount account(Entry entry, String why) {
        return new UnreadableAccount(
                entry.getDN(),
                why,
                TombstoneMapping.names(entry),
                all(entry, Attributes.SOURCE_KEY, SourceKey::parse),
                all(entry, Attributes.PERSON_NUMBER, PersonNumber::parse),
                first(entry, Attributes.SUPANN_BIRTH_NAME),
                first(entry, Attributes.GIVEN_NAME),
                day(first(entry, Attributes.SUPANN_BIRTH_DATE)));
    }

    private static <T> Set<T> all(Entry entry, String name, Function<String, T> parse) {
        Set<T> all = new HashSet<>();
        Attribute attribute = entry.getAttribute(name);
        if (attribute != null) {
            for (String value : attribute.getValues()) {
                try {
                    all.add(parse.apply(value));
                } catch (InvalidValueException e) {
                    continue; // it may be this one for which the entry is no account
                }
            }
        }
        return all;
    }

    private static String first(Entry entry, String name) {
        String value = entry.getAttributeValue(name);
        return value == null ? "" : value;
    }

    private static @Nullable LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
