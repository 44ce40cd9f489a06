package fr.sesame.partition;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.directory.api.ldap.model.cursor.AbstractCursor;
import org.apache.directory.api.ldap.model.cursor.CursorException;
import org.apache.directory.api.ldap.model.cursor.InvalidCursorPositionException;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.model.schema.AttributeType;
import org.jspecify.annotations.Nullable;

/**
 * The entries that a search finds, a few at a time. Between two batches it holds nothing of the store: a client that reads
 * slowly, pauses between pages or goes away keeps no snapshot alive. So a long search sees each entry as it is when it comes to
 * it, as other servers do.
 *
 * <p>It goes forward, from the beginning again, and one step back, which is what ApacheDS's request handler needs to look ahead.
 */
final class SearchCursor extends AbstractCursor<Entry> {
    private static final int FIRST_BATCH = 16;
    private static final int BATCH = 48;
    /** Candidates looked at in one view, when few of them match. */
    private static final int EXAMINED = 4096;

    private final EntryStore store;
    private final Reading reading;
    private final Tree tree;
    private final Supplier<Candidates> all;
    private final Scope scope;
    private final Matcher filter;
    private final Predicate<AttributeType> wanted;
    private final @Nullable Dn onlyDn;
    private final Function<Entry, Entry> lend;
    private final Deque<Entry> found = new ArrayDeque<>();
    private Candidates candidates;
    private @Nullable Entry current;
    private boolean stepBack;
    private boolean moved;
    private boolean exhausted;

    /**
     * @param onlyDn the name that the one candidate was asked for by, if it is a search of one entry
     * @param lend makes of an entry what the chain may change; once more after a step back
     */
    SearchCursor(
            EntryStore store,
            Reading reading,
            Tree tree,
            Supplier<Candidates> all,
            Scope scope,
            Matcher filter,
            Predicate<AttributeType> wanted,
            @Nullable Dn onlyDn,
            Function<Entry, Entry> lend) {
        this.store = store;
        this.reading = reading;
        this.tree = tree;
        this.all = all;
        this.candidates = all.get();
        this.scope = scope;
        this.filter = filter;
        this.wanted = wanted;
        this.onlyDn = onlyDn;
        this.lend = lend;
    }

    /** Reads the first entries in the view in which the search was planned. */
    void begin(View view) throws LdapException {
        fill(view, FIRST_BATCH);
    }

    @Override
    public boolean next() throws LdapException, CursorException {
        checkNotClosed();
        if (stepBack) {
            stepBack = false;
            return true;
        }
        while (found.isEmpty() && !exhausted) {
            checkNotClosed(); // the time may be up, however few match
            try (View view = store.read()) {
                fill(view, BATCH);
            }
        }
        moved = true;
        current = found.poll();
        return current != null;
    }

    private void fill(View view, int most) throws LdapException {
        try {
            for (int examined = 0; found.size() < most && examined < EXAMINED; examined++) {
                long id = candidates.next(view);
                if (id == Tree.NOBODY) {
                    exhausted = true;
                    return;
                }
                Entry entry = examine(view, id);
                if (entry != null) {
                    found.add(entry);
                }
            }
        } finally {
            candidates.leave();
        }
    }

    private @Nullable Entry examine(View view, long id) throws LdapException {
        if (!scope.contains(view, id)) {
            return null;
        }
        ByteBuffer record = tree.record(view, id).duplicate();
        EntryFormat.Head head = EntryFormat.head(record.duplicate());
        Entry entry = reading.attributes(view, record, wanted);
        Matcher.Naming naming = () -> name(view, head).getNormName();
        if (!filter.matches(entry, naming) || !candidates.isFirst(entry, naming)) {
            return null;
        }
        return reading.complete(view, entry, name(view, head), wanted);
    }

    private Dn name(View view, EntryFormat.Head head) throws LdapException {
        return onlyDn == null ? tree.dn(view, head) : onlyDn;
    }

    @Override
    public boolean previous() throws LdapException, CursorException {
        checkNotClosed();
        if (stepBack || current == null) {
            throw new UnsupportedOperationException("only one step back");
        }
        stepBack = true;
        return true;
    }

    @Override
    public Entry get() throws CursorException {
        checkNotClosed();
        if (current == null) {
            throw new InvalidCursorPositionException("before the first entry, or after the last");
        }
        return lend.apply(current);
    }

    @Override
    public boolean available() {
        return current != null;
    }

    /** Looks for everything once more, unless it has given nothing yet. */
    @Override
    public void beforeFirst() throws LdapException, CursorException {
        checkNotClosed();
        if (moved) {
            candidates = all.get();
            found.clear();
            current = null;
            stepBack = false;
            exhausted = false;
            moved = false;
        }
    }

    @Override
    public boolean first() throws LdapException, CursorException {
        beforeFirst();
        return next();
    }

    @Override
    public void before(Entry element) {
        throw new UnsupportedOperationException("a search goes forward");
    }

    @Override
    public void after(Entry element) {
        throw new UnsupportedOperationException("a search goes forward");
    }

    @Override
    public void afterLast() {
        throw new UnsupportedOperationException("a search goes forward");
    }

    @Override
    public boolean last() {
        throw new UnsupportedOperationException("a search goes forward");
    }
}
