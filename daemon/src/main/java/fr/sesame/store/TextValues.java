package fr.sesame.store;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.directory.api.ldap.model.entry.Value;
import org.apache.directory.api.ldap.model.exception.LdapInvalidAttributeValueException;
import org.apache.directory.api.ldap.model.schema.AttributeType;

/**
 * Values of text attributes, normalised and checked once for each text: half of the values of a directory are those of another
 * entry too, such as object classes, states and dates, and these are the ones that cost most. A value never changes, so that
 * entries can share it.
 */
final class TextValues {
    /** Of each type; one that has more different values than this has few that come again. */
    private static final int KEPT = 1_000;

    private final Map<String, Map<String, Value>> known = new ConcurrentHashMap<>();

    /** @throws LdapInvalidAttributeValueException or IllegalArgumentException if the schema does not allow the text */
    Value of(AttributeType type, String text) throws LdapInvalidAttributeValueException {
        Map<String, Value> ofType = known.computeIfAbsent(type.getOid(), oid -> new ConcurrentHashMap<>());
        Value value = ofType.get(text);
        if (value == null) {
            value = new Value(type, text);
            if (ofType.size() < KEPT) {
                ofType.put(text, value);
            }
        }
        return value;
    }
}
