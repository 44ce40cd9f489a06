package fr.sesame.interceptors;

import fr.sesame.account.InvalidValueException;
import fr.sesame.account.Structure;
import fr.sesame.account.StructureCode;
import fr.sesame.account.StructureTree;
import fr.sesame.schema.Attributes;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.directory.api.ldap.model.constants.SchemaConstants;
import org.apache.directory.api.ldap.model.cursor.Cursor;
import org.apache.directory.api.ldap.model.cursor.CursorException;
import org.apache.directory.api.ldap.model.entry.Attribute;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.exception.LdapInvalidDnException;
import org.apache.directory.api.ldap.model.filter.PresenceNode;
import org.apache.directory.api.ldap.model.message.AliasDerefMode;
import org.apache.directory.api.ldap.model.message.SearchScope;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.model.schema.AttributeType;
import org.apache.directory.api.ldap.model.schema.SchemaManager;
import org.apache.directory.server.core.api.CoreSession;
import org.apache.directory.server.core.api.interceptor.context.MoveOperationContext;
import org.apache.directory.server.core.api.interceptor.context.OperationContext;
import org.apache.directory.server.core.api.interceptor.context.RenameOperationContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The structures as the directory has them now. The few hundred of them are in memory: read at the start, and again when one is
 * written, after the commit and before the answer.
 */
public final class KnownStructures {
    private static final Logger LOG = LoggerFactory.getLogger(KnownStructures.class);

    private final Dn branch;
    private final StoredEntries entries;
    private final AttributeType objectClass;
    private final AttributeType code;
    private final AttributeType parent;
    private final AttributeType type;
    private final AttributeType label;
    private final Map<String, Structure> byName = new HashMap<>();
    private volatile StructureTree current = StructureTree.EMPTY;

    /**
     * @param base the DN at the top of the directory
     * @param entries reads what is committed
     */
    public KnownStructures(SchemaManager schema, String base, StoredEntries entries) throws LdapInvalidDnException {
        this.branch = new Dn(schema, "ou=structures," + base);
        this.entries = entries;
        this.objectClass = schema.getAttributeType(SchemaConstants.OBJECT_CLASS_AT);
        this.code = schema.getAttributeType(Attributes.SUPANN_STRUCTURE_CODE);
        this.parent = schema.getAttributeType(Attributes.SUPANN_STRUCTURE_PARENT);
        this.type = schema.getAttributeType(Attributes.SUPANN_STRUCTURE_TYPE);
        this.label = schema.getAttributeType(SchemaConstants.DESCRIPTION_AT);
    }

    /** Those that there are. */
    public StructureTree current() {
        return current;
    }

    /** Reads those that there were at the last stop. */
    public synchronized void readAll(CoreSession session) throws LdapException, CursorException, IOException {
        try (Cursor<Entry> all = session.search(
                branch,
                SearchScope.ONELEVEL,
                new PresenceNode(objectClass),
                AliasDerefMode.NEVER_DEREF_ALIASES,
                Attributes.SUPANN_STRUCTURE_CODE,
                Attributes.SUPANN_STRUCTURE_PARENT,
                Attributes.SUPANN_STRUCTURE_TYPE,
                SchemaConstants.DESCRIPTION_AT)) {
            while (all.next()) {
                keep(all.get().getDn(), all.get());
            }
        }
        current = new StructureTree(byName.values());
    }

    /** To be told of every write when it is on the disk, and before it is answered. */
    public void written(OperationContext context) {
        readIfOne(context.getDn());
        if (context instanceof RenameOperationContext rename) { // one that moves as well, too
            readIfOne(rename.getNewDn());
        } else if (context instanceof MoveOperationContext move) {
            readIfOne(move.getNewDn());
        }
    }

    private void readIfOne(@Nullable Dn dn) {
        if (dn != null && branch.equals(dn.getParent())) {
            read(dn);
        }
    }

    /** What there is now under that name counts. */
    private synchronized void read(Dn dn) {
        try {
            keep(dn, entries.read(dn, Set.of(code, parent, type, label)));
        } catch (LdapException e) {
            LOG.error("structure cannot be read, and belongs to nothing dn={}: {}", dn.getName(), e.getMessage());
            byName.remove(dn.getNormName());
        }
        current = new StructureTree(byName.values());
    }

    private void keep(Dn dn, @Nullable Entry entry) {
        byName.remove(dn.getNormName());
        Attribute codes = entry == null ? null : entry.get(code);
        if (entry == null || codes == null) {
            return; // it is gone, or something else that stands in this place
        }
        try {
            String name = codes.get().getString();
            String above = text(entry, parent);
            String called = text(entry, label);
            byName.put(
                    dn.getNormName(),
                    new Structure(
                            new StructureCode(name),
                            called.isEmpty() ? name : called,
                            text(entry, type),
                            above.isEmpty() ? null : new StructureCode(above)));
        } catch (InvalidValueException e) {
            LOG.error("structure is none for groups dn={}: {}", dn.getName(), e.getMessage());
        }
    }

    private static String text(Entry entry, AttributeType type) {
        Attribute values = entry.get(type);
        return values == null ? "" : values.get().getString();
    }
}
