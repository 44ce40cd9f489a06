package fr.sesame.partition;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.directory.api.ldap.model.entry.Attribute;
import org.apache.directory.api.ldap.model.entry.DefaultAttribute;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.schema.AttributeType;
import org.apache.directory.api.ldap.model.schema.SchemaManager;
import org.jspecify.annotations.Nullable;

/**
 * The numbers by which entries name their attribute types. A type gets the next number when it is first written, in the same
 * transaction, and keeps it for ever.
 */
final class AttributeTable {
    private final EntryStore store;
    private final SchemaManager schema;
    private volatile Content content;

    /** Never changed: another takes its place. */
    private record Content(Map<String, Integer> numbers, List<AttributeType> types, List<Attribute> blanks) {
        static Content of(Map<String, Integer> numbers, List<AttributeType> types) {
            return new Content(
                    numbers,
                    List.copyOf(types),
                    types.stream().<Attribute>map(DefaultAttribute::new).toList());
        }
    }

    /** @throws StoreException if the store has attributes that the schema does not know: reading would lose them */
    AttributeTable(EntryStore store, SchemaManager schema) {
        this.store = store;
        this.schema = schema;
        this.content = load();
        store.onAbort(() -> content = load());
    }

    private Content load() {
        Map<String, Integer> numbers = new HashMap<>();
        try (View view = store.read()) {
            View.Walk walk = view.walk(store.attributes);
            for (boolean found = walk.first(); found; found = walk.next()) {
                numbers.put(StandardCharsets.US_ASCII.decode(walk.value()).toString(), (int) walk.keyId());
            }
        }
        AttributeType[] types = new AttributeType[numbers.size()];
        numbers.forEach((oid, number) -> types[number] = typeOf(oid));
        return Content.of(numbers, List.of(types));
    }

    private AttributeType typeOf(String oid) {
        try {
            return schema.lookupAttributeTypeRegistry(oid);
        } catch (LdapException e) {
            throw new StoreException(
                    "the store in " + store.folder() + " has attributes of type " + oid
                            + ", which the schema does not know; use the program that wrote it, or bring its schema back",
                    e);
        }
    }

    AttributeType type(int number) {
        List<AttributeType> types = content.types();
        if (number < 0 || number >= types.size()) {
            throw new StoreException(
                    "an entry has attribute number " + number + ", which means nothing here; run sesame verify");
        }
        return types.get(number);
    }

    /** A new attribute of a type that {@link #type} knows, without values: a copy costs a fifth of making one. */
    Attribute blank(int number) {
        return content.blanks().get(number).clone();
    }

    /** The number of a type, if it has one yet. */
    @Nullable
    Integer known(String oid) {
        return content.numbers().get(oid);
    }

    int number(WriteView view, AttributeType type) {
        Integer known = known(type.getOid());
        if (known != null) {
            return known;
        }
        Content now = content;
        int number = now.types().size();
        Map<String, Integer> numbers = new HashMap<>(now.numbers());
        numbers.put(type.getOid(), number);
        List<AttributeType> types = new ArrayList<>(now.types());
        types.add(type);
        view.keep(store.attributes, Packer.idBytes(number), type.getOid().getBytes(StandardCharsets.US_ASCII));
        content = Content.of(numbers, types);
        return number;
    }
}
