package fr.sesame.partition;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.directory.api.ldap.model.exception.LdapInvalidDnException;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.model.name.Rdn;
import org.apache.directory.api.ldap.model.schema.SchemaManager;

/** Who stands below whom: from names to identifiers and back, and how many there are. */
final class Tree {
    /** Stands above the suffix. */
    static final long ABOVE = 0;
    /** There is no such entry. */
    static final long NOBODY = -1;

    private static final int LONGEST_NAME = 480;
    private static final int DIGEST = 16;

    private final EntryStore store;
    private final SchemaManager schema;
    private final Dn suffix;
    private volatile Containers containers = new Containers(-1, Map.of());

    /** DNs of entries that have others below them, as of one version of the tree. */
    private record Containers(long version, Map<Long, Dn> dns) {}

    /** How many entries are below another. */
    record Counts(long children, long descendants) {
        static final Counts NONE = new Counts(0, 0);
    }

    Tree(EntryStore store, SchemaManager schema, Dn suffix) {
        this.store = store;
        this.schema = schema;
        this.suffix = suffix;
    }

    /** The identifier of the entry, or {@link #NOBODY}. */
    long find(View view, Dn dn) {
        return find(view, dn, 0);
    }

    /** The identifier of the entry above, or {@link #NOBODY}. */
    long findParent(View view, Dn dn) {
        return find(view, dn, 1);
    }

    private long find(View view, Dn dn, int without) {
        int below = dn.size() - suffix.size();
        if (below < without) {
            return NOBODY;
        }
        long id = find(view, nameKey(ABOVE, suffix.getNormName()));
        for (int i = below - 1; i >= without && id != NOBODY; i--) {
            id = find(view, nameKey(id, dn.getRdn(i).getNormName()));
        }
        return id;
    }

    private long find(View view, byte[] nameKey) {
        ByteBuffer found = view.get(store.layout.names, nameKey);
        return found == null ? NOBODY : found.getLong(found.position());
    }

    boolean hasChild(View view, long parent, Rdn rdn) {
        return view.get(store.layout.names, nameKey(parent, rdn.getNormName())) != null;
    }

    /** The key of a name below a parent. A long name is cut and told from others by a digest. */
    static byte[] nameKey(long parent, String normalizedName) {
        byte[] name = normalizedName.getBytes(StandardCharsets.UTF_8);
        if (name.length > LONGEST_NAME) {
            byte[] digest = IndexKeys.digest(name);
            name = Arrays.copyOf(name, LONGEST_NAME);
            System.arraycopy(digest, 0, name, LONGEST_NAME - DIGEST, DIGEST);
        }
        return new Packer(Long.BYTES + name.length).id(parent).raw(name).toBytes();
    }

    /** The DN of an entry of which the head is known. */
    Dn dn(View view, EntryFormat.Head head) throws LdapInvalidDnException {
        if (head.parent() == ABOVE) {
            return new Dn(schema, head.rdn());
        }
        List<Rdn> above = containerDn(view, head.parent()).getRdns();
        Rdn[] rdns = new Rdn[above.size() + 1];
        rdns[0] = new Rdn(schema, head.rdn());
        for (int i = 0; i < above.size(); i++) {
            rdns[i + 1] = above.get(i);
        }
        return new Dn(schema, rdns); // Dn.add would normalise the name once more
    }

    private Dn containerDn(View view, long id) throws LdapInvalidDnException {
        Containers known = containers;
        long version = store.layout.treeVersion(view);
        if (known.version() < version && !(view instanceof WriteView)) {
            known = new Containers(version, new ConcurrentHashMap<>());
            containers = known;
        }
        boolean usable = known.version() == version && !(view instanceof WriteView);
        Dn dn = usable ? known.dns().get(id) : null;
        if (dn == null) {
            dn = dn(view, head(view, id));
            if (usable) {
                known.dns().put(id, dn);
            }
        }
        return dn;
    }

    EntryFormat.Head head(View view, long id) {
        return EntryFormat.head(record(view, id));
    }

    ByteBuffer record(View view, long id) {
        ByteBuffer record = view.get(store.layout.entries, id);
        if (record == null) {
            throw new StoreException("the store in " + store.folder() + " names entry " + id
                    + ", which is not there; stop the service and run sesame verify --repair");
        }
        return record;
    }

    /** Whether an entry is below another, or is that one. */
    boolean isWithin(View view, long id, long ancestor) {
        long at = id;
        while (at != ancestor) {
            if (at == ABOVE) {
                return false;
            }
            ByteBuffer record = view.get(store.layout.entries, at);
            if (record == null) {
                return false;
            }
            at = EntryFormat.parent(record);
        }
        return true;
    }

    Counts counts(View view, long id) {
        ByteBuffer found = view.get(store.layout.counts, id);
        if (found == null) {
            return Counts.NONE;
        }
        Unpacker unpacker = new Unpacker(found);
        return new Counts(unpacker.number(), unpacker.number());
    }

    /** Puts an entry, with all that is below it, under a parent. */
    void attach(WriteView view, long id, long parent, String normalizedName, long descendants) {
        view.put(store.layout.names, nameKey(parent, normalizedName), Packer.idBytes(id));
        view.add(store.layout.children, Packer.idBytes(parent), id);
        adjust(view, parent, 1, descendants + 1);
    }

    void detach(WriteView view, long id, long parent, String normalizedName, long descendants) {
        view.delete(store.layout.names, nameKey(parent, normalizedName));
        view.remove(store.layout.children, Packer.idBytes(parent), id);
        adjust(view, parent, -1, -descendants - 1);
    }

    /** Counts more or fewer children of an entry, and descendants of it and of all above it. */
    void adjust(WriteView view, long from, int children, long descendants) {
        long at = from;
        int more = children;
        while (at != ABOVE) {
            Counts now = counts(view, at);
            Counts next = new Counts(now.children() + more, now.descendants() + descendants);
            byte[] key = Packer.idBytes(at);
            if (next.descendants() == 0) {
                view.delete(store.layout.counts, key);
            } else {
                view.put(store.layout.counts, key, write(next));
            }
            more = 0;
            at = EntryFormat.parent(record(view, at));
        }
    }

    static byte[] write(Counts counts) {
        return new Packer(Long.BYTES)
                .number(counts.children())
                .number(counts.descendants())
                .toBytes();
    }

    /** How the name of an entry is stored: the top has all of the suffix. */
    String nameOf(Dn dn) {
        return isTop(dn) ? dn.getName() : dn.getRdn().getName();
    }

    String normalizedNameOf(Dn dn) {
        return isTop(dn) ? suffix.getNormName() : dn.getRdn().getNormName();
    }

    boolean isSuffix(Dn dn) {
        return dn.equals(suffix);
    }

    /** Finding an entry takes this for granted; ApacheDS asks a partition for nothing else. */
    boolean isWithinSuffix(Dn dn) {
        return dn.isDescendantOf(suffix);
    }

    Dn suffix() {
        return suffix;
    }

    boolean isTop(Dn dn) {
        return dn.size() == suffix.size();
    }

    /** The normalised name as stored in a head. */
    String normalized(EntryFormat.Head head) throws LdapInvalidDnException {
        return head.parent() == ABOVE
                ? new Dn(schema, head.rdn()).getNormName()
                : new Rdn(schema, head.rdn()).getNormName();
    }
}
