package fr.sesame.source.ldap;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.schema.Schema;
import fr.sesame.directory.DirectoryException;
import fr.sesame.directory.ldap.Connecting;
import fr.sesame.directory.ldap.LdapDirectory;
import fr.sesame.source.Extract;
import fr.sesame.source.PasswordFile;
import fr.sesame.source.SourceException;
import fr.sesame.source.rows.ChangeColumn;
import fr.sesame.source.rows.Nearest;
import fr.sesame.source.rows.Reading;
import fr.sesame.source.rows.Row;
import fr.sesame.source.rows.RowDigest;
import fr.sesame.source.rows.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a branch of another directory, page by page (RFC 2696). What ends before its last page, and what points
 * elsewhere, is not the whole and is refused.
 *
 * @param directory where it is
 * @param branch which entries
 */
public record LdapRows(PartnerDirectory directory, Branch branch) implements Rows {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    @Override
    public Extract.Facts read(Reading reading, Consumer<Row> each) throws SourceException {
        Instant start = reading.clock().instant();
        String where = branch.base() + " at " + directory;
        ChangeColumn asked = reading.changes();
        ChangedEntries changes = asked == null ? null : new ChangedEntries(asked, reading.clock());
        BranchReader entries = new BranchReader(branch, where);
        EntryRows rows = new EntryRows(directory.toString(), reading);
        RowDigest digest = new RowDigest();
        BranchReader.Taker row = entry -> {
            Row one = rows.row(entry, entries.count());
            digest.add(one.fields());
            each.accept(one);
        };
        try (LDAPConnectionPool pool = pool();
                LDAPConnection connection = pool.getConnection()) {
            refuseUnknown(connection.getSchema(branch.base()), reading.needed(), where);
            Filter all = branch.parsed();
            if (changes == null) {
                entries.read(connection, all, rows.attributes(), row);
            } else if (changes.isPart()) {
                readChanges(connection, changes, entries, rows.attributes(), row, where);
            } else {
                entries.read(connection, all, rows.attributes(), entry -> {
                    changes.see(entry, where);
                    row.take(entry);
                });
            }
        } catch (LDAPException e) {
            throw new SourceException(
                    where + ": the read failed after " + entries.count() + " entries (" + e.getResultCode() + ": "
                            + e.getDiagnosticMessage()
                            + "); expected all of them. Nothing was changed; run again when the directory answers, and look "
                            + "whether its limits let " + directory.user() + " read everything",
                    e);
        }
        if (entries.count() == 0 && (changes == null || !changes.isPart())) {
            throw new SourceException(where + ": found no entry that matches " + branch.filter()
                    + "; expected at least one. Nothing was changed; look at the filter, and whether "
                    + directory.user()
                    + " may see the entries");
        }
        return new Extract.Facts(where, entries.count(), start, digest.hex(), changes == null ? null : changes.end());
    }

    /** First who has an entry that changed, then all entries of each of them. */
    private void readChanges(
            LDAPConnection connection,
            ChangedEntries changes,
            BranchReader entries,
            List<String> attributes,
            BranchReader.Taker row,
            String where)
            throws LDAPException, SourceException {
        Filter all = branch.parsed();
        Optional<Filter> changed = changes.filter(all);
        if (changed.isEmpty()) {
            return; // nothing is said of changes then, and everything is read
        }
        BranchReader found = new BranchReader(branch, where);
        found.read(connection, changed.get(), attributes, entry -> {
            if (!changes.see(entry, where)) {
                entries.take(entry, row);
            }
        });
        for (Filter some : changes.ofKeys(all)) {
            entries.read(connection, some, attributes, row);
        }
    }

    private LDAPConnectionPool pool() throws SourceException {
        LDAPConnectionOptions options = new LDAPConnectionOptions();
        options.setConnectTimeoutMillis((int) CONNECT_TIMEOUT.toMillis());
        options.setResponseTimeoutMillis(branch.timeout().toMillis());
        options.setUseSynchronousMode(true);
        options.setFollowReferrals(false);
        LdapDirectory.Access access = new LdapDirectory.Access(
                directory.host(),
                directory.port(),
                directory.encryption(),
                directory.trust(),
                directory.user(),
                PasswordFile.read(directory.passwordFile()));
        try {
            return Connecting.pool(access, options, 1);
        } catch (LDAPException e) {
            throw unreachable(e.getResultCode() + ": " + e.getMessage(), e);
        } catch (DirectoryException e) {
            throw unreachable(String.valueOf(e.getMessage()), e);
        }
    }

    private SourceException unreachable(String why, Exception e) {
        return new SourceException(
                directory + ": cannot bind as " + directory.user() + " (" + why
                        + "); expected the directory to let us in. Nothing was changed. Look at the directory, at 'ldap.user', at "
                        + "the password in " + directory.passwordFile() + ", and at who signed its certificate",
                e);
    }

    /** An attribute that the directory does not know would be empty in every entry. */
    private static void refuseUnknown(@Nullable Schema schema, Set<String> columns, String where)
            throws SourceException {
        if (schema == null) {
            return; // it does not tell; then a wrong name shows as rows without names or dates
        }
        Set<String> known = schema.getAttributeTypes().stream()
                .flatMap(type -> List.of(type.getNames()).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        for (String column : columns) {
            String attribute = column.split(";", 2)[0];
            if (!column.equals(EntryRows.DN) && schema.getAttributeType(attribute) == null) {
                throw new SourceException(where + ": there is no attribute '" + attribute + "'"
                        + Nearest.of(attribute, known)
                                .map(near -> "; did you mean '" + near + "'?")
                                .orElse("")
                        + " Expected those of the mapping in the schema of the directory: correct the mapping");
            }
        }
    }
}
