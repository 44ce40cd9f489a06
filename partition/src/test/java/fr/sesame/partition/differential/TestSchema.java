package fr.sesame.partition.differential;

import java.text.ParseException;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.schema.AttributeType;
import org.apache.directory.api.ldap.model.schema.LdapComparator;
import org.apache.directory.api.ldap.model.schema.ObjectClass;
import org.apache.directory.api.ldap.model.schema.SchemaManager;
import org.apache.directory.api.ldap.model.schema.comparators.NormalizingComparator;
import org.apache.directory.api.ldap.model.schema.parsers.AttributeTypeDescriptionSchemaParser;
import org.apache.directory.api.ldap.model.schema.parsers.ObjectClassDescriptionSchemaParser;
import org.apache.directory.api.ldap.model.schema.registries.DefaultSchema;
import org.apache.directory.api.ldap.schema.manager.impl.DefaultSchemaManager;

/**
 * ApacheDS's standard schema, and an attribute for each kind of value that the standard user attributes leave out or give
 * no ordering or substring rule.
 */
public final class TestSchema {
    private static final String NAME = "proof";
    private static final String[] ATTRIBUTES = {
        "( 2.25.7.1 NAME 'tInteger' EQUALITY integerMatch ORDERING integerOrderingMatch"
                + " SYNTAX 1.3.6.1.4.1.1466.115.121.1.27 )",
        "( 2.25.7.2 NAME 'tCount' EQUALITY integerMatch ORDERING integerOrderingMatch"
                + " SYNTAX 1.3.6.1.4.1.1466.115.121.1.27 SINGLE-VALUE )",
        "( 2.25.7.3 NAME 'tTime' EQUALITY generalizedTimeMatch ORDERING generalizedTimeOrderingMatch"
                + " SYNTAX 1.3.6.1.4.1.1466.115.121.1.24 )",
        "( 2.25.7.4 NAME 'tUntil' EQUALITY generalizedTimeMatch ORDERING generalizedTimeOrderingMatch"
                + " SYNTAX 1.3.6.1.4.1.1466.115.121.1.24 SINGLE-VALUE )",
        "( 2.25.7.5 NAME 'tFlag' EQUALITY booleanMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.7 SINGLE-VALUE )",
        "( 2.25.7.6 NAME 'tUuid' EQUALITY uuidMatch ORDERING uuidOrderingMatch SYNTAX 1.3.6.1.1.16.1 )",
        "( 2.25.7.7 NAME 'tCsn' EQUALITY csnMatch ORDERING csnOrderingMatch" + " SYNTAX 1.3.6.1.4.1.4203.666.11.2.1 )",
        "( 2.25.7.8 NAME 'tNumeric' EQUALITY numericStringMatch ORDERING numericStringOrderingMatch"
                + " SUBSTR numericStringSubstringsMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.36 )",
        "( 2.25.7.9 NAME 'tOctets' EQUALITY octetStringMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.40 )",
        "( 2.25.7.10 NAME 'tExact' EQUALITY caseExactMatch ORDERING caseExactOrderingMatch"
                + " SUBSTR caseExactSubstringsMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 )",
        "( 2.25.7.11 NAME 'tText' EQUALITY caseIgnoreMatch ORDERING caseIgnoreOrderingMatch"
                + " SUBSTR caseIgnoreSubstringsMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 )",
        "( 2.25.7.13 NAME 'tTextKind' SUP tText )",
        "( 2.25.7.14 NAME 'tTextKindOfKind' SUP tTextKind )",
        "( 2.25.7.12 NAME 'tTextPlain' EQUALITY caseIgnoreMatch ORDERING caseIgnoreOrderingMatch"
                + " SUBSTR caseIgnoreSubstringsMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 )"
    };
    private static final String CLASS = "( 2.25.7.100 NAME 'tThing' SUP top AUXILIARY MAY ( tInteger $ tCount $ tTime $"
            + " tUntil $ tFlag $ tUuid $ tCsn $ tNumeric $ tOctets $ tExact $ tText $ tTextPlain $ tTextKind $"
            + " tTextKindOfKind ) )";

    private TestSchema() {}

    public static SchemaManager load() throws LdapException, ParseException {
        DefaultSchemaManager manager = new DefaultSchemaManager();
        manager.loadAllEnabled();
        // uidNumber and gidNumber are in a schema that is not enabled by itself.
        manager.enable("nis");
        manager.getRegistries().schemaLoaded(new DefaultSchema(null, NAME));
        manager.getRegistries().setRelaxed();
        AttributeTypeDescriptionSchemaParser types = new AttributeTypeDescriptionSchemaParser();
        for (String description : ATTRIBUTES) {
            AttributeType type = types.parse(description);
            type.setSchemaName(NAME);
            manager.add(type);
        }
        ObjectClass thing = new ObjectClassDescriptionSchemaParser().parse(CLASS);
        thing.setSchemaName(NAME);
        manager.add(thing);
        manager.getRegistries().setStrict();
        if (!manager.getErrors().isEmpty()) {
            throw new LdapException("cannot load the schema: " + manager.getErrors());
        }
        for (LdapComparator<?> comparator : manager.getComparatorRegistry()) {
            if (comparator instanceof NormalizingComparator normalizing) {
                normalizing.setOnServer(); // values reach it normalised already, as in the server
            }
        }
        return manager;
    }
}
