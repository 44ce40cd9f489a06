package fr.sesame.directory.ldap;

import com.unboundid.ldap.matchingrules.MatchingRule;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.schema.AttributeTypeDefinition;
import com.unboundid.ldap.sdk.schema.ObjectClassDefinition;
import com.unboundid.ldap.sdk.schema.Schema;
import fr.sesame.schema.SchemaFile;
import fr.sesame.schema.SchemaFiles;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Which attributes the entries of people may have, and what their values look like: the standard classes and ours. */
public final class PersonSchema {
    private static final class Loaded {
        private static final PersonSchema ONE = new PersonSchema(schema());
    }

    private final Map<String, PersonAttribute> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private PersonSchema(Schema schema) {
        for (String name : EntryMapping.OBJECT_CLASSES) {
            ObjectClassDefinition objectClass = schema.getObjectClass(name);
            if (objectClass == null) {
                throw new IllegalStateException("the class " + name + " is not in the program");
            }
            for (AttributeTypeDefinition type : objectClass.getOptionalAttributes(schema, true)) {
                add(type, schema);
            }
            for (AttributeTypeDefinition type : objectClass.getRequiredAttributes(schema, true)) {
                add(type, schema);
            }
        }
    }

    private void add(AttributeTypeDefinition type, Schema schema) {
        PersonAttribute attribute = new PersonAttribute(
                type.getNameOrOID(),
                EntryMapping.OWN.contains(type.getNameOrOID()),
                type.isSingleValued(),
                String.valueOf(type.getBaseSyntaxOID(schema)),
                MatchingRule.selectEqualityMatchingRule(type.getNameOrOID(), schema));
        for (String name : type.getNames()) {
            byName.put(name, attribute);
        }
    }

    /** The one of this program, read once. */
    public static PersonSchema standard() {
        return Loaded.ONE;
    }

    /** The attribute of that name, in whichever capitals; empty if the entries of people have none. */
    public Optional<PersonAttribute> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** All their names. */
    public Set<String> names() {
        return Collections.unmodifiableSet(byName.keySet());
    }

    private static Schema schema() {
        Entry ours = new Entry("cn=schema");
        for (SchemaFile file : SchemaFiles.all()) {
            ours.addAttribute(Schema.ATTR_ATTRIBUTE_TYPE, file.attributeTypes());
            ours.addAttribute(Schema.ATTR_OBJECT_CLASS, file.objectClasses());
        }
        try {
            return Schema.mergeSchemas(Schema.getDefaultStandardSchema(), new Schema(ours));
        } catch (LDAPException e) {
            throw new IllegalStateException("the schema of this program cannot be read", e);
        }
    }
}
