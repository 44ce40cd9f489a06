package fr.sesame.partition.differential;

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

    /** Closes it and opens it again on what it has stored. */
    void reopen() throws Exception;

    @Override
    void close() throws Exception;

    /** Makes an empty subject. */
    interface Factory {
        Subject make() throws Exception;
    }
}
