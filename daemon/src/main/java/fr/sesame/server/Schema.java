package fr.sesame.server;

import fr.sesame.schema.SchemaFile;
import fr.sesame.schema.SchemaFiles;
import java.text.ParseException;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.schema.AttributeType;
import org.apache.directory.api.ldap.model.schema.LdapComparator;
import org.apache.directory.api.ldap.model.schema.MatchingRule;
import org.apache.directory.api.ldap.model.schema.ObjectClass;
import org.apache.directory.api.ldap.model.schema.SchemaManager;
import org.apache.directory.api.ldap.model.schema.comparators.GeneralizedTimeComparator;
import org.apache.directory.api.ldap.model.schema.comparators.NormalizingComparator;
import org.apache.directory.api.ldap.model.schema.parsers.AttributeTypeDescriptionSchemaParser;
import org.apache.directory.api.ldap.model.schema.parsers.ObjectClassDescriptionSchemaParser;
import org.apache.directory.api.ldap.model.schema.registries.DefaultSchema;
import org.apache.directory.api.ldap.schema.manager.impl.DefaultSchemaManager;

/**
 * ApacheDS's standard schema and ours, in memory and made anew at each start: the schema is the program's, and an upgrade of
 * the program is an upgrade of the schema.
 */
final class Schema {

    private static final String RFC_2307 = "nis";

    private Schema() {}

    static SchemaManager load() throws LdapException, ParseException {
        DefaultSchemaManager manager = new DefaultSchemaManager();
        manager.loadAllEnabled();
        manager.enable(RFC_2307); // shadowAccount; ApacheDS leaves it off
        check(manager, "the standard schema");
        for (SchemaFile file : SchemaFiles.all()) {
            add(manager, file);
        }
        for (LdapComparator<?> comparator : manager.getComparatorRegistry()) {
            if (comparator instanceof NormalizingComparator normalizing) {
                normalizing.setOnServer(); // values reach it normalised already
            }
        }
        for (MatchingRule rule : manager.getMatchingRuleRegistry()) {
            rule.unlock();
            rule.setNormalizer(AsciiNormalizer.faster(rule.getNormalizer()));
            if (GeneralizedTimeComparator.class.isInstance(rule.getLdapComparator())) {
                rule.setLdapComparator(new TimeComparator(rule.getOid()));
            }
            rule.lock();
        }
        return manager;
    }

    private static void add(DefaultSchemaManager manager, SchemaFile file) throws LdapException, ParseException {
        manager.getRegistries().schemaLoaded(new DefaultSchema(null, file.name()));
        // Relaxed adds one by one without cloning the registries each time; what is wrong is collected and checked
        // below.
        manager.getRegistries().setRelaxed();
        AttributeTypeDescriptionSchemaParser types = new AttributeTypeDescriptionSchemaParser();
        for (String description : file.attributeTypes()) {
            AttributeType type = types.parse(description);
            type.setSchemaName(file.name());
            manager.add(type);
            check(manager, file.name() + ": " + description);
        }
        ObjectClassDescriptionSchemaParser classes = new ObjectClassDescriptionSchemaParser();
        for (String description : file.objectClasses()) {
            ObjectClass objectClass = classes.parse(description);
            objectClass.setSchemaName(file.name());
            manager.add(objectClass);
            check(manager, file.name() + ": " + description);
        }
        manager.getRegistries().setStrict();
    }

    private static void check(DefaultSchemaManager manager, String what) throws LdapException {
        if (!manager.getErrors().isEmpty()) {
            throw new LdapException("cannot load " + what + ": " + manager.getErrors());
        }
    }
}
