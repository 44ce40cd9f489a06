package fr.sesame.partition;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.directory.api.ldap.model.constants.SchemaConstants;
import org.apache.directory.api.ldap.model.entry.Attribute;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.exception.LdapAliasDereferencingException;
import org.apache.directory.api.ldap.model.exception.LdapAliasException;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.exception.LdapInvalidDnException;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.model.schema.AttributeType;
import org.apache.directory.api.ldap.model.schema.SchemaManager;
import org.jspecify.annotations.Nullable;

/** Entries that stand for others (RFC 4512, 2.6). There are few, if any, and they are kept in a list of their own. */
final class Aliases {
    private final EntryStore store;
    private final SchemaManager schema;
    private final Tree tree;
    private final Dn suffix;
    private final AttributeType target;

    Aliases(EntryStore store, SchemaManager schema, Tree tree, Dn suffix) {
        this.store = store;
        this.schema = schema;
        this.tree = tree;
        this.suffix = suffix;
        this.target = schema.getAttributeType(SchemaConstants.ALIASED_OBJECT_NAME_AT);
    }

    /** An alias and the entry that it stands for. */
    record Alias(long id, Dn target) {}

    boolean areAny(View view) {
        return view.size(store.layout.aliases) > 0;
    }

    List<Alias> all(View view) throws LdapInvalidDnException {
        List<Alias> all = new ArrayList<>();
        View.Walk walk = view.walk(store.layout.aliases);
        for (boolean found = walk.first(); found; found = walk.next()) {
            all.add(new Alias(walk.keyId(), read(walk.value())));
        }
        return all;
    }

    /** What the entry stands for, if it is an alias. */
    @Nullable
    Dn targetOf(View view, long id) throws LdapInvalidDnException {
        ByteBuffer found = view.get(store.layout.aliases, id);
        return found == null ? null : read(found);
    }

    private Dn read(ByteBuffer dn) throws LdapInvalidDnException {
        return new Dn(schema, StandardCharsets.UTF_8.decode(dn).toString());
    }

    /** Makes the list agree with what the entry is now. */
    void change(WriteView view, long id, @Nullable Entry after) throws LdapException {
        String before = text(view.get(store.layout.aliases, id));
        String now = after == null ? null : targetIn(after);
        byte[] key = Packer.idBytes(id);
        if (now == null) {
            if (before != null) {
                view.delete(store.layout.aliases, key);
            }
        } else if (!now.equals(before)) {
            check(view, new Dn(schema, now));
            view.put(store.layout.aliases, key, now.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** What the list is to hold for an entry. */
    @Nullable
    String targetIn(Entry entry) {
        Attribute attribute = entry.get(target);
        boolean alias = attribute != null
                && attribute.size() > 0
                && entry.contains(SchemaConstants.OBJECT_CLASS_AT, SchemaConstants.ALIAS_OC);
        return alias ? attribute.get().getString() : null;
    }

    static @Nullable String text(@Nullable ByteBuffer found) {
        return found == null ? null : StandardCharsets.UTF_8.decode(found).toString();
    }

    private void check(WriteView view, Dn to) throws LdapException {
        if (!to.isDescendantOf(suffix)) {
            throw new LdapAliasDereferencingException(
                    "an alias to '" + to + "'; expected a DN under '" + suffix.getName() + "'");
        }
        long id = tree.find(view, to);
        if (id == Tree.NOBODY) {
            throw new LdapAliasException("an alias to '" + to + "', which is not there");
        }
        if (view.get(store.layout.aliases, id) != null) {
            throw new LdapAliasDereferencingException("an alias to '" + to + "', which is an alias itself");
        }
    }
}
