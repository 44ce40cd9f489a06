package fr.sesame.store;

import fr.sesame.partition.StoredPartition;
import fr.sesame.schema.Attributes;
import fr.sesame.schema.Identifiers;
import fr.sesame.schema.ObjectClasses;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.schema.AttributeType;

/**
 * Whether what an account is called by is its alone: over LDAP nobody can break that, but a file that is imported can, and a
 * directory that is older than the rule.
 */
final class NamesCheck {
    /** So many are told; there may be more. */
    private static final int TOLD = 20;

    private NamesCheck() {}

    /** What several entries have of which one is an account or a tombstone, in words; the first {@value #TOLD}. */
    static List<String> problems(StoredPartition partition) throws LdapException {
        List<String> problems = new ArrayList<>();
        List<AttributeType> names = Identifiers.ATTRIBUTES.stream()
                .map(name -> partition.getSchemaManager().getAttributeType(name))
                .toList();
        collect(partition, "name", names, problems);
        collect(
                partition,
                "source key",
                List.of(partition.getSchemaManager().getAttributeType(Attributes.SOURCE_KEY)),
                problems);
        return problems;
    }

    private static void collect(
            StoredPartition partition, String what, List<AttributeType> types, List<String> problems)
            throws LdapException {
        partition.maintenance().forEachShared(types, (value, holders) -> {
            // What was merged into an account keeps the names that it lends to it.
            long others = holders.stream()
                    .filter(holder -> !holder.hasObjectClass(ObjectClasses.SESAME_MERGED_ACCOUNT))
                    .count();
            if (others > 1 && problems.size() < TOLD && holders.stream().anyMatch(NamesCheck::isPermanent)) {
                problems.add("the " + what + " '" + value.strip() + "' is of several entries: "
                        + holders.stream()
                                .map(holder -> holder.getDn().getName())
                                .collect(Collectors.joining(" and ")));
            }
        });
    }

    private static boolean isPermanent(Entry entry) {
        return entry.hasObjectClass(ObjectClasses.SESAME_ACCOUNT)
                || entry.hasObjectClass(ObjectClasses.SESAME_TOMBSTONE);
    }
}
