package fr.sesame.partition;

import java.util.List;
import org.apache.directory.api.ldap.model.entry.Value;
import org.apache.directory.api.ldap.model.schema.AttributeType;

/** What a partition is made of, once its suffix is known. */
record Parts(
        EntryFormat format,
        Tree tree,
        Aliases aliases,
        Filters filters,
        Planner planner,
        Reading reading,
        EntryWriter writer,
        List<AttributeIndex> indices,
        AttributeIndex objectClasses,
        Value referral) {

    AttributeIndex indexOf(AttributeType type) {
        return indices.stream()
                .filter(index -> index.kind() == AttributeIndex.Kind.VALUES
                        && index.type().equals(type))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(type.getName() + " is not indexed"));
    }
}
