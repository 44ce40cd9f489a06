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
    private record Content(Map<String, Integer> numbers, List<Column> columns) {}

    /**
     * What is known of a type.
     *
     * @param name as it is sent
     * @param blank an attribute of the type, without values: a copy costs a fifth of making one
     */
    record Column(AttributeType type, String name, Attribute blank) {
        static Column of(AttributeType type) {
            Attribute blank = new DefaultAttribute(type);
            return new Column(type, blank.getUpId(), blank);
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
            View.Walk walk = view.walk(store.layout.attributes);
            for (boolean found = walk.first(); found; found = walk.next()) {
                numbers.put(StandardCharsets.US_ASCII.decode(walk.value()).toString(), (int) walk.keyId());
            }
        }
        Column[] columns = new Column[numbers.size()];
        numbers.forEach((oid, number) -> columns[number] = Column.of(typeOf(oid)));
        return new Content(numbers, List.of(columns));
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

    Column column(int number) {
        List<Column> columns = content.columns();
        if (number < 0 || number >= columns.size()) {
            throw new StoreException(
                    "an entry has attribute number " + number + ", which means nothing here; run sesame verify");
        }
        return columns.get(number);
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
        int number = now.columns().size();
        Map<String, Integer> numbers = new HashMap<>(now.numbers());
        numbers.put(type.getOid(), number);
        List<Column> columns = new ArrayList<>(now.columns());
        columns.add(Column.of(type));
        view.keep(store.layout.attributes, Packer.idBytes(number), type.getOid().getBytes(StandardCharsets.US_ASCII));
        content = new Content(numbers, List.copyOf(columns));
        return number;
    }
}
