package fr.sesame.interceptors;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.directory.api.ldap.model.constants.PasswordPolicySchemaConstants;
import org.apache.directory.api.ldap.model.entry.Attribute;
import org.apache.directory.api.ldap.model.entry.DefaultAttribute;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.entry.Value;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.schema.AttributeType;
import org.apache.directory.api.ldap.model.schema.SchemaManager;

/**
 * Earlier passwords of an entry, as hashes: {@code time "#" syntax "#" length "#" data} (draft-behera-ldap-password-policy,
 * 5.3.5). A value that is written otherwise counts as none.
 */
final class PasswordHistory {
    private static final String OCTET_STRING = "1.3.6.1.4.1.1466.115.121.1.40";
    private static final int PARTS = 4;

    private final AttributeType type;

    PasswordHistory(SchemaManager schema) {
        type = schema.getAttributeType(PasswordPolicySchemaConstants.PWD_HISTORY_AT);
    }

    AttributeType type() {
        return type;
    }

    private record Item(String time, byte[] hash) {}

    /** The hashes, the newest first. */
    List<byte[]> hashes(Entry entry) {
        return items(entry).stream().map(Item::hash).toList();
    }

    /** The attribute with one more, the newest of the others, and not more than so many. */
    Attribute with(Entry entry, byte[] hash, Instant now, int most) throws LdapException {
        List<Item> all = new ArrayList<>();
        all.add(new Item(PasswordFacts.text(now), hash));
        all.addAll(items(entry));
        Attribute attribute = new DefaultAttribute(type);
        for (Item item : all.subList(0, Math.min(most, all.size()))) {
            attribute.add((item.time() + "#" + OCTET_STRING + "#" + item.hash().length + "#"
                            + new String(item.hash(), StandardCharsets.ISO_8859_1))
                    .getBytes(StandardCharsets.ISO_8859_1));
        }
        return attribute;
    }

    private List<Item> items(Entry entry) {
        Attribute attribute = entry.get(type);
        List<Item> items = new ArrayList<>();
        if (attribute != null) {
            for (Value value : attribute) {
                String[] parts = new String(value.getBytes(), StandardCharsets.ISO_8859_1).split("#", PARTS);
                if (parts.length == PARTS) {
                    items.add(new Item(parts[0], parts[PARTS - 1].getBytes(StandardCharsets.ISO_8859_1)));
                }
            }
        }
        items.sort(Comparator.comparing(Item::time).reversed());
        return items;
    }
}
