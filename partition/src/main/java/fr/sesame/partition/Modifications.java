package fr.sesame.partition;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.apache.directory.api.ldap.model.entry.Attribute;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.entry.Modification;
import org.apache.directory.api.ldap.model.entry.Value;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.exception.LdapInvalidAttributeValueException;
import org.apache.directory.api.ldap.model.exception.LdapNoSuchAttributeException;
import org.apache.directory.api.ldap.model.message.ResultCodeEnum;
import org.apache.directory.api.ldap.model.schema.AttributeType;

/**
 * What a modify does to an entry (RFC 4511, 4.6; RFC 4525 for increments). That the modifications fit the schema and the entry
 * was checked before, by ApacheDS's schema interceptor.
 */
final class Modifications {
    private Modifications() {}

    static void apply(Entry entry, List<Modification> modifications) throws LdapException {
        for (Modification modification : modifications) {
            Attribute attribute = modification.getAttribute();
            switch (modification.getOperation()) {
                case ADD_ATTRIBUTE -> add(entry, attribute);
                case REMOVE_ATTRIBUTE -> remove(entry, attribute);
                case REPLACE_ATTRIBUTE -> replace(entry, attribute);
                case INCREMENT_ATTRIBUTE -> increment(entry, attribute);
                default ->
                    throw new LdapInvalidAttributeValueException(
                            ResultCodeEnum.PROTOCOL_ERROR, "a modification of no known kind: " + modification);
            }
        }
    }

    private static void add(Entry entry, Attribute attribute) throws LdapException {
        for (Value value : attribute) {
            entry.add(attribute.getAttributeType(), value);
        }
    }

    private static void remove(Entry entry, Attribute attribute) {
        AttributeType type = attribute.getAttributeType();
        Attribute stored = entry.get(type);
        if (stored == null) {
            return;
        }
        for (Value value : attribute) {
            stored.remove(value);
        }
        if (attribute.size() == 0 || stored.size() == 0) {
            entry.removeAttributes(type);
        }
    }

    private static void replace(Entry entry, Attribute attribute) throws LdapException {
        if (attribute.size() == 0) {
            entry.removeAttributes(attribute.getAttributeType());
        } else {
            entry.put(attribute.clone());
        }
    }

    private static void increment(Entry entry, Attribute attribute) throws LdapException {
        AttributeType type = attribute.getAttributeType();
        Attribute stored = entry.get(type);
        if (stored == null) {
            throw new LdapNoSuchAttributeException("there is no " + type.getName() + " to increment");
        }
        BigInteger by = attribute.size() == 0 ? BigInteger.ONE : number(attribute.get());
        List<String> sums = new ArrayList<>();
        for (Value value : stored) {
            sums.add(number(value).add(by).toString());
        }
        stored.clear();
        for (String sum : sums) {
            stored.add(sum);
        }
    }

    private static BigInteger number(Value value) throws LdapInvalidAttributeValueException {
        try {
            return new BigInteger(value.getString());
        } catch (NumberFormatException e) {
            throw new LdapInvalidAttributeValueException(
                    ResultCodeEnum.CONSTRAINT_VIOLATION, "'" + value.getString() + "' is no number to increment");
        }
    }
}
