package fr.sesame.partition;

import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.server.core.api.entry.ClonedServerEntry;

/**
 * An entry as ApacheDS's chain wants it: one to look at and one to change. Ours was made from the store's bytes for this caller
 * alone, so the second is a shallow copy instead of the deep one that {@link ClonedServerEntry} makes: attributes may be taken
 * out of it without being missed in the first.
 */
final class FetchedEntry extends ClonedServerEntry {
    FetchedEntry(Entry entry) {
        originalEntry = entry;
        clonedEntry = entry.shallowClone();
    }
}
