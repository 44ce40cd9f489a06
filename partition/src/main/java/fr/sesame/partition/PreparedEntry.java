package fr.sesame.partition;

import java.util.List;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.name.Dn;
import org.jspecify.annotations.Nullable;

/**
 * What a new entry comes to in the store, as far as that can be said before it has an identifier: most of the work, and any thread
 * can do it ({@link BulkLoad#prepare}).
 */
public final class PreparedEntry {
    final Dn dn;
    final String csn;
    /** The record without its head; null if an attribute's type has no number yet, which only who writes can give it. */
    final byte @Nullable [] attributes;
    /** The keys under which it stands in each index. */
    final List<List<byte[]>> keys;
    /** The entry itself, where the writer needs it: it has a type without a number, or is an alias. */
    final @Nullable Entry entry;

    PreparedEntry(Dn dn, String csn, byte @Nullable [] attributes, List<List<byte[]>> keys, @Nullable Entry entry) {
        this.dn = dn;
        this.csn = csn;
        this.attributes = attributes;
        this.keys = keys;
        this.entry = entry;
    }

    /** The name that it is to have. */
    public Dn dn() {
        return dn;
    }
}
