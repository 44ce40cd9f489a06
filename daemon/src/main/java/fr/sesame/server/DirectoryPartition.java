package fr.sesame.server;

import fr.sesame.partition.EntryStore;
import fr.sesame.partition.StoreException;
import fr.sesame.partition.StoredPartition;
import fr.sesame.schema.Attributes;
import java.text.ParseException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.directory.api.ldap.model.constants.SchemaConstants;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.model.schema.SchemaManager;

/** The part of the tree that is the institution's, with our schema and our indices, on whatever store. */
public final class DirectoryPartition {
    /** What the daemon and clients search for, beside objectClass, entryUUID and entryCSN. */
    public static final List<String> INDEXED = List.of(
            Attributes.UID,
            Attributes.MAIL,
            Attributes.CN,
            Attributes.SN,
            Attributes.SOURCE_KEY,
            Attributes.PERSON_NUMBER,
            Attributes.STATE,
            Attributes.NEXT_CHANGE,
            Attributes.MEMBER_OF_GROUP,
            Attributes.MEMBER, // of groups that people keep: a computed one has but its own name there
            Attributes.SUPANN_EMPLOYEE_ID,
            Attributes.SUPANN_STUDENT_ID,
            Attributes.SUPANN_REF_ID,
            Attributes.SUPANN_STRUCTURE_CODE,
            // With uid and mail, all by whose values a person is called: each write of one looks in all (Identifiers).
            Attributes.SUPANN_LOGIN_ALIAS,
            Attributes.SUPANN_OTHER_MAIL,
            Attributes.EDU_PERSON_PRINCIPAL_NAME,
            Attributes.EDU_PERSON_PRINCIPAL_NAME_PRIOR,
            Attributes.EDU_PERSON_UNIQUE_ID,
            Attributes.ERASED_NAME);
    /** People are looked for by a piece of their name; what a value begins with needs no index of its own. */
    public static final List<String> SUBSTRING_INDEXED = List.of(Attributes.CN);

    /** Those of which few entries share a value. */
    private static final List<String> IDENTIFYING = List.of(
            Attributes.UID,
            Attributes.MAIL,
            Attributes.SOURCE_KEY,
            Attributes.PERSON_NUMBER,
            Attributes.SUPANN_EMPLOYEE_ID,
            Attributes.SUPANN_STUDENT_ID,
            Attributes.SUPANN_REF_ID,
            SchemaConstants.ENTRY_UUID_AT);

    private DirectoryPartition() {}

    /** All names, in lower case, of the indexed attributes that tell one entry from nearly all others. */
    static Set<String> identifying(SchemaManager schema) {
        return IDENTIFYING.stream()
                .map(schema::getAttributeType)
                .flatMap(type -> Stream.concat(Stream.of(type.getOid()), type.getNames().stream()))
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The partition, ready for use without a server.
     *
     * @throws ServerException if the schema cannot be loaded or the store is not of this base
     */
    public static StoredPartition open(EntryStore store, String base) throws ServerException {
        try {
            StoredPartition partition = on(store, Schema.load(), base);
            partition.initialize();
            return partition;
        } catch (LdapException | ParseException | StoreException e) {
            throw new ServerException("the store in " + store.folder() + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The partition, not yet initialised. */
    static StoredPartition on(EntryStore store, SchemaManager schema, String base) throws LdapException {
        StoredPartition partition = new StoredPartition(store, schema, INDEXED, SUBSTRING_INDEXED);
        partition.setId("data");
        partition.setSuffixDn(new Dn(schema, base));
        return partition;
    }
}
