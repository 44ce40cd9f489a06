package fr.sesame.partition.differential;

import java.util.List;
import org.apache.directory.api.ldap.model.entry.ModificationOperation;
import org.apache.directory.api.ldap.model.message.AliasDerefMode;
import org.apache.directory.api.ldap.model.message.SearchScope;

/**
 * One thing asked of a partition, with everything in it that an answer depends on: a list of operations says the same each
 * time that it is replayed. Values are text; those of a binary attribute are written in hexadecimal digits.
 */
public sealed interface Operation {

    /** An attribute with values. */
    record Values(String attribute, List<String> values) {}

    /** One modification of several. */
    record Change(ModificationOperation kind, String attribute, List<String> values) {}

    /** An operation that changes the directory; its CSN is given, because both sides must write the same. */
    sealed interface Write extends Operation {}

    record Add(String dn, List<Values> attributes, String csn) implements Write {}

    record Modify(String dn, List<Change> changes, String csn) implements Write {}

    record Rename(String dn, String newRdn, boolean deleteOldRdn, String csn) implements Write {}

    record Move(String dn, String newSuperior, String csn) implements Write {}

    record MoveAndRename(String dn, String newSuperior, String newRdn, boolean deleteOldRdn, String csn)
            implements Write {}

    record Delete(String dn) implements Write {}

    /** Writes in one transaction that is given up at its end: nothing of them may be left. */
    record Aborted(List<Write> writes) implements Operation {}

    record Search(String base, SearchScope scope, AliasDerefMode aliases, String filter) implements Operation {}

    record Lookup(String dn) implements Operation {}

    /** The partition is closed and opened again. */
    record Reopen() implements Operation {}
}
