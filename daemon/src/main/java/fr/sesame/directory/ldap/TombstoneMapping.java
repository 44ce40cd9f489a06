package fr.sesame.directory.ldap;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import fr.sesame.account.InvalidValueException;
import fr.sesame.account.Login;
import fr.sesame.account.Tombstone;
import fr.sesame.schema.Attributes;
import fr.sesame.schema.ErasureText;
import fr.sesame.schema.Identifiers;
import fr.sesame.schema.ObjectClasses;
import java.util.Arrays;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/** A tombstone as an entry, and back. */
final class TombstoneMapping {
    static final String[] READ = {
        Attributes.ERASED_NAME, Attributes.ERASED_HASH, Attributes.ERASURE, Attributes.ADMISSION
    };

    private final Tree tree;

    TombstoneMapping(Tree tree) {
        this.tree = tree;
    }

    Entry entry(Tombstone tombstone) {
        Entry entry = new Entry(tree.tombstone(tombstone.login()));
        entry.addAttribute("objectClass", "top", ObjectClasses.SESAME_TOMBSTONE);
        entry.addAttribute(Attributes.ERASED_NAME, tombstone.names());
        entry.addAttribute(Attributes.ERASED_HASH, tombstone.hashes());
        entry.addAttribute(Attributes.ERASURE, ErasureText.format(tombstone.erasure()));
        return entry;
    }

    /** @throws InvalidValueException naming the entry, if it is not a tombstone */
    Tombstone tombstone(Entry entry) {
        try {
            String[] login = entry.getParsedDN().getRDN().getAttributeValues();
            String erasure = entry.getAttributeValue(Attributes.ERASURE);
            return new Tombstone(
                    new Login(login[0]),
                    values(entry, Attributes.ERASED_NAME),
                    values(entry, Attributes.ERASED_HASH),
                    ErasureText.parse(erasure == null ? "" : erasure),
                    values(entry, Attributes.ADMISSION));
        } catch (InvalidValueException | LDAPException e) {
            throw new InvalidValueException("the entry " + entry.getDN() + " is not a tombstone: " + e.getMessage());
        }
    }

    /** Every name that the entry of a person has, in lower case. */
    static SortedSet<String> names(Entry person) {
        SortedSet<String> names = new TreeSet<>();
        for (String attribute : Identifiers.ATTRIBUTES) {
            values(person, attribute).forEach(value -> names.add(value.toLowerCase(Locale.ROOT)));
        }
        return names;
    }

    private static SortedSet<String> values(Entry entry, String name) {
        Attribute attribute = entry.getAttribute(name);
        return attribute == null ? new TreeSet<>() : new TreeSet<>(Arrays.asList(attribute.getValues()));
    }
}
