package fr.sesame.interceptors;

import fr.sesame.access.AccessSettings;
import fr.sesame.access.AttributeGroup;
import fr.sesame.access.AttributeGroups;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.schema.SchemaManager;

/** What the configuration of access names and cannot have: attributes that are not there, and kinds of passwords. */
final class UnknownAttributes {
    private UnknownAttributes() {}

    /** @throws LdapException that names all of them */
    static void check(SchemaManager schema, AccessSettings settings) throws LdapException {
        Stream<String> put = settings.more().entrySet().stream()
                .filter(entry -> !isSecret(entry.getKey()))
                .flatMap(entry -> entry.getValue().stream());
        Stream<String> read =
                settings.services().values().stream().flatMap(service -> service.reads().names().stream());
        Stream<String> wrong =
                Stream.concat(put, read).filter(name -> isUnknown(schema, name) || isSecret(schema, name));
        Stream<String> secrets = settings.more().entrySet().stream()
                .filter(entry -> isSecret(entry.getKey()))
                .flatMap(entry -> entry.getValue().stream())
                .filter(name -> isUnknown(schema, name));
        List<String> all = Stream.concat(wrong, secrets).distinct().sorted().toList();
        if (!all.isEmpty()) {
            throw new LdapException("'access' names attributes that the schema does not have, or that hold passwords: "
                    + String.join(", ", all) + "; write them as the schema does, or leave them out");
        }
    }

    private static boolean isUnknown(SchemaManager schema, String name) {
        return schema.getAttributeType(name) == null;
    }

    private static boolean isSecret(SchemaManager schema, String name) {
        AttributeGroup group = TypeSet.groupOf(new AttributeGroups(Map.of()), schema.getAttributeType(name));
        return group != null && isSecret(group);
    }

    private static boolean isSecret(AttributeGroup group) {
        return group == AttributeGroup.PASSWORD || group == AttributeGroup.HASHES;
    }
}
