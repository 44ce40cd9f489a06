package fr.sesame.interceptors;

import fr.sesame.account.Suspension;
import fr.sesame.schema.Attributes;
import fr.sesame.schema.ObjectClasses;
import fr.sesame.schema.SuspensionAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.directory.api.ldap.model.constants.SchemaConstants;
import org.apache.directory.api.ldap.model.entry.Attribute;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.exception.LdapInvalidDnException;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.model.name.Rdn;
import org.apache.directory.api.ldap.model.schema.AttributeType;
import org.apache.directory.api.ldap.model.schema.SchemaManager;

/** What the entry of a suspension is, as this schema and tree have it. */
final class SuspensionEntries {
    final Dn branch;
    final AttributeType objectClass;
    private final AttributeType cn;
    private final Map<String, AttributeType> types = new HashMap<>();

    SuspensionEntries(SchemaManager schema, String base) throws LdapInvalidDnException {
        branch = new Dn(schema, "ou=suspensions," + base);
        objectClass = schema.getAttributeType(SchemaConstants.OBJECT_CLASS_AT);
        cn = schema.getAttributeType(Attributes.CN);
        for (String name : SuspensionAttributes.ALL) {
            types.put(name, schema.getAttributeType(name));
        }
    }

    /** What it is read from. */
    Set<AttributeType> types() {
        return new HashSet<>(types.values());
    }

    /** Whether it has, or would have, that name. */
    boolean isOne(Dn dn) {
        return branch.equals(dn.getParent());
    }

    boolean hasItsClass(Entry entry) {
        Attribute classes = entry.get(objectClass);
        return classes != null && classes.contains(ObjectClasses.SESAME_SUSPENSION);
    }

    /** Whether it is called {@code cn=<its one cn>}. */
    boolean isNamedWell(Dn dn, Entry entry) {
        Rdn rdn = dn.getRdn();
        Attribute name = entry.get(cn);
        return rdn.size() == 1 && cn.equals(rdn.getAva().getAttributeType()) && name != null && name.size() == 1;
    }

    /** @throws fr.sesame.account.InvalidValueException if it is none */
    Suspension suspension(Entry entry) {
        return SuspensionAttributes.parse(name -> strings(entry, name));
    }

    private List<String> strings(Entry entry, String name) {
        Attribute attribute = entry.get(types.get(name));
        List<String> strings = new ArrayList<>();
        if (attribute != null) {
            attribute.forEach(value -> strings.add(value.getString()));
        }
        return strings;
    }
}
