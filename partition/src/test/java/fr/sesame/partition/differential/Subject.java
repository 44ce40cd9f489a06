package fr.sesame.partition.differential;

import java.util.List;
import org.apache.directory.api.ldap.model.exception.LdapException;

/** What is tried: a partition with its suffix, and how to make it new. The whole of what a proof knows of its storage. */
interface Subject extends AutoCloseable {

    /** What stands before the partition, which is open and initialised. */
    Server server();

    /** Does what is asked. */
    default Outcome apply(Operation operation) {
        return server().apply(operation);
    }

    /** Whether it may be asked that. */
    default boolean answers(Operation operation, Population population) throws LdapException {
        return true;
    }

    /** What does not agree within it: indices with entries, counts with children. */
    default List<String> problems() throws LdapException {
        return List.of();
    }

    /** Closes it and opens it again on what it has stored. */
    void reopen() throws Exception;

    @Override
    void close() throws Exception;

    /** Makes an empty subject. */
    interface Factory {
        Subject make() throws Exception;
    }
}
