package fr.sesame.source.ldap;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import com.unboundid.ldap.sdk.schema.Schema;
import fr.sesame.directory.DirectoryException;
import fr.sesame.directory.ldap.Connecting;
import fr.sesame.directory.ldap.LdapDirectory;
import fr.sesame.source.Extract;
import fr.sesame.source.PasswordFile;
import fr.sesame.source.SourceException;
import fr.sesame.source.rows.Nearest;
import fr.sesame.source.rows.Reading;
import fr.sesame.source.rows.Row;
import fr.sesame.source.rows.RowDigest;
import fr.sesame.source.rows.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
        EntryRows rows = new EntryRows(directory.toString(), reading);
        RowDigest digest = new RowDigest();
        int count = 0;
        try (LDAPConnectionPool pool = pool();
                LDAPConnection connection = pool.getConnection()) {
            refuseUnknown(connection.getSchema(branch.base()), reading.columns(), where);
            long begin = System.nanoTime();
            ASN1OctetString more = null;
            do {
                SearchResult page = connection.search(page(rows.attributes(), more));
                refuseReferences(page, where);
                for (SearchResultEntry entry : page.getSearchEntries()) {
                    count++;
                    refuseTooMuch(count, System.nanoTime() - begin, where);
                    Row row = rows.row(entry, count);
                    digest.add(row.fields());
                    each.accept(row);
                }
                more = next(page, where);
            } while (more.getValueLength() > 0);
        } catch (LDAPException e) {
            throw new SourceException(
                    where + ": the read failed after " + count + " entries (" + e.getResultCode() + ": "
                            + e.getDiagnosticMessage()
                            + "); expected all of them. Nothing was changed; run again when the directory answers, and look "
                            + "whether its limits let " + directory.user() + " read everything",
                    e);
        }
        if (count == 0) {
            throw new SourceException(where + ": found no entry that matches " + branch.filter()
                    + "; expected at least one. Nothing was changed; look at the filter, and whether "
                    + directory.user()
                    + " may see the entries");
        }
        return new Extract.Facts(where, count, start, digest.hex());
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

    private SearchRequest page(List<String> attributes, @Nullable ASN1OctetString more) {
        SearchRequest request =
                new SearchRequest(branch.base(), SearchScope.SUB, branch.parsed(), attributes.toArray(String[]::new));
        request.setTimeLimitSeconds((int) branch.timeout().toSeconds());
        request.addControl(new SimplePagedResultsControl(branch.pageSize(), more, true));
        return request;
    }

    /** What to ask the next page with; empty after the last. */
    private static ASN1OctetString next(SearchResult page, String where) throws LDAPException, SourceException {
        SimplePagedResultsControl control = SimplePagedResultsControl.get(page);
        if (control == null) {
            throw new SourceException(
                    where + ": the directory does not say whether there is more; expected one that knows pages "
                            + "(RFC 2696). Nothing was changed; ask whoever runs it");
        }
        return control.getCookie();
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

    private static void refuseReferences(SearchResult page, String where) throws SourceException {
        if (page.getReferenceCount() > 0) {
            throw new SourceException(where + ": a part of it is elsewhere, at "
                    + String.join(", ", page.getSearchReferences().get(0).getReferralURLs())
                    + "; expected all of it in one directory. Nothing was changed; choose another 'ldap.base', or make that part a "
                    + "source of its own");
        }
    }

    private void refuseTooMuch(int count, long nanoseconds, String where) throws SourceException {
        if (count > branch.maxRows()) {
            throw new SourceException(
                    where + ": found more than " + branch.maxRows()
                            + " entries; expected at most that. Nothing was changed; look at the filter, or raise 'ldap.max-rows'");
        }
        if (nanoseconds > branch.timeout().toNanos()) {
            throw new SourceException(where + ": after " + count + " entries, " + branch.timeout()
                    + " were over; expected all of them in that time. Nothing was changed; look why the directory is slow, or "
                    + "raise 'ldap.timeout'");
        }
    }
}
