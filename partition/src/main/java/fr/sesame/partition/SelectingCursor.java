package fr.sesame.partition;

import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.directory.api.ldap.model.constants.SchemaConstants;
import org.apache.directory.api.ldap.model.cursor.Cursor;
import org.apache.directory.api.ldap.model.entry.Attribute;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.schema.AttributeType;
import org.apache.directory.api.ldap.model.schema.SchemaManager;
import org.apache.directory.server.core.api.entry.ClonedServerEntry;
import org.apache.directory.server.core.api.filtering.EntryFilter;
import org.apache.directory.server.core.api.filtering.EntryFilteringCursorImpl;
import org.apache.directory.server.core.api.interceptor.context.SearchOperationContext;

/**
 * What a search has found, with the attributes that were asked for. ApacheDS compares each attribute of each entry with each that was
 * asked for, up the tree of types: a third of what the server does for a large search. Whether an attribute was asked for is the same for
 * all entries of a search, and is found out once.
 */
final class SelectingCursor extends EntryFilteringCursorImpl {
    /** What the filter of ApacheDS's schema interceptor calls itself. */
    private static final String OF_APACHEDS = "TopFilter";

    private final SearchOperationContext context;
    private final SchemaManager schema;

    SelectingCursor(Cursor<Entry> found, SearchOperationContext context, SchemaManager schema) {
        super(found, context, schema);
        this.context = context;
        this.schema = schema;
    }

    @Override
    public boolean addEntryFilter(EntryFilter filter) {
        boolean selects = filter.toString("").equals(OF_APACHEDS) && asksForCertainAttributes();
        return super.addEntryFilter(selects ? new Selection() : filter);
    }

    private boolean asksForCertainAttributes() {
        return context.getReturningAttributes() != null
                && !context.isAllUserAttributes()
                && !context.isAllOperationalAttributes()
                && !context.isNoAttributes()
                && !context.isTypesOnly();
    }

    /** Of one search; its types are those of one schema, each of which is one object. */
    private final class Selection implements EntryFilter {
        private final Map<AttributeType, Boolean> asked = new IdentityHashMap<>();
        private final AttributeType entryDn = schema.getAttributeType(SchemaConstants.ENTRY_DN_AT_OID);
        private final AttributeType ref = schema.getAttributeType(SchemaConstants.REF_AT_OID);

        @Override
        public boolean accept(SearchOperationContext search, Entry entry) throws LdapException {
            for (Attribute attribute : ((ClonedServerEntry) entry).getOriginalEntry()) {
                AttributeType type = attribute.getAttributeType();
                if (!isAsked(type) && !(context.isReferralThrown() && type.equals(ref))) {
                    entry.removeAttributes(type);
                }
            }
            if (!isAsked(entryDn)) {
                entry.removeAttributes(entryDn);
            }
            return true;
        }

        private boolean isAsked(AttributeType type) {
            return asked.computeIfAbsent(type, one -> context.contains(schema, one));
        }

        @Override
        public String toString(String tabs) {
            return tabs + "Selection";
        }
    }
}
